import { unitsOf } from './units.ts';

/** Which characters a text has: enough to tell that most patterns cannot match. */
export type Glance = {
  readonly digit: boolean;
  /** Offsets of the first digit and the last; -1 where there is none. */
  readonly firstDigit: number;
  readonly lastDigit: number;
  /** Digits of the longest number. */
  readonly longestNumber: number;
  /** Length of the longest run from digit to digit with nothing but digits, spaces and hyphens in it. */
  readonly longestGroup: number;
  readonly latin: boolean;
  readonly star: boolean;
  readonly at: boolean;
  /** A full stop or a colon. */
  readonly dot: boolean;
  /** A question mark of either script. */
  readonly asks: boolean;
  /** An exclamation mark or a pictograph. */
  readonly exclaims: boolean;
  /** A per cent sign, or the rarest letter of «درصد». */
  readonly percent: boolean;
};

const LATIN = 1;
const STAR = 2;
const AT = 4;
const DOT = 8;
const ASKS = 16;
const EXCLAIMS = 32;
const PERCENT = 64;
const DIGIT = 128;
/** May stand between the digits of one group. */
const JOINS = 256;

/** A bit for what each code unit says. */
const BITS = new Uint16Array(65536);
BITS.fill(LATIN, 97, 123);
BITS.fill(DIGIT, 48, 58);
// Pictographs, and whatever lies beyond them: it only costs a search to have looked for an exclamation.
BITS.fill(EXCLAIMS, 0x2600);
const SIGNS: ReadonlyArray<readonly [bit: number, signs: string]> = [
  [STAR, '*'],
  [AT, '@'],
  [DOT, '.:'],
  [ASKS, '?؟'],
  [EXCLAIMS, '!'],
  [PERCENT, '%ص'],
  [JOINS, ' -'],
];
for (const [bit, signs] of SIGNS) for (const sign of signs) BITS[sign.charCodeAt(0)] = bit;

/** Looks once over the first `end` code units of a normalised text. */
export function glance(text: string, end: number): Glance {
  const { codes } = unitsOf(text);
  let seen = 0;
  let number = 0;
  let longestNumber = 0;
  let firstDigit = -1;
  let lastDigit = -1;
  let groupStart = -1;
  let longestGroup = 0;
  for (let i = 0; i < end; i += 1) {
    const bits = BITS[codes[i]!]!;
    seen |= bits;
    if (bits === DIGIT) {
      number += 1;
      if (firstDigit < 0) firstDigit = i;
      lastDigit = i;
      if (groupStart < 0) groupStart = i;
      if (number > longestNumber) longestNumber = number;
      if (i - groupStart >= longestGroup) longestGroup = i - groupStart + 1;
    } else {
      number = 0;
      if (bits !== JOINS) groupStart = -1;
    }
  }
  const has = (bit: number): boolean => (seen & bit) !== 0;
  return {
    digit: has(DIGIT),
    firstDigit,
    lastDigit,
    longestNumber,
    longestGroup,
    latin: has(LATIN),
    star: has(STAR),
    at: has(AT),
    dot: has(DOT),
    asks: has(ASKS),
    exclaims: has(EXCLAIMS),
    percent: has(PERCENT),
  };
}
