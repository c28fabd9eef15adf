import { BUCKETS, bucketOf, SIGNALS, step } from './buckets.ts';
import { anchors, clauseAt, luring, noteClasses, selling } from './clause-classes.ts';
import { letters, MOST, marks, noteOccurrences, type Occurrences, occurrences, words } from './occurrences.ts';
import type { Reading } from './reading.ts';
import { FIRM_ANCHORS, luringBit } from './signals.ts';

/** The features of one range: buckets with the place where each was first seen, words first, then letters, then signals. */
export type Found = Occurrences & {
  /** Number of different features of each block. */
  words: number;
  letters: number;
  signals: number;
};

const found: Found = { ...occurrences(MOST * 3), words: 0, letters: 0, signals: 0 };
/** A bit for each bucket that is among the found: 50 KB, so that asking for one seldom waits for the memory. */
const kept = new Uint32Array(BUCKETS / 32);

function forget(): void {
  for (let i = 0; i < found.count; i += 1) kept[found.buckets[i]! >>> 5] = 0;
  found.count = 0;
}

function keep(bucket: number, start: number, end: number): void {
  const bit = 1 << bucket;
  const others = kept[bucket >>> 5]!;
  const at = found.count;
  if ((others & bit) !== 0 || at >= found.buckets.length) return;
  kept[bucket >>> 5] = others | bit;
  found.buckets[at] = bucket;
  found.starts[at] = start;
  found.ends[at] = end;
  found.count = at + 1;
}

const SHAPE = 0x63b5a9d3;
const SELL = 0x3c6ef372;
const SELL_ALL = 0x4c1f2a99;
const LURE = 0x1b873593;
const HOST = 0x0e6546b6;

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

/** Keeps what the clauses from `first` to `last` speak for, each alone and all together. */
function keepClasses({ links }: Reading, first: number, last: number, length: number): void {
  let sold = 0;
  let anchored = 0;
  let lured = 0;
  for (let clause = first; clause <= last; clause += 1) {
    keepPairs(SELL, selling[clause]!, anchors[clause]!);
    sold |= selling[clause]!;
    anchored |= anchors[clause]!;
    lured |= luring[clause]!;
  }
  for (const { own, suspicion } of links) if (!own) lured |= luringBit('link') | luringBit(suspicion?.kind ?? 'link');
  keepPairs(SELL_ALL, sold, anchored);
  keepPairs(LURE, lured, 0);
  for (let rest = anchored; rest !== 0; rest &= rest - 1) keepSignal(step(SHAPE ^ 99, rest & -rest));
  keepSignal(step(SHAPE ^ 3, Math.min(6, last - first + 1)));
  keepSignal(step(SHAPE, Math.min(12, Math.floor(length / 25))));
  for (const { suspicion } of links) keepSignal(step(HOST, suspicion === null ? 0 : luringBit(suspicion.kind)));
}

/** Keeps the occurrences that begin in `[from, to)`, which are in the order of the text. */
function keepRange({ buckets, starts, ends, count }: Occurrences, from: number, to: number): void {
  let i = 0;
  if (from > 0) while (i < count && starts[i]! < from) i += 1;
  for (; i < count && starts[i]! < to; i += 1) keep(buckets[i]!, starts[i]!, ends[i]!);
}

/** The reading that the scratch space was filled from, and the range of it that was found. */
let noted: Reading | null = null;
let [foundFrom, foundTo] = [0, 0];

/** The features of the range `[from, to)`, each bucket once. The answer is scratch space, good until the next call. */
export function featuresOf(reading: Reading, from: number, to: number): Found {
  if (noted !== reading) {
    noteOccurrences(reading);
    noteClasses(reading);
    noted = reading;
  } else if (foundFrom === from && foundTo === to) return found;
  foundFrom = from;
  foundTo = to;
  forget();
  keepRange(words, from, to);
  found.words = found.count;
  keepRange(letters, from, to);
  found.letters = found.count - found.words;
  const { buckets, starts, ends, count } = marks;
  for (let i = 0; i < count; i += 1) if (starts[i]! >= from && starts[i]! < to) keep(buckets[i]!, starts[i]!, ends[i]!);
  const first = clauseAt(reading.clauses, from);
  const last = clauseAt(reading.clauses, Math.max(from, to - 1));
  keepClasses(reading, first, last, to - from);
  found.signals = found.count - found.words - found.letters;
  return found;
}
