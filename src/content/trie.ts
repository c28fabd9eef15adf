import { growTree, type Tree, type Word } from './trie-tree.ts';

/**
 * A trie of UTF-16 code units, kept small because a look that misses the processor's caches costs more than a comparison:
 * a full row for each node would take 6 MB. Rows are laid over one another (Tarjan & Yao 1979), since most are nearly
 * empty and the gaps of one hold the edges of others; and where only one word is left, the rest of it is a tail to be
 * compared, not a chain of nodes.
 */
export type Trie = {
  /** Numbers the code units that occur in words; 0 stands for all others. */
  readonly symbols: Uint8Array;
  /** Some numbers for each node, so that one look fetches them all: see `ROW` and the others. */
  readonly nodes: Uint16Array;
  /** Pairs: the node that an edge belongs to, and the node that it leads to. */
  readonly edges: Uint16Array;
  /** The code units of all tails, each followed by a 0. */
  readonly tails: Uint16Array;
  /** What words stand for: runs of numbers, each followed by `NO_MORE`. */
  readonly outs: Uint16Array;
};

/** The root; as a target it means that there is no edge, since nothing leads to it. */
export const ROOT = 0;
/** Numbers of each node. */
export const NODE = 4;
/** Where its row begins. */
const ROW = 0;
/** Where in `outs` that begins which ends there, or after its tail; 0 for nothing. */
export const ENDS = 1;
/** The node beyond a space; `ROOT` where there is none. */
export const GAP = 2;
/** Where its tail begins in `tails`; 0 where it has none. A node with a tail has no edges. */
export const TAIL = 3;

const CODES = 65536;
const MOST = 65535;
const UNUSED = 65535;
const SPACE = ' ';

/** Follows the edge of a node for a symbol, `ROOT` where there is none. */
export function follow({ nodes, edges }: Pick<Trie, 'nodes' | 'edges'>, node: number, symbol: number): number {
  const edge = 2 * (nodes[NODE * node + ROW]! + symbol);
  return edges[edge] === node ? edges[edge + 1]! : ROOT;
}

/**
 * Lays the rows over one another: those of several edges each at the first place after the one before where all of them
 * fall into gaps; then the many rows of a single edge, which fill the gaps that were left.
 */
function overlay({ children, incoming }: Tree, width: number): { rows: Uint16Array; edges: Uint16Array } {
  const rows = new Uint16Array(incoming.length);
  const edges = new Uint16Array(4 * (incoming.length + width)).fill(UNUSED);
  const lay = (node: number, row: number): void => {
    rows[node] = row;
    for (let child = children[node]!; child < children[node + 1]!; child += 1) {
      edges[2 * (row + incoming[child]!)] = node;
      edges[2 * (row + incoming[child]!) + 1] = child;
    }
  };
  const fits = (node: number, row: number): boolean => {
    for (let child = children[node]!; child < children[node + 1]!; child += 1) {
      if (edges[2 * (row + incoming[child]!)] !== UNUSED) return false;
    }
    return true;
  };
  let row = 0;
  for (let node = 0; node < incoming.length; node += 1) {
    if (children[node + 1]! - children[node]! < 2) continue;
    while (!fits(node, row)) row += 1;
    lay(node, row);
  }
  let gap = width;
  for (let node = 0; node < incoming.length; node += 1) {
    if (children[node + 1]! - children[node]! !== 1) continue;
    while (edges[2 * gap] !== UNUSED) gap += 1;
    lay(node, gap - incoming[children[node]!]!);
  }
  return { rows, edges: edges.slice(0, 2 * (Math.max(row, gap) + width)) };
}

function symbolsOf(texts: readonly string[]): { symbols: Uint8Array; width: number } {
  const symbols = new Uint8Array(CODES);
  let used = 0;
  for (const text of texts) {
    for (let i = 0; i < text.length; i += 1) {
      if (symbols[text.charCodeAt(i)] === 0) symbols[text.charCodeAt(i)] = ++used;
    }
  }
  return { symbols, width: used + 1 };
}

/** Builds the trie of some words; a word that stands for several things is given several times. */
export function buildTrie(words: readonly Word[]): Trie {
  const { symbols, width } = symbolsOf([SPACE, ...words.map(([word]) => word)]);
  const tree = growTree(words, symbols);
  const size = tree.incoming.length;
  if (Math.max(size, tree.tailCodes.length, tree.outs.length) > MOST)
    throw new Error(`a trie of ${size} nodes needs wider numbers`);
  const { rows, edges } = overlay(tree, width);
  const trie = {
    symbols,
    nodes: new Uint16Array(NODE * size),
    edges,
    tails: Uint16Array.from(tree.tailCodes),
    outs: Uint16Array.from(tree.outs),
  };
  for (let node = 0; node < size; node += 1) {
    trie.nodes[NODE * node + ROW] = rows[node]!;
    trie.nodes[NODE * node + ENDS] = tree.ends[node]!;
    trie.nodes[NODE * node + TAIL] = tree.tails[node]!;
    trie.nodes[NODE * node + GAP] = follow(trie, node, symbols[SPACE.charCodeAt(0)]!);
  }
  return trie;
}
