import { MAX_TEXT_LENGTH } from '#src/text/index.ts';
import { unitsOf } from './units.ts';

/** Bits, one for each hash of three code units that a text has: enough that few of them are set by a short one. */
const BITS = 1 << 13;
const seen = new Uint32Array(BITS / 32);
const noted = new Uint16Array(MAX_TEXT_LENGTH);
let count = 0;

const hashOf = (a: number, b: number, c: number): number => (Math.imul(a, 961) + b * 31 + c) & (BITS - 1);

/** A word of three code units or more, as the texts are asked for it: by its first three. */
export type Beginning = number;

export function beginningOf(word: string): Beginning {
  if (word.length < 3) throw new RangeError(`"${word}" is too short to be looked for`);
  return hashOf(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2));
}

/** Notes what three code units in a row the first `end` of a normalised text have. Scratch space of the one text that is read. */
export function noteTrigrams(text: string, end: number): void {
  for (let i = 0; i < count; i += 1) seen[noted[i]! >>> 5] = 0;
  count = 0;
  const { codes } = unitsOf(text);
  for (let i = 2; i < end; i += 1) {
    const hash = hashOf(codes[i - 2]!, codes[i - 1]!, codes[i]!);
    seen[hash >>> 5]! |= 1 << hash;
    noted[count] = hash;
    count += 1;
  }
}

/** Whether the noted text may have one of the words; false only where it has none. */
export function mayHave(beginnings: readonly Beginning[]): boolean {
  for (const hash of beginnings) if ((seen[hash >>> 5]! & (1 << hash)) !== 0) return true;
  return false;
}
