/**
 * A trie of UTF-16 code units that is small enough to stay near the processor: a table with a full row for each node would
 * take 6 MB, of which every word of a text touches some part. Rows are laid over one another (Tarjan & Yao 1979), since
 * most are nearly empty and the gaps of one hold the edges of others; and from where only one word is left, the rest of it
 * is a tail to be compared, not a chain of nodes.
 */
export type Trie<Out> = {
  /** Numbers the code units that occur in words; 0 stands for all others. */
  readonly symbols: Uint8Array;
  /** Some numbers for each node, so that one look fetches them all: see `ROW` and the others. */
  readonly nodes: Uint16Array;
  /** Pairs: the node that an edge belongs to, and the node that it leads to. */
  readonly edges: Uint16Array;
  /** The code units of all tails, each followed by a 0. */
  readonly tails: Uint16Array;
  readonly outs: readonly (readonly Out[])[];
};

/** The root; as a target it means that there is no edge, since nothing leads to it. */
export const ROOT = 0;
/** Numbers of each node. */
export const NODE = 4;
/** Where its row begins. */
const ROW = 0;
/** The index in `outs` of what ends there, or after its tail; 0 for nothing. */
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
export function follow({ nodes, edges }: Trie<unknown>, node: number, symbol: number): number {
  const edge = 2 * (nodes[NODE * node + ROW]! + symbol);
  return edges[edge] === node ? edges[edge + 1]! : ROOT;
}

/** The nodes of a trie, level by level, so that the children of each are neighbours. */
type Tree<Out> = {
  /** The children of node n are those from `children[n]` to before `children[n + 1]`. */
  readonly children: readonly number[];
  /** The symbol of the edge that leads to each node. */
  readonly incoming: readonly number[];
  readonly ends: readonly number[];
  /** Where the tail of each node begins in `tailUnits`, or 0. */
  readonly tails: readonly number[];
  readonly tailUnits: readonly number[];
  readonly outs: readonly (readonly Out[])[];
};

const unitsOf = (text: string): number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

/** Each node is a stretch of the sorted words: those that begin alike. */
function grow<Out>(words: readonly (readonly [string, Out])[], symbols: Uint8Array): Tree<Out> {
  const sorted = [...words].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const [from, to, depth] = [[0], [sorted.length], [0]];
  const [children, incoming, ends, tails] = [[] as number[], [0], [] as number[], [] as number[]];
  const tailUnits = [0];
  const outs: Out[][] = [[]];
  for (let node = 0; node < from.length; node += 1) {
    let at = from[node]!;
    const end = to[node]!;
    const known = depth[node]!;
    const first = sorted[at]![0];
    const isOneWord = first === sorted[end - 1]![0];
    const own: Out[] = [];
    for (; at < end && (isOneWord || sorted[at]![0].length === known); at += 1) own.push(sorted[at]![1]);
    ends.push(own.length === 0 ? 0 : outs.push(own) - 1);
    tails.push(isOneWord && first.length > known ? tailUnits.length : 0);
    if (isOneWord && first.length > known) tailUnits.push(...unitsOf(first.slice(known)), 0);
    children.push(from.length);
    while (at < end) {
      const code = sorted[at]![0].charCodeAt(known);
      from.push(at);
      while (at < end && sorted[at]![0].charCodeAt(known) === code) at += 1;
      to.push(at);
      depth.push(known + 1);
      incoming.push(symbols[code]!);
    }
  }
  children.push(from.length);
  return { children, incoming, ends, tails, tailUnits, outs };
}

/**
 * Lays the rows over one another: those of several edges each at the first place after the one before where all of them
 * fall into gaps; then the many rows of a single edge, which fill the gaps that were left.
 */
function overlay({ children, incoming }: Tree<unknown>, width: number): { rows: Uint16Array; edges: Uint16Array } {
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
export function buildTrie<Out>(words: readonly (readonly [string, Out])[]): Trie<Out> {
  const { symbols, width } = symbolsOf([SPACE, ...words.map(([word]) => word)]);
  const tree = grow(words, symbols);
  const size = tree.incoming.length;
  if (Math.max(size, tree.tailUnits.length) > MOST) throw new Error(`a trie of ${size} nodes needs wider numbers`);
  const { rows, edges } = overlay(tree, width);
  const trie = {
    symbols,
    nodes: new Uint16Array(NODE * size),
    edges,
    tails: Uint16Array.from(tree.tailUnits),
    outs: tree.outs,
  };
  for (let node = 0; node < size; node += 1) {
    trie.nodes[NODE * node + ROW] = rows[node]!;
    trie.nodes[NODE * node + ENDS] = tree.ends[node]!;
    trie.nodes[NODE * node + TAIL] = tree.tails[node]!;
    trie.nodes[NODE * node + GAP] = follow(trie, node, symbols[SPACE.charCodeAt(0)]!);
  }
  return trie;
}
