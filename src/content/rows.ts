import { BUCKETS, KIND_BUCKETS } from './buckets.ts';

/** Heads that every bucket has a weight for; buckets of words and signals have one for six more. */
const OF_ALL = 3;
const OF_WORDS = 9;
/** 32-bit words that hold the weights of a bucket of words or signals; a bucket of letters takes one. */
const WIDTH = 3;
/** Where the buckets of letters begin, less the number of the first of them. */
const OF_LETTERS = (WIDTH - 1) * KIND_BUCKETS;
/** Added to each signed byte, so that bytes side by side can be added up without borrowing from each other. */
const LIFT = 128;
const LANES = 0xff00ff;
/** Most lifted bytes whose sum fits into a lane of 16 bits. */
const MOST_IN_LANE = 256;

const rowOf = (bucket: number): number => (bucket < KIND_BUCKETS ? bucket * WIDTH : bucket + OF_LETTERS);

/** How many heads a bucket has a weight for. */
export const headsOf = (bucket: number): number => (bucket < KIND_BUCKETS ? OF_WORDS : OF_ALL);

/**
 * Room for the weights of all heads side by side, a byte each, lifted: the nine of a bucket of words or signals in three
 * words, the three of a bucket of letters in one. What is summed for every feature of every text is then fetched at once
 * and added two heads at a time. All weights are 0.
 */
export function blankRows(): Int32Array {
  // Filled and not put in one by one, which took six times as long at each start.
  const rows = new Int32Array(BUCKETS + OF_LETTERS).fill(0x808080, WIDTH * KIND_BUCKETS);
  rows.fill(0x80808080 | 0, 0, WIDTH * KIND_BUCKETS);
  for (let third = WIDTH - 1; third < WIDTH * KIND_BUCKETS; third += WIDTH) rows[third] = LIFT;
  return rows;
}

/** Puts a weight, a signed byte, in the place of the 0 that was there. */
export function putWeight(rows: Int32Array, bucket: number, head: number, weight: number): void {
  const shift = 8 * (head & 3);
  rows[rowOf(bucket) + (head >>> 2)]! ^= ((weight + LIFT) ^ LIFT) << shift;
}

/** The weight of a head for a bucket. */
export function weightIn(rows: Int32Array, bucket: number, head: number): number {
  return ((rows[rowOf(bucket) + (head >>> 2)]! >>> (8 * (head & 3))) & 0xff) - LIFT;
}

/** Adds up the weights of all nine heads for the buckets of words or signals from `from` to before `to`, into `sums`. */
export function sumKindRows(rows: Int32Array, buckets: Uint32Array, from: number, to: number, sums: Int32Array): void {
  sums.fill(0);
  for (let first = from; first < to; first += MOST_IN_LANE) {
    const last = Math.min(to, first + MOST_IN_LANE);
    let [even, odd, evenKinds, oddKinds, eighth] = [0, 0, 0, 0, 0];
    for (let i = first; i < last; i += 1) {
      const at = buckets[i]! * WIDTH;
      const one = rows[at]!;
      const two = rows[at + 1]!;
      even = (even + (one & LANES)) | 0;
      odd = (odd + ((one >>> 8) & LANES)) | 0;
      evenKinds = (evenKinds + (two & LANES)) | 0;
      oddKinds = (oddKinds + ((two >>> 8) & LANES)) | 0;
      eighth += rows[at + 2]!;
    }
    unpack(sums, 0, even, odd, (last - first) * LIFT);
    unpack(sums, 4, evenKinds, oddKinds, (last - first) * LIFT);
    sums[8]! += eighth - (last - first) * LIFT;
  }
}

/** Adds up the weights of the first three heads for the buckets of letters from `from` to before `to`, into `sums`. */
export function sumLetterRows(
  rows: Int32Array,
  buckets: Uint32Array,
  from: number,
  to: number,
  sums: Int32Array,
): void {
  sums.fill(0);
  for (let first = from; first < to; first += MOST_IN_LANE) {
    const last = Math.min(to, first + MOST_IN_LANE);
    let [even, odd] = [0, 0];
    for (let i = first; i < last; i += 1) {
      const one = rows[buckets[i]! + OF_LETTERS]!;
      even = (even + (one & LANES)) | 0;
      odd = (odd + ((one >>> 8) & LANES)) | 0;
    }
    unpack(sums, 0, even, odd, (last - first) * LIFT);
  }
  // The fourth byte of a row of letters is empty.
  sums[3] = 0;
}

/** The sum of the first head's weights for the buckets from `from` to before `to`. */
export function sumFirstHead(rows: Int32Array, buckets: Uint32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) {
    sum += rows[rowOf(buckets[i]!)]! & 0xff;
  }
  return sum - (to - from) * LIFT;
}

function unpack(sums: Int32Array, at: number, even: number, odd: number, lifted: number): void {
  sums[at]! += (even & 0xffff) - lifted;
  sums[at + 1]! += (odd & 0xffff) - lifted;
  sums[at + 2]! += (even >>> 16) - lifted;
  sums[at + 3]! += (odd >>> 16) - lifted;
}
