import { hostSuspicion } from './hosts.ts';
import { kindOf } from './matcher.ts';
import { lexicon, type Reading } from './reading.ts';
import { anchorBit, FIRM_ANCHORS, luringBit, sellingBit } from './signals.ts';
import { structureRules } from './structure.ts';

/**
 * Features are hashed into three blocks, each with its own range of buckets, its own regression and its own length:
 * words and pairs of words, signals (lexicon, structure, pairs of classes), runs of letters.
 */
export const BLOCKS = [
  { name: 'words', first: 0, bits: 16 },
  { name: 'signals', first: 1 << 16, bits: 13 },
  { name: 'letters', first: (1 << 16) + (1 << 13), bits: 16 },
] as const;
/** Number of buckets of all blocks. */
export const BUCKETS = (1 << 16) + (1 << 13) + (1 << 16);
const WORDS = 0;
const SIGNALS = 1;
const LETTERS = 2;
const MASKS = BLOCKS.map(({ bits }) => (1 << bits) - 1);
const FIRSTS = BLOCKS.map(({ first }) => first);

/** Most occurrences of features that are looked at in one block of a text. */
const MOST = 12_000;

/** Occurrences in the order of the text: bucket, and the range that it was seen in. */
type Occurrences = {
  count: number;
  readonly buckets: Uint32Array;
  readonly starts: Uint16Array;
  readonly ends: Uint16Array;
};

const occurrences = (): Occurrences => ({
  count: 0,
  buckets: new Uint32Array(MOST),
  starts: new Uint16Array(MOST),
  ends: new Uint16Array(MOST),
});

// Scratch space of the one text that is being judged: judging is synchronous and nothing here outlives it.
const words = occurrences();
const letters = occurrences();
const marks = occurrences();

const step = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

function bucketOf(block: number, hash: number): number {
  let mixed = hash ^ (hash >>> 15);
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  mixed ^= mixed >>> 12;
  return FIRSTS[block]! + (mixed & MASKS[block]!);
}

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
const SHAPE = 0x63b5a9d3;
const SELL = 0x3c6ef372;
const SELL_ALL = 0x4c1f2a99;
const LURE = 0x1b873593;
const HOST = 0x0e6546b6;
const EDGE_OF_WORD = 95;
const SPACE = 32;

/** Digits count by their number, not their value. */
function hashWord(text: string, start: number, end: number): number {
  let hash = WORD;
  if (kindOf(text.charCodeAt(start)) === 2) return step(step(hash, 35), Math.min(end - start, 12));
  for (let i = start; i < end; i += 1) hash = step(hash, text.charCodeAt(i));
  return hash;
}

/** Runs of three and four letters, the edges of the word among them; words of one or two letters have none. */
function noteLetters(text: string, start: number, end: number): void {
  if (end - start < 3) return;
  for (let from = start - 1; from < end - 1; from += 1) {
    let hash = GRAM;
    for (let i = from; i <= end && i - from < 4; i += 1) {
      hash = step(hash, i < start || i >= end ? EDGE_OF_WORD : text.charCodeAt(i));
      if (i - from >= 2) note(letters, LETTERS, hash, start, end);
    }
  }
}

/** Notes the words, marks and runs of letters of a reading; the signals are worked out for each range. */
export function extract({ view: { text }, end, hits, structure }: Reading): void {
  words.count = 0;
  letters.count = 0;
  marks.count = 0;
  let previous = PAIR;
  let i = 0;
  while (i < end) {
    const code = text.charCodeAt(i);
    const kind = kindOf(code);
    if (kind === 0) {
      if (code !== SPACE) note(words, WORDS, step(MARK, code), i, i + 1);
      i += 1;
      continue;
    }
    const start = i;
    while (i < end && kindOf(text.charCodeAt(i)) === kind) i += 1;
    const word = hashWord(text, start, i);
    note(words, WORDS, word, start, i);
    note(words, WORDS, step(previous, word), start, i);
    previous = step(PAIR, word);
    if (kind === 1) noteLetters(text, start, i);
  }
  for (const hit of hits) note(marks, SIGNALS, step(LEXICON, hit.entry), hit.start, hit.end);
  for (const hit of structure) note(marks, SIGNALS, step(STRUCTURE, hit.rule), hit.start, hit.end);
}

const entryBits = lexicon.entries.map(({ of }) => [sellingBit(of), anchorBit(of), luringBit(of)] as const);
const ruleBits = structureRules.map(({ of }) => [sellingBit(of), anchorBit(of), luringBit(of)] as const);

const MOST_CLAUSES = 256;
const selling = new Int32Array(MOST_CLAUSES);
const anchors = new Int32Array(MOST_CLAUSES);
let luring = 0;

/** Index of the clause that an offset falls into. */
function clauseAt(clauses: readonly number[], at: number): number {
  let clause = 0;
  while (clause < clauses.length - 1 && at >= clauses[clause]!) clause += 1;
  return Math.min(clause, MOST_CLAUSES - 1);
}

