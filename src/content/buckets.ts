/**
 * Features are hashed into three blocks, each with its own range of buckets, its own regression and its own length:
 * words and pairs of words, signals (lexicon, structure, pairs of classes), runs of letters. Many more buckets than a model
 * has weights: what was never trained on should fall into an empty one.
 */
export const BLOCKS = [
  { name: 'words', first: 0, bits: 18 },
  { name: 'signals', first: 1 << 18, bits: 14 },
  { name: 'letters', first: (1 << 18) + (1 << 14), bits: 17 },
] as const;
/** Number of buckets of all blocks. */
export const BUCKETS = (1 << 18) + (1 << 14) + (1 << 17);
/** A block, as its index in `BLOCKS`. */
export const WORDS = 0;
export const SIGNALS = 1;
export const LETTERS = 2;

/** Buckets of words and signals, the ones that tell the kinds of service apart. */
export const KIND_BUCKETS = BLOCKS[LETTERS].first;

const MASKS = BLOCKS.map(({ bits }) => (1 << bits) - 1);
const FIRSTS = BLOCKS.map(({ first }) => first);

/** Takes a number into a hash (FNV-1a over 32 bits). */
export const step = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/** The bucket of a block that a hash falls into. */
export function bucketOf(block: number, hash: number): number {
  let mixed = hash ^ (hash >>> 15);
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  mixed ^= mixed >>> 12;
  return FIRSTS[block]! + (mixed & MASKS[block]!);
}
