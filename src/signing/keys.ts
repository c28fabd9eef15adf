import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** An Ed25519 private key as JWK (RFC 8037 § 2); without `d` it is the public one. */
export interface Ed25519Jwk {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  d?: string;
}

/** A public key as it is published. */
export interface PublicJwk extends Ed25519Jwk {
  kid: string;
  use: 'sig';
  alg: 'EdDSA';
}

/** A key that signs, with its id and public half. */
export interface SigningKey {
  keyId: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  publicJwk: PublicJwk;
}

/** A set of public keys (RFC 7517 § 5). */
export interface Jwks {
  keys: PublicJwk[];
}

/** The keys of one installation: the newest signs, all of them verify. */
export interface KeyRing {
  current: SigningKey;
  all: readonly SigningKey[];
  jwks: Jwks;
}

/**
 * Prepares a stored private JWK for signing.
 * @throws TypeError when its public half does not belong to its private half.
 */
export function signingKey(jwk: Ed25519Jwk): SigningKey {
  const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  const publicKey = createPublicKey(privateKey);
  // Node derives the public half from `d` and ignores `x`; an id over a foreign `x` would name a key that never signs.
  if (publicKey.export({ format: 'jwk' }).x !== jwk.x) throw new TypeError('the halves of a signing key do not match');
  const keyId = thumbprint(jwk);
  const publicJwk: PublicJwk = { kty: jwk.kty, crv: jwk.crv, x: jwk.x, kid: keyId, use: 'sig', alg: 'EdDSA' };
  return { keyId, privateKey, publicKey, publicJwk };
}

/**
 * Makes the key ring of an installation from its stored private JWKs, oldest first: after a key is changed, what the
 * older ones signed must still be verified.
 * @throws TypeError on an empty list.
 */
export function keyRing(stored: readonly Ed25519Jwk[]): KeyRing {
  const all = stored.map(signingKey);
  const current = all.at(-1);
  if (!current) throw new TypeError('a key ring needs a key');
  return { current, all, jwks: jwks(all.toReversed()) };
}

/** The public keys of a ring: what `/.well-known/jwks.json` answers. */
export function jwks(keys: readonly SigningKey[]): Jwks {
  return { keys: keys.map(({ publicJwk }) => publicJwk) };
}

/**
 * Finds the public key with an id in a published set; null when there is none, or when the id is not the key's own
 * thumbprint: a set may come from anywhere, and an id must never name two keys.
 */
export function findPublicKey(set: Jwks, keyId: string): KeyObject | null {
  const jwk = set.keys.find(({ kid }) => kid === keyId);
  if (jwk?.kty !== 'OKP' || jwk.crv !== 'Ed25519' || thumbprint(jwk) !== keyId) return null;
  const known = parsed.get(jwk);
  if (known) return known;
  try {
    const key = createPublicKey({ key: { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, format: 'jwk' });
    parsed.set(jwk, key);
    return key;
  } catch {
    return null;
  }
}

// Parsing a JWK costs about as much as checking a signature with it.
const parsed = new WeakMap<PublicJwk, KeyObject>();

/** Key id: the JWK thumbprint (RFC 7638 § 3; members of an OKP key by RFC 8037 § 2), base64url. */
function thumbprint({ crv, kty, x }: Ed25519Jwk): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}
