import { verify } from 'node:crypto';
import { ed25519Signer } from './ed25519.ts';
import { findPublicKey, type Jwks, type SigningKey } from './keys.ts';

/** What every receipt states beside its own claims: times in seconds since the epoch (RFC 7519 § 4.1). */
export interface Timed {
  iat: number;
  exp: number;
}

/** Why a receipt does not hold. */
export type ReceiptFault = 'malformed' | 'unknown_key' | 'bad_signature' | 'not_yet_valid' | 'expired';

/** Two honest clocks may differ by this many seconds. */
const CLOCK_SKEW_SECONDS = 60;

/** Makes what signs claims as compact JWS with EdDSA (RFC 7515 § 3.1, RFC 8037 § 3.1). The header is encoded once per key. */
export function createReceiptSigner(key: SigningKey): (claims: object) => string {
  const header = base64url(JSON.stringify({ alg: 'EdDSA', kid: key.keyId, typ: 'JWT' }));
  const sign = ed25519Signer(key.privateKey);
  return (claims) => {
    const unsigned = `${header}.${base64url(JSON.stringify(claims))}`;
    return `${unsigned}.${sign(Buffer.from(unsigned)).toString('base64url')}`;
  };
}

/**
 * Checks a receipt offline, with nothing but the published keys. Only EdDSA is accepted, whatever the header says
 * (RFC 8725 § 3.1), and no critical extension (RFC 7515 § 4.1.11). With `anyTime` its times are not looked at: an
 * expired receipt still proves what was decided.
 */
export function verifyReceipt<Claims extends Timed>(
  set: Jwks,
  token: string,
  nowSeconds: number,
  { anyTime = false } = {},
): { ok: true; claims: Claims } | { ok: false; fault: ReceiptFault } {
  const [header, payload, signature, more] = token.split('.');
  const head = parse(header);
  const claims = parse(payload);
  if (more !== undefined || !signature || !head || !claims || head.crit !== undefined)
    return { ok: false, fault: 'malformed' };
  if (typeof claims.exp !== 'number' || typeof claims.iat !== 'number') return { ok: false, fault: 'malformed' };
  const key = head.alg === 'EdDSA' && typeof head.kid === 'string' ? findPublicKey(set, head.kid) : null;
  if (!key) return { ok: false, fault: 'unknown_key' };
  const genuine = verify(null, Buffer.from(`${header}.${payload}`), key, decode(signature));
  if (!genuine) return { ok: false, fault: 'bad_signature' };
  if (anyTime) return { ok: true, claims: claims as unknown as Claims };
  if (claims.iat > nowSeconds + CLOCK_SKEW_SECONDS) return { ok: false, fault: 'not_yet_valid' };
  if (claims.exp <= nowSeconds) return { ok: false, fault: 'expired' };
  return { ok: true, claims: claims as unknown as Claims };
}

function parse(part: string | undefined): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(decode(part ?? '').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Decodes base64url to bytes, or to nothing: Buffer skips what it does not know, and a token has one spelling only. */
function decode(part: string): Buffer {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : Buffer.alloc(0);
}

const base64url = (text: string): string => Buffer.from(text).toString('base64url');
