import { type CountryCode, type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { readWrittenNumber } from './digits.ts';
import { matchIranFixedLine } from './iran-fixed-lines.ts';
import { IRAN_MOBILE_PREFIXES } from './iran-mobile-prefixes.ts';

/** What kind of line a number is; where a plan does not tell mobile from fixed (North America), `mobile`. */
export type LineType = 'mobile' | 'fixed_line' | 'other';

/** A subscriber number, or why the input is not one. */
export type ParsedMsisdn =
  | {
      readonly ok: true;
      /** `+`, country code and national number. */
      readonly e164: string;
      /** ISO 3166-1 alpha-2, or null for a number of no one country (satellite, international freephone). */
      readonly country: string | null;
      readonly lineType: LineType;
      /** Digits without country code and trunk prefix. */
      readonly nationalNumber: string;
    }
  | { readonly ok: false; readonly reason: MsisdnFault };

/** `format`: not a number at all; `length`: too few or too many digits; `invalid`: no such number in its country's plan. */
export type MsisdnFault = 'empty' | 'format' | 'length' | 'invalid';

/** Iranian mobile numbers without trunk prefix; the ranges of libphonenumber 1.13.16. 094x is data, not mobile. */
const IRAN_MOBILE =
  /^9(?:(?:0[0-5]|[13]\d|2[0-3])\d\d|9(?:[0-46]\d\d|5(?:10|5\d)|8(?:[12]\d|3[0-2]|88)|9(?:[0-359]\d|69|77|8[7-9])))\d{5}$/;

const refuse = (reason: MsisdnFault): ParsedMsisdn => ({ ok: false, reason });

function iranian(nationalNumber: string): ParsedMsisdn | null {
  if (nationalNumber.length === 10 && IRAN_MOBILE.test(nationalNumber)) {
    return { ok: true, e164: `+98${nationalNumber}`, country: 'IR', lineType: 'mobile', nationalNumber };
  }
  const line = matchIranFixedLine(nationalNumber);
  if (line === null) return null;
  const lineType = line.areaCode === null ? 'other' : 'fixed_line';
  return { ok: true, e164: `+98${nationalNumber}`, country: 'IR', lineType, nationalNumber };
}

/** National digits where the number is or may be Iranian, without the 0 that some write after the country code. */
function iranianDigits(digits: string, international: boolean, defaultCountry: string): string | null {
  if (international) return digits.startsWith('98') ? digits.slice(digits[2] === '0' ? 3 : 2) : null;
  if (defaultCountry !== 'IR') return null;
  if (digits.startsWith('0')) return digits.slice(1);
  if (digits.startsWith('98') && digits.length > 10) return digits.slice(digits[2] === '0' ? 3 : 2);
  return digits.startsWith('9') && digits.length === 10 ? digits : null;
}

function lineTypeOf(type: NumberType): LineType {
  if (type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE') return 'mobile';
  return type === 'FIXED_LINE' ? 'fixed_line' : 'other';
}

function elsewhere(written: string, defaultCountry: string): ParsedMsisdn | null {
  const number = parsePhoneNumberFromString(written, { defaultCountry: defaultCountry as CountryCode, extract: false });
  if (number === undefined || !number.isValid()) return null;
  const { number: e164, country = null, nationalNumber } = number;
  return { ok: true, e164, country, lineType: lineTypeOf(number.getType()), nationalNumber };
}

/**
 * Reads a subscriber number in national, international or `00` form, in any digit script and with separators.
 *
 * A number without `+`, `00` or trunk prefix is tried as a national number of `defaultCountry` (ISO 3166-1 alpha-2)
 * and then as an international one. Total: whatever is not a number is a fault, nothing throws.
 */
export function parseMsisdn(input: string, defaultCountry = 'IR'): ParsedMsisdn {
  const written = readWrittenNumber(input);
  if (written === null) return refuse(input.trim() === '' ? 'empty' : 'format');
  const { digits, international } = written;
  if (digits.length < 4 || digits.length > 17) return refuse('length');
  const local = iranianDigits(digits, international, defaultCountry);
  const found = local === null ? null : iranian(local);
  if (found !== null) return found;
  if (local !== null) return elsewhere(`+98${local}`, 'IR') ?? refuse('invalid');
  if (international) return elsewhere(`+${digits}`, defaultCountry) ?? refuse('invalid');
  return elsewhere(digits, defaultCountry) ?? elsewhere(`+${digits}`, defaultCountry) ?? refuse('invalid');
}

const OPERATORS = new Map<string, string>();
for (const [operator, prefixes] of IRAN_MOBILE_PREFIXES) {
  for (const prefix of prefixes) OPERATORS.set(prefix, operator);
}

/** Operator that an Iranian mobile number's prefix was given to (a hint: numbers are portable), or null. */
export function mobileOperator(e164: string): string | null {
  if (!e164.startsWith('+989')) return null;
  for (let length = 5; length >= 3; length -= 1) {
    const operator = OPERATORS.get(e164.slice(3, 3 + length));
    if (operator !== undefined) return operator;
  }
  return null;
}
