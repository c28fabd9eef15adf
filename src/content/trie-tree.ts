/** Ends a run of what a word stands for. */
export const NO_MORE = 65535;

/** A word and the number that it stands for. */
export type Word = readonly [word: string, out: number];

/** The nodes of a trie, level by level, so that the children of each are neighbours. */
export type Tree = {
  /** The children of node n are those from `children[n]` to before `children[n + 1]`. */
  readonly children: readonly number[];
  /** The symbol of the edge that leads to each node. */
  readonly incoming: readonly number[];
  readonly ends: readonly number[];
  /** Where the tail of each node begins in `tailCodes`, or 0. */
  readonly tails: readonly number[];
  readonly tailCodes: readonly number[];
  readonly outs: readonly number[];
};

const codesOf = (text: string): number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

/** Grows the tree of some words, `symbols` numbering their code units. Each node is a stretch of the sorted words: those that begin alike. */
export function growTree(words: readonly Word[], symbols: Uint8Array): Tree {
  const sorted = [...words].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const [from, to, depth] = [[0], [sorted.length], [0]];
  const [children, incoming, ends, tails] = [[] as number[], [0], [] as number[], [] as number[]];
  const tailCodes = [0];
  const outs = [NO_MORE];
  for (let node = 0; node < from.length; node += 1) {
    let at = from[node]!;
    const end = to[node]!;
    const known = depth[node]!;
    const first = sorted[at]![0];
    // The root keeps its edges even for a single word: by them a search begins.
    const isOneWord = node > 0 && first === sorted[end - 1]![0];
    const endsHere = isOneWord || first.length === known;
    ends.push(endsHere ? outs.length : 0);
    for (; endsHere && at < end && sorted[at]![0] === first; at += 1) outs.push(sorted[at]![1]);
    if (endsHere) outs.push(NO_MORE);
    const hasTail = isOneWord && first.length > known;
    tails.push(hasTail ? tailCodes.length : 0);
    if (hasTail) tailCodes.push(...codesOf(first.slice(known)), 0);
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
  return { children, incoming, ends, tails, tailCodes, outs };
}
