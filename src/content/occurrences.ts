import { bucketOf, LETTERS, SIGNALS, step, WORDS } from './buckets.ts';
import type { Reading } from './reading.ts';
import { type Units, unitsOf } from './units.ts';

/** Most occurrences of features that are looked at in one block of a text. */
export const MOST = 12_000;

/** Occurrences of features: bucket, and the range that it was seen in. */
export type Occurrences = {
  count: number;
  readonly buckets: Uint32Array;
  readonly starts: Uint16Array;
  readonly ends: Uint16Array;
};

/** Room for occurrences. */
export const occurrences = (most: number): Occurrences => ({
  count: 0,
  buckets: new Uint32Array(most),
  starts: new Uint16Array(most),
  ends: new Uint16Array(most),
});

// Scratch space of the one text that is being judged: judging is synchronous and nothing here outlives it.
/** Words, marks and pairs of words, in the order of the text. */
export const words = occurrences(MOST);
/** Runs of letters, in the order of the text. */
export const letters = occurrences(MOST);
/** What the lexicon found, then what the structure rules found. */
export const marks = occurrences(MOST);

function note(into: Occurrences, block: number, hash: number, start: number, end: number): void {
  const at = into.count;
  if (at >= MOST) return;
  into.buckets[at] = bucketOf(block, hash);
  into.starts[at] = start;
  into.ends[at] = end;
  into.count = at + 1;
}

const WORD = 0x811c9dc5;
const MARK = WORD ^ 7;
const PAIR = 0x2f0b4a17;
const GRAM = 0x51ed270b;
const LEXICON = 0x7a3c1e55;
const STRUCTURE = 0x19d83f61;
const EDGE_OF_WORD = 95;
const SPACE = 32;

/** Digits count by their number, not their value. */
function hashWord({ codes, kinds }: Units, start: number, end: number): number {
  let hash = WORD;
  if (kinds[start] === 2) return step(step(hash, 35), Math.min(end - start, 12));
  for (let i = start; i < end; i += 1) hash = step(hash, codes[i]!);
  return hash;
}

/** Runs of three and four letters, the edges of the word among them; words of one or two letters have none. */
function noteLetters({ codes }: Units, start: number, end: number): void {
  if (end - start < 3) return;
  let [first, second, third] = [EDGE_OF_WORD, codes[start]!, codes[start + 1]!];
  for (let fourthAt = start + 2; fourthAt <= end + 1; fourthAt += 1) {
    const fourth = fourthAt < end ? codes[fourthAt]! : EDGE_OF_WORD;
    const run = step(step(step(GRAM, first), second), third);
    note(letters, LETTERS, run, start, end);
    if (fourthAt <= end) note(letters, LETTERS, step(run, fourth), start, end);
    first = second;
    second = third;
    third = fourth;
  }
}

/** Notes the words, marks and runs of letters of a reading, and what was found in it. */
export function noteOccurrences({ view: { text }, end, hits, structure }: Reading): void {
  words.count = 0;
  letters.count = 0;
  marks.count = 0;
  const units = unitsOf(text);
  const { codes, kinds } = units;
  let previous = PAIR;
  let i = 0;
  while (i < end) {
    const kind = kinds[i]!;
    const start = i;
    i += 1;
    if (kind === 0) {
      if (codes[start] !== SPACE) note(words, WORDS, step(MARK, codes[start]!), start, i);
      continue;
    }
    while (i < end && kinds[i] === kind) i += 1;
    const word = hashWord(units, start, i);
    note(words, WORDS, word, start, i);
    note(words, WORDS, step(previous, word), start, i);
    previous = step(PAIR, word);
    if (kind === 1) noteLetters(units, start, i);
  }
  for (const hit of hits) note(marks, SIGNALS, step(LEXICON, hit.entry), hit.start, hit.end);
  for (const hit of structure) note(marks, SIGNALS, step(STRUCTURE, hit.rule), hit.start, hit.end);
}
