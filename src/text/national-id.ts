import { toLatinDigits } from './digits.ts';

/** Digits of an identifier as written: any digit script, spaces and dashes ignored; null where anything else occurs. */
function digitsOf(text: string): string | null {
  const digits = toLatinDigits(text.slice(0, 64)).replace(/[\s\-_\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '');
  return /^\d+$/.test(digits) ? digits : null;
}

const at = (digits: string, index: number): number => digits.charCodeAt(index) - 0x30;

/**
 * Canonical ten digits of an Iranian person's national id (کد ملی), or null where it is not one.
 *
 * Eight or nine digits are padded with the zeros that spreadsheets lose. Check digit: weighted sum 10…2 modulo 11; ids
 * of one repeated digit are not issued. A valid checksum does not mean that the id exists.
 */
export function parseNationalId(text: string): string | null {
  const written = digitsOf(text);
  if (written === null || written.length < 8 || written.length > 10) return null;
  const digits = written.padStart(10, '0');
  if (/^(\d)\1{9}$/.test(digits)) return null;
  let sum = 0;
  for (let i = 0; i < 9; i += 1) sum += at(digits, i) * (10 - i);
  const rest = sum % 11;
  return at(digits, 9) === (rest < 2 ? rest : 11 - rest) ? digits : null;
}

const LEGAL_WEIGHTS = [29, 27, 23, 19, 17] as const;

/**
 * Canonical eleven digits of an Iranian legal person's national id (شناسه ملی), or null where it is not one.
 *
 * Check digit: (tens digit + 2) is added to each of the first ten digits, weighted 29, 27, 23, 19, 17 twice over,
 * modulo 11, ten read as zero; digits 4–9 are a serial and never all zero.
 */
export function parseLegalNationalId(text: string): string | null {
  const digits = digitsOf(text);
  if (digits === null || digits.length !== 11) return null;
  if (/^0+$/.test(digits) || digits.slice(3, 9) === '000000') return null;
  const shift = at(digits, 9) + 2;
  let sum = 0;
  for (let i = 0; i < 10; i += 1) sum += (at(digits, i) + shift) * LEGAL_WEIGHTS[i % 5]!;
  return (sum % 11) % 10 === at(digits, 10) ? digits : null;
}

/** True of an Iranian person's national id (ten digits, any digit script) whose check digit is right. */
export function isNationalId(text: string): boolean {
  return parseNationalId(text) !== null;
}

/** True of an Iranian legal person's national id (eleven digits, any digit script) whose check digit is right. */
export function isLegalNationalId(text: string): boolean {
  return parseLegalNationalId(text) !== null;
}

/** What can be said of an Iranian postal code: `unusual` breaks a pattern that is common but not known to be official. */
export type PostalCodeVerdict = 'ok' | 'unusual' | 'invalid';

const USUAL_POSTAL_CODE = /^(?!(\d)\1{3})[13-9]{4}[1346-9][013-9]{5}$/;

/** Checks an Iranian postal code: ten digits are required, anything out of the usual pattern is only a warning. */
export function checkPostalCode(text: string): PostalCodeVerdict {
  const digits = digitsOf(text);
  if (digits === null || digits.length !== 10) return 'invalid';
  return USUAL_POSTAL_CODE.test(digits) ? 'ok' : 'unusual';
}

/** Luhn checksum (ISO/IEC 7812-1) over a string of Latin digits; false where it is empty or holds anything else. */
export function luhn(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = at(digits, digits.length - 1 - i) * (i % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
