import { createHmac, timingSafeEqual } from 'node:crypto';

/** The six digits of a proof, derived from its id with the service's code key: nothing that is stored reveals them. */
export function ownershipCode(codeKey: Buffer, proofId: string): string {
  const digest = createHmac('sha256', codeKey).update(`ownership ${proofId}`).digest();
  // 2^48 is so much more than 10^6 that the remainder's bias is below one in 10^8.
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** Compares a code as typed with the right one in constant time. */
export function isOwnershipCode(codeKey: Buffer, proofId: string, typed: string): boolean {
  const right = Buffer.from(ownershipCode(codeKey, proofId));
  const given = Buffer.from(typed.padEnd(right.length, ' ').slice(0, 64));
  return given.length === right.length && timingSafeEqual(given, right);
}
