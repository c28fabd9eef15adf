import { nodeHash } from './merkle.ts';

/** What an inclusion proof claims: the leaf at `leafIndex` is in the tree of `size` leaves. */
export interface Inclusion {
  leafIndex: number;
  size: number;
  leafHash: Uint8Array;
  path: readonly Uint8Array[];
}

/** The root that an inclusion proof leads to (RFC 9162 § 2.1.3.2); null when the proof has the wrong form. */
export function rootFromInclusion({ leafIndex, size, leafHash, path }: Inclusion): Buffer | null {
  if (!areCounts(leafIndex, size) || leafIndex >= size || !areHashes([leafHash, ...path])) return null;
  let index = leafIndex;
  let last = size - 1;
  let hash = Buffer.from(leafHash);
  for (const sibling of path) {
    if (last === 0) return null;
    if (odd(index) || index === last) {
      hash = nodeHash(sibling, hash) as Buffer<ArrayBuffer>;
      while (!odd(index) && index !== 0) [index, last] = [half(index), half(last)];
    } else hash = nodeHash(hash, sibling) as Buffer<ArrayBuffer>;
    [index, last] = [half(index), half(last)];
  }
  return last === 0 ? hash : null;
}

/** Whether an inclusion proof leads to `root`. */
export function verifyInclusion(proof: Inclusion, root: Uint8Array): boolean {
  return rootFromInclusion(proof)?.equals(root) ?? false;
}

/** What a consistency proof claims: the tree of `first` leaves is a prefix of the tree of `second`. */
export interface Consistency {
  first: number;
  second: number;
  firstRoot: Uint8Array;
  secondRoot: Uint8Array;
  path: readonly Uint8Array[];
}

/** Whether a consistency proof holds between two roots (RFC 9162 § 2.1.4.2). */
export function verifyConsistency({ first, second, firstRoot, secondRoot, path }: Consistency): boolean {
  if (!areCounts(first, second) || first < 1 || first > second) return false;
  if (!areHashes([firstRoot, secondRoot, ...path])) return false;
  if (first === second) return path.length === 0 && Buffer.from(firstRoot).equals(secondRoot);
  const isPower = Number.isInteger(Math.log2(first));
  const [seed, ...rest] = isPower ? [firstRoot, ...path] : path;
  if (seed === undefined || (isPower && path.length === 0)) return false;
  let index = first - 1;
  let last = second - 1;
  while (odd(index)) [index, last] = [half(index), half(last)];
  let fromFirst: Uint8Array = seed;
  let fromSecond: Uint8Array = seed;
  for (const hash of rest) {
    if (last === 0) return false;
    if (odd(index) || index === last) {
      fromFirst = nodeHash(hash, fromFirst);
      fromSecond = nodeHash(hash, fromSecond);
      while (!odd(index) && index !== 0) [index, last] = [half(index), half(last)];
    } else fromSecond = nodeHash(fromSecond, hash);
    [index, last] = [half(index), half(last)];
  }
  return last === 0 && Buffer.from(fromFirst).equals(firstRoot) && Buffer.from(fromSecond).equals(secondRoot);
}

const areCounts = (...numbers: number[]): boolean => numbers.every((n) => Number.isSafeInteger(n) && n >= 0);
/** A node is hashed over its children without their lengths: parts of other lengths would prove what is not there. */
const areHashes = (hashes: readonly Uint8Array[]): boolean => hashes.every(({ length }) => length === 32);
const odd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);
