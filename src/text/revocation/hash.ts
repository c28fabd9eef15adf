/** Number of buckets that features are hashed into. */
export const BUCKETS = 1 << 16;

/** A number for a word, the same in every run. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The bucket of a value of one kind of feature. */
export function bucketOf(kind: number, value: number): number {
  let mixed = Math.imul(kind ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(value, 0xc2b2ae35);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  mixed ^= mixed >>> 12;
  mixed = Math.imul(mixed, 0x297a2d39);
  mixed ^= mixed >>> 15;
  return mixed & (BUCKETS - 1);
}