/** Fills the masks of the classes that each clause from `first` to `last` speaks for. */
function readMasks({ clauses, hits, structure, links }: Reading, first: number, last: number): void {
  luring = 0;
  selling.fill(0, first, last + 1);
  anchors.fill(0, first, last + 1);
  for (const { entry, start } of hits) addBits(entryBits[entry]!, clauseAt(clauses, start), first, last);
  for (const { rule, start } of structure) addBits(ruleBits[rule]!, clauseAt(clauses, start), first, last);
  for (const { host, file, own } of links) {
    if (!own) luring |= luringBit('link') | luringBit(hostSuspicion(host, file)?.kind ?? 'link');
  }
}

function addBits(bits: readonly [number, number, number], clause: number, first: number, last: number): void {
  if (clause < first || clause > last) return;
  selling[clause]! |= bits[0];
  anchors[clause]! |= bits[1];
  luring |= bits[2];
}

/** The features of one range: buckets with the place where each was first seen, words first, then letters, then signals. */
export type Found = {
  count: number;
  /** Number of different features of each block. */
  words: number;
  letters: number;
  signals: number;
  readonly buckets: Uint32Array;
  readonly starts: Uint16Array;
  readonly ends: Uint16Array;
};

const stamps = new Uint32Array(BUCKETS);
let stamp = 0;
const found: Found = {
  count: 0,
  words: 0,
  letters: 0,
  signals: 0,
  buckets: new Uint32Array(MOST * 3),
  starts: new Uint16Array(MOST * 3),
  ends: new Uint16Array(MOST * 3),
};

function keep(bucket: number, start: number, end: number): void {
  if (stamps[bucket] === stamp || found.count >= found.buckets.length) return;
  stamps[bucket] = stamp;
  const at = found.count;
  found.buckets[at] = bucket;
  found.starts[at] = start;
  found.ends[at] = end;
  found.count = at + 1;
}

function keepSignal(hash: number): void {
  keep(bucketOf(SIGNALS, hash), 0, 0);
}

/** Single signals and pairs of them, told apart by whether something of the reader's stands beside them. */
function keepPairs(seed: number, mask: number, anchor: number): void {
  const beside = (anchor & FIRM_ANCHORS) !== 0 ? 2 : anchor !== 0 ? 1 : 0;
  let size = 0;
  const alone = step(seed, 128 + beside);
  const paired = step(seed, 256 + beside);
  for (let rest = mask; rest !== 0; rest &= rest - 1) {
    const a = 31 - Math.clz32(rest & -rest);
    size += 1;
    keepSignal(step(alone, a));
    for (let more = rest & (rest - 1); more !== 0; more &= more - 1) {
      keepSignal(step(step(paired, a), 31 - Math.clz32(more & -more)));
    }
  }
  keepSignal(step(step(seed, 77 + beside), Math.min(5, size)));
}

function keepMasks(first: number, last: number, length: number): void {
  let sold = 0;
  let anchored = 0;
  for (let clause = first; clause <= last; clause += 1) {
    keepPairs(SELL, selling[clause]!, anchors[clause]!);
    sold |= selling[clause]!;
    anchored |= anchors[clause]!;
  }
  keepPairs(SELL_ALL, sold, anchored);
  keepPairs(LURE, luring, 0);
  for (let rest = anchored; rest !== 0; rest &= rest - 1) keepSignal(step(SHAPE ^ 99, rest & -rest));
  keepSignal(step(SHAPE ^ 3, Math.min(6, last - first + 1)));
  keepSignal(step(SHAPE, Math.min(12, Math.floor(length / 25))));
}

/** Keeps the occurrences that begin in `[from, to)`, which are in the order of the text. */
function keepRange({ buckets, starts, ends, count }: Occurrences, from: number, to: number): void {
  let i = 0;
  if (from > 0) while (i < count && starts[i]! < from) i += 1;
  for (; i < count && starts[i]! < to; i += 1) keep(buckets[i]!, starts[i]!, ends[i]!);
}

/**
 * The features of the range `[from, to)` of the reading last extracted, each bucket once. The answer is scratch space,
 * good until the next call.
 */
export function featuresOf(reading: Reading, from: number, to: number): Found {
  stamp += 1;
  found.count = 0;
  keepRange(words, from, to);
  found.words = found.count;
  keepRange(letters, from, to);
  found.letters = found.count - found.words;
  const { buckets, starts, ends, count } = marks;
  for (let i = 0; i < count; i += 1) if (starts[i]! >= from && starts[i]! < to) keep(buckets[i]!, starts[i]!, ends[i]!);
  const first = clauseAt(reading.clauses, from);
  const last = clauseAt(reading.clauses, Math.max(from, to - 1));
  readMasks(reading, first, last);
  keepMasks(first, last, to - from);
  for (const { host, file, own } of reading.links) {
    const suspicion = own ? null : hostSuspicion(host, file);
    keepSignal(step(HOST, suspicion === null ? 0 : luringBit(suspicion.kind)));
  }
  found.signals = found.count - found.words - found.letters;
  return found;
}
