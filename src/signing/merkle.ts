import { hash as digest } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962 § 2.1 (RFC 9162 § 2.1), kept as its complete subtrees.
 *
 * Node (level, index) is the hash of the leaves index·2^level … (index+1)·2^level − 1. Nodes are written once and never
 * change, so any root and any proof of any past size is made of O(log n) stored nodes.
 */
export interface NodeId {
  level: number;
  index: number;
}

/** A complete subtree with its hash. */
export interface TreeNode extends NodeId {
  hash: Buffer;
}

/** Reads stored nodes; the answer is in the order of the ids. */
export type ReadNodes = (ids: readonly NodeId[]) => Promise<readonly Buffer[]>;

/** SHA-256(0x00 ‖ data): the hash of a leaf. */
export function leafHash(data: Uint8Array): Buffer {
  return digest('sha256', Buffer.concat([LEAF, data]), 'buffer');
}

/** SHA-256(0x01 ‖ left ‖ right): the hash of an inner node. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return digest('sha256', Buffer.concat([NODE, left, right]), 'buffer');
}

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Buffer = digest('sha256', Buffer.alloc(0), 'buffer');

/** The complete subtrees, from left to right, that a tree of `size` leaves is made of. */
export function frontierOf(size: number): NodeId[] {
  return cover(0, size);
}

/** What appending made: the nodes to store, and the new frontier with its hashes. */
export interface Appended {
  newNodes: TreeNode[];
  frontier: TreeNode[];
  root: Buffer;
}

/** Appends leaf hashes to a tree of `size` leaves whose frontier is `frontier` (as `frontierOf(size)` orders it). */
export function appendLeaves(size: number, frontier: readonly TreeNode[], leaves: readonly Buffer[]): Appended {
  const stack = [...frontier];
  const newNodes: TreeNode[] = [];
  for (const [i, hash] of leaves.entries()) {
    let node: TreeNode = { level: 0, index: size + i, hash };
    newNodes.push(node);
    while (stack.at(-1)?.level === node.level) {
      const left = stack.pop() as TreeNode;
      node = { level: node.level + 1, index: left.index / 2, hash: nodeHash(left.hash, node.hash) };
      newNodes.push(node);
    }
    stack.push(node);
  }
  return { newNodes, frontier: stack, root: fold(stack.map(({ hash }) => hash)) };
}

/** The root of the first `size` leaves. */
export async function rootOf(size: number, read: ReadNodes): Promise<Buffer> {
  return fold(await read(frontierOf(size)));
}

/** The inclusion proof of leaf `index` in the tree of `size` leaves (RFC 6962 § 2.1.1), from the leaf upwards. */
export async function inclusionProof(index: number, size: number, read: ReadNodes): Promise<Buffer[]> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  return readRanges(inclusionRanges(index, 0, size), read);
}

/** The consistency proof between the trees of `first` and `second` leaves (RFC 6962 § 2.1.2). */
export async function consistencyProof(first: number, second: number, read: ReadNodes): Promise<Buffer[]> {
  if (first < 1 || first > second) throw new RangeError(`no consistency proof from ${first} to ${second}`);
  return first === second ? [] : readRanges(consistencyRanges(first, 0, second, true), read);
}

/** A range of leaves whose hash is one element of a proof. */
interface LeafRange {
  start: number;
  end: number;
}

function inclusionRanges(index: number, start: number, end: number): LeafRange[] {
  if (end - start === 1) return [];
  const middle = start + split(end - start);
  return index < middle
    ? [...inclusionRanges(index, start, middle), { start: middle, end }]
    : [...inclusionRanges(index, middle, end), { start, end: middle }];
}

function consistencyRanges(first: number, start: number, end: number, whole: boolean): LeafRange[] {
  if (first === end) return whole ? [] : [{ start, end }];
  const middle = start + split(end - start);
  return first <= middle
    ? [...consistencyRanges(first, start, middle, whole), { start: middle, end }]
    : [...consistencyRanges(first, middle, end, false), { start, end: middle }];
}

/** The largest power of two smaller than `n` (n ≥ 2). Not by bit operators: they stop at 2^32. */
function split(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** The complete subtrees that a range of leaves is made of; ranges of proofs start at a multiple of their own width. */
function cover(start: number, end: number): NodeId[] {
  const ids: NodeId[] = [];
  let at = start;
  while (at < end) {
    let level = 0;
    let width = 1;
    while (width * 2 <= end - at) {
      width *= 2;
      level++;
    }
    ids.push({ level, index: at / width });
    at += width;
  }
  return ids;
}

async function readRanges(ranges: readonly LeafRange[], read: ReadNodes): Promise<Buffer[]> {
  const covers = ranges.map(({ start, end }) => cover(start, end));
  const hashes = await read(covers.flat());
  let at = 0;
  return covers.map((ids) => {
    const part = hashes.slice(at, at + ids.length);
    at += ids.length;
    return fold(part);
  });
}

/** Joins the hashes of adjacent subtrees, the widest on the left: the right ones are joined first. */
function fold(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return emptyRoot;
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}
