import type { AddressFaultCode } from './address-faults.ts';

/**
 * Characters that both the GSM 03.38 basic table and an SMPP address (ASCII) have; extension characters cost two
 * septets and are dropped by handsets in a sender line.
 */
const ALLOWED = /^[A-Za-z0-9 !"#$%&'()*+,\-./:;<=>?@_]*$/;
/** Words that networks stamp on messages of unregistered senders. */
const STAMPS = /unverified|likely[-_ ]?scam/i;

/**
 * Everything that is wrong with a masked name, after the rules of the Australian sender ID register: 2–11 characters, a
 * letter at least, no space or underscore at either end, no two spaces in a row, not a word of the register itself.
 */
export function maskedNameFaults(name: string): AddressFaultCode[] {
  const faults: AddressFaultCode[] = [];
  if (name.length < 2 || name.length > 11) faults.push('NAME_LENGTH');
  if (!ALLOWED.test(name)) faults.push('NAME_CHARACTERS');
  if (!/\p{L}/u.test(name)) faults.push('NAME_NEEDS_LETTER');
  if (/^[\s_]|[\s_]$/.test(name)) faults.push('NAME_EDGE');
  if (/\s\s/.test(name)) faults.push('NAME_DOUBLE_SPACE');
  if (STAMPS.test(name)) faults.push('NAME_DECEPTIVE');
  return faults;
}
