import { normalise } from '#src/text/index.ts';
import type { LexiconEntry } from './lexicon/index.ts';
import { buildTrie, ENDS, follow, GAP, NODE, ROOT, TAIL } from './trie.ts';
import { NO_MORE, type Word } from './trie-tree.ts';
import { type Units, unitsOf } from './units.ts';

/** One occurrence of a lexicon entry, in offsets of the text that was searched. */
export type Hit = { readonly entry: number; readonly start: number; readonly end: number };

/** A lexicon, ready to be looked for. */
export type Matcher = {
  readonly entries: readonly LexiconEntry[];
  /** Adds every occurrence in the first `limit` code units of a normalised text, in the order of their beginnings. */
  find(text: string, limit: number, into: Hit[]): void;
};

const SPACE = 32;

/** The terms of the entries in their normalised form, each with what it stands for: twice the entry, and one more for a prefix. */
function wordsOf(entries: readonly LexiconEntry[]): Word[] {
  const words = new Map<string, Word>();
  for (const [entry, { terms }] of entries.entries()) {
    for (const term of terms) {
      const prefix = term.endsWith('*');
      const word = normalise(prefix ? term.slice(0, -1) : term).trim();
      const out = 2 * entry + (prefix ? 1 : 0);
      words.set(`${word}|${out}`, [word, out]);
    }
  }
  return [...words.values()];
}

/** A text that is searched: its first `limit` code units. */
type Search = Units & { readonly text: string; readonly limit: number; readonly into: Hit[] };

/**
 * Compiles lexicon entries; a term matches from the start of a word, its spaces are optional, `*` frees its ending, and
 * Persian words may carry the endings of nouns.
 */
export function compileLexicon(entries: readonly LexiconEntry[]): Matcher {
  const trie = buildTrie(wordsOf(entries));
  const { symbols, nodes, tails, outs } = trie;

  const report = (search: Search, start: number, at: number, ends: number): void => {
    for (let i = ends; outs[i] !== NO_MORE; i += 1) {
      const out = outs[i]!;
      const end = (out & 1) === 1 ? wordEnd(search, at) : inflectedEnd(search, start, at);
      if (end >= 0) search.into.push({ entry: out >>> 1, start, end });
    }
  };
  /** Where the text is after a tail, -1 where it goes on otherwise. */
  const passTail = ({ codes, limit }: Search, from: number, tail: number): number => {
    let at = from;
    for (let i = tail; tails[i] !== 0; i += 1) {
      if (at < limit && codes[at] === tails[i]) at += 1;
      else if (tails[i] !== SPACE) return -1;
    }
    return at;
  };
  const walk = (search: Search, start: number, from: number, node: number): void => {
    let here = node;
    for (let at = from; ; at += 1) {
      const ends = nodes[NODE * here + ENDS]!;
      const tail = nodes[NODE * here + TAIL]!;
      if (tail !== 0) {
        const behind = passTail(search, at, tail);
        if (behind >= 0) report(search, start, behind, ends);
        return;
      }
      if (ends !== 0) report(search, start, at, ends);
      if (at >= search.limit) return;
      const code = search.codes[at]!;
      const gap = nodes[NODE * here + GAP]!;
      if (gap !== ROOT && code !== SPACE) walk(search, start, at, gap);
      here = follow(trie, here, symbols[code]!);
      if (here === ROOT) return;
    }
  };
  return {
    entries,
    find(text, limit, into) {
      const { codes, kinds } = unitsOf(text);
      const search = { text, codes, kinds, limit, into };
      let before = 0;
      for (let i = 0; i < limit; i += 1) {
        const kind = kinds[i]!;
        if (kind !== 0 && kind !== before) {
          const first = follow(trie, ROOT, symbols[codes[i]!]!);
          if (first !== ROOT) walk(search, i, i + 1, first);
        }
        before = kind;
      }
    },
  };
}

function endsWord({ kinds, limit }: Search, at: number): boolean {
  return at >= limit || kinds[at] === 0 || kinds[at] !== kinds[at - 1];
}

/** Endings of Persian nouns that leave the word what it is, by their first letters; the short ones only after longer words. */
const LONG_ENDINGS = Map.groupBy(
  'هایمان هایتان هامون هاتون هایی هایم هایت هایش های ها مان تان شان مون تون شون اش ات ای'.split(' '),
  (ending) => ending.charCodeAt(0),
);
const SHORT_ENDINGS = 'یمتش';
const LEAST_FOR_SHORT = 5;
const ARABIC = 0x600;

/** Where the word that a term matched ends, an ending of a Persian noun included; -1 where the term is only a part of it. */
function inflectedEnd(search: Search, start: number, at: number): number {
  if (endsWord(search, at)) return at;
  const { text, codes, limit } = search;
  if (codes[at]! < ARABIC || at - start < 3) return -1;
  const long = LONG_ENDINGS.get(codes[at]!)?.find((one) => at + one.length <= limit && text.startsWith(one, at));
  if (long !== undefined && endsWord(search, at + long.length)) return at + long.length;
  if (at - start < LEAST_FOR_SHORT || !SHORT_ENDINGS.includes(text[at]!)) return -1;
  return endsWord(search, at + 1) ? at + 1 : -1;
}

function wordEnd({ kinds, limit }: Search, at: number): number {
  let end = at;
  while (end < limit && kinds[end] === 1) end += 1;
  return end;
}
