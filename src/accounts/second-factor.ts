import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { toLatinDigits } from '#src/text/index.ts';

const PERIOD_SECONDS = 30;
const RECOVERY_CODES = 10;
const ISSUER = 'Mohr';

/** Makes a secret for an authenticator app: 160 bits, base32 (RFC 4226 § 4 asks for 128 at least). */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address that an authenticator app reads from a QR code. */
export function totpUri(secret: string, email: string): string {
  return totp(secret, email).toString();
}

/**
 * Checks a code of RFC 6238, one step early or late; answers the step it belongs to, or null.
 * A step at or before `lastStep` is spent.
 */
export function totpStep(secret: string, code: string, at: Date, lastStep: number | null): number | null {
  const timestamp = at.getTime();
  const delta = totp(secret, '').validate({ token: digits(code), timestamp, window: 1 });
  if (delta === null) return null;
  const step = Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

/** The code of an instant: what an authenticator app would show. */
export function totpCode(secret: string, at: Date): string {
  return totp(secret, '').generate({ timestamp: at.getTime() });
}

/** Makes codes for the day when the phone is lost; only their hashes are kept. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, () => {
    const letters = new Secret({ buffer: new Uint8Array(randomBytes(10)).buffer }).base32.toLowerCase();
    return letters.match(/.{4}/g)?.join('-') ?? letters;
  });
  return { codes, hashes: codes.map(recoveryHash) };
}

/** SHA-256 of a recovery code, hex: it has 80 random bits, so a slow hash would add nothing. */
export function recoveryHash(code: string): string {
  return createHash('sha256')
    .update(
      toLatinDigits(code)
        .toLowerCase()
        .replace(/[^a-z2-7]/g, ''),
    )
    .digest('hex');
}

const totp = (secret: string, label: string) =>
  new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), digits: 6, period: PERIOD_SECONDS });
const digits = (code: string) => toLatinDigits(code).replace(/\D/g, '');
