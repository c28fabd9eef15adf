import { hostSuspicion } from './hosts.ts';
import { kindOf } from './matcher.ts';
import { lexicon, type Reading } from './reading.ts';
import { anchorBit, FIRM_ANCHORS, LURING, luringBit, SELLING, sellingBit } from './signals.ts';
import { structureRules } from './structure.ts';

/** Number of hash buckets of the model; a power of two. */
export const BUCKETS = 1 << 15;
/** Most features a text can have; a text that has more is judged by its first ones. */
const MOST = 6000;

/** What to do with each feature: its bucket and the range of the text that it was seen in. */
export type FeatureSink = (bucket: number, start: number, end: number) => void;

const stamps = new Uint32Array(BUCKETS);
let stamp = 0;
let count = 0;
let sink: FeatureSink = () => {};
let spanStart = 0;
let spanEnd = 0;

const step = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

function keep(hash: number): void {
  let mixed = hash ^ (hash >>> 15);
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  mixed ^= mixed >>> 12;
  const bucket = mixed & (BUCKETS - 1);
  if (stamps[bucket] === stamp || count >= MOST) return;
  stamps[bucket] = stamp;
  count += 1;
  sink(bucket, spanStart, spanEnd);
}

const WORD = 0x811c9dc5;
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

/** Runs of three to five letters, the edges of the word among them. */
function grams(text: string, start: number, end: number): void {
  for (let from = start - 1; from < end - 1; from += 1) {
    let hash = GRAM;
    for (let i = from; i <= end && i - from < 5; i += 1) {
      hash = step(hash, i < start || i >= end ? EDGE_OF_WORD : text.charCodeAt(i));
      if (i - from >= 2) keep(hash);
    }
  }
}

function wordsAndGrams(text: string, from: number, to: number): void {
  let previous = PAIR;
  let i = from;
  while (i < to) {
    const code = text.charCodeAt(i);
    const kind = kindOf(code);
    if (kind === 0) {
      if (code !== SPACE) {
        spanStart = i;
        spanEnd = i + 1;
        keep(step(WORD ^ 7, code));
      }
      i += 1;
      continue;
    }
    const start = i;
    while (i < to && kindOf(text.charCodeAt(i)) === kind) i += 1;
    spanStart = start;
    spanEnd = i;
    const word = hashWord(text, start, i);
    keep(word);
    keep(step(previous, word));
    previous = step(PAIR, word);
    if (kind === 1) grams(text, start, i);
  }
}

function bitsIn(mask: number): number {
  let rest = mask;
  let n = 0;
  while (rest !== 0) {
    rest &= rest - 1;
    n += 1;
  }
  return n;
}

/** Single signals and pairs of them, told apart by whether something of the reader's stands beside them. */
function pairs(seed: number, mask: number, classes: number, anchors: number): void {
  const beside = (anchors & FIRM_ANCHORS) !== 0 ? 2 : anchors !== 0 ? 1 : 0;
  keep(step(step(seed, 77 + beside), Math.min(5, bitsIn(mask))));
  for (let a = 0; a < classes; a += 1) {
    if ((mask & (1 << a)) === 0) continue;
    keep(step(step(seed, 128 + beside), a));
    for (let b = a + 1; b < classes; b += 1) {
      if ((mask & (1 << b)) !== 0) keep(step(step(step(seed, 256 + beside), a), b));
    }
  }
}

const entryBits = lexicon.entries.map(({ of }) => [sellingBit(of), anchorBit(of), luringBit(of)] as const);
const ruleBits = structureRules.map(({ of }) => [sellingBit(of), anchorBit(of), luringBit(of)] as const);

const MOST_CLAUSES = 256;
const selling = new Int32Array(MOST_CLAUSES);
const anchors = new Int32Array(MOST_CLAUSES);

function clauseAt(clauses: readonly number[], at: number): number {
  let clause = 0;
  while (clause < clauses.length - 1 && at >= clauses[clause]!) clause += 1;
  return Math.min(clause, MOST_CLAUSES - 1);
}

/** Signals of the clauses within `[from, to)`, clause by clause and all together. */
function signals(reading: Reading, from: number, to: number): void {
  const { clauses, hits, structure } = reading;
  const first = clauseAt(clauses, from);
  const last = clauseAt(clauses, Math.max(from, to - 1));
  let luring = 0;
  selling.fill(0, first, last + 1);
  anchors.fill(0, first, last + 1);
  for (const { entry, start } of hits) {
    if (start < from || start >= to) continue;
    const clause = clauseAt(clauses, start);
    const [sell, anchor, lure] = entryBits[entry]!;
    selling[clause]! |= sell;
    anchors[clause]! |= anchor;
    luring |= lure;
  }
  for (const { rule, start } of structure) {
    if (start < from || start >= to) continue;
    const clause = clauseAt(clauses, start);
    const [sell, anchor, lure] = ruleBits[rule]!;
    selling[clause]! |= sell;
    anchors[clause]! |= anchor;
    luring |= lure;
  }
  let sold = 0;
  let anchored = 0;
  for (let clause = first; clause <= last; clause += 1) {
    pairs(SELL, selling[clause]!, SELLING.length, anchors[clause]!);
    sold |= selling[clause]!;
    anchored |= anchors[clause]!;
  }
  pairs(SELL_ALL, sold, SELLING.length, anchored);
  for (let bit = 1; bit <= anchored; bit <<= 1) if ((anchored & bit) !== 0) keep(step(SHAPE ^ 99, bit));
  keep(step(SHAPE ^ 3, Math.min(6, last - first + 1)));
  for (const { host, file, own } of reading.links) {
    if (!own) luring |= luringBit('link') | luringBit(hostSuspicion(host, file)?.kind ?? 'link');
  }
  pairs(LURE, luring, LURING.length, 0);
}

/**
 * Hands every hashed feature of the range `[from, to)` of a reading to `each`, each bucket once: words, pairs of words,
 * runs of letters, lexicon entries, structure rules, pairs of signals, suspicions of hosts, shape. Not re-entrant.
 */
export function forEachFeature(reading: Reading, from: number, to: number, each: FeatureSink): number {
  stamp += 1;
  count = 0;
  sink = each;
  wordsAndGrams(reading.view.text, from, to);
  for (const { entry, start, end } of reading.hits) {
    if (start < from || start >= to) continue;
    spanStart = start;
    spanEnd = end;
    keep(step(LEXICON, entry));
  }
  for (const { rule, start, end } of reading.structure) {
    if (start < from || start >= to) continue;
    spanStart = start;
    spanEnd = end;
    keep(step(STRUCTURE, rule));
  }
  spanStart = from;
  spanEnd = from;
  for (const { host, file, own } of reading.links) {
    const suspicion = own ? null : hostSuspicion(host, file);
    keep(step(HOST, suspicion === null ? 0 : luringBit(suspicion.kind)));
  }
  signals(reading, from, to);
  keep(step(SHAPE, Math.min(12, Math.floor((to - from) / 25))));
  return count;
}

/** The buckets of the range `[from, to)` of a reading, for training. */
export function bucketsOf(reading: Reading, from = 0, to = reading.end): Uint16Array {
  const found = new Uint16Array(MOST);
  let n = 0;
  forEachFeature(reading, from, to, (bucket) => {
    found[n] = bucket;
    n += 1;
  });
  return found.slice(0, n);
}
