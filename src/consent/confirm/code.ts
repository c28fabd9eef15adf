import { createHmac, timingSafeEqual } from 'node:crypto';
import { toLatinDigits } from '#src/text/index.ts';

/** Wrong codes after which a confirmation is closed. */
export const MAX_TRIES = 5;
/** How long a code may be typed in. */
export const CODE_MS = 10 * 60_000;

/** The six digits of a confirmation, derived from its id with the service's code key: nothing that is stored reveals them. */
export function confirmationCode(codeKey: Buffer, id: string): string {
  const digest = createHmac('sha256', codeKey).update(`confirmation ${id}`).digest();
  // 2^48 is so much more than 10^6 that the remainder's bias is below one in 10^8.
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** Compares a code as typed, in any digits, with the right one in constant time. */
export function isConfirmationCode(codeKey: Buffer, id: string, typed: string): boolean {
  const right = Buffer.from(confirmationCode(codeKey, id));
  const given = Buffer.from(toLatinDigits(typed).replaceAll(/[\s-]/g, ''));
  return given.length === right.length && timingSafeEqual(given, right);
}
