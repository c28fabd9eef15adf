const PERSIAN_ZERO = 0x06f0;
const ARABIC_ZERO = 0x0660;

/** Value 0–9 of a Latin, Persian, Arabic-Indic or full-width digit given as a code unit, or −1. */
export function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= PERSIAN_ZERO && code <= PERSIAN_ZERO + 9) return code - PERSIAN_ZERO;
  if (code >= ARABIC_ZERO && code <= ARABIC_ZERO + 9) return code - ARABIC_ZERO;
  if (code >= 0xff10 && code <= 0xff19) return code - 0xff10;
  return -1;
}

/** Writes every Persian, Arabic-Indic and full-width digit as a Latin one and leaves the rest alone. */
export function toLatinDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩０-９]/g, (digit) => String(digitValue(digit.charCodeAt(0))));
}

/** Writes every Latin and Arabic-Indic digit as a Persian one, for display. */
export function toPersianDigits(text: string): string {
  return text.replace(/[0-9٠-٩]/g, (digit) => String.fromCharCode(PERSIAN_ZERO + digitValue(digit.charCodeAt(0))));
}

/** A number as someone wrote it, reduced to its digits. */
export type WrittenNumber = {
  /** Latin digits without the leading `+` or `00`. */
  readonly digits: string;
  /** True where it began with `+` or `00`, so that a country code follows. */
  readonly international: boolean;
};

const LONGEST_WRITTEN = 64;
const isSeparator = (code: number): boolean =>
  code === 0x20 || // space
  (code >= 0x28 && code <= 0x29) || // ( )
  (code >= 0x2d && code <= 0x2f) || // - . /
  (code >= 0x09 && code <= 0x0d) ||
  code === 0x5f || // _
  code === 0xa0 ||
  code === 0xad ||
  code === 0x061c ||
  code === 0x0640 || // tatweel used as a dash
  (code >= 0x2000 && code <= 0x2015) || // spaces, joiners, bidi marks, dashes
  (code >= 0x2028 && code <= 0x202f) ||
  (code >= 0x2060 && code <= 0x2069) ||
  code === 0x2212 || // minus
  code === 0x3000 ||
  code === 0xfeff ||
  code === 0xff0d;

/**
 * Reads a phone number as people write it: any digit script, separators anywhere, `+` or `00` in front.
 * Null where it holds anything else, no digit at all, or more than 64 characters.
 */
export function readWrittenNumber(input: string): WrittenNumber | null {
  if (input.length > LONGEST_WRITTEN) return null;
  let digits = '';
  let plus = false;
  for (let i = 0; i < input.length; i += 1) {
    const code = input.charCodeAt(i);
    const value = digitValue(code);
    if (value >= 0) digits += value;
    else if ((code === 0x2b || code === 0xff0b) && digits === '' && !plus) plus = true;
    else if (!isSeparator(code)) {
      // Written right to left, the plus may stand at the end.
      if (code !== 0x2b || plus || i !== input.length - 1) return null;
      plus = true;
    }
  }
  if (digits === '') return null;
  if (plus) return { digits, international: true };
  if (digits.startsWith('00')) return { digits: digits.slice(2), international: true };
  return { digits, international: false };
}
