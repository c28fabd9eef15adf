import { normalise } from '#src/text/index.ts';
import type { LexiconEntry } from './lexicon/index.ts';

/** One occurrence of a lexicon entry, in offsets of the text that was searched. */
export type Hit = { readonly entry: number; readonly start: number; readonly end: number };

/** A lexicon as a trie of UTF-16 code units. */
export type Matcher = {
  readonly entries: readonly LexiconEntry[];
  /** Adds every occurrence in the first `limit` code units of a normalised text, in the order of their beginnings. */
  find(text: string, limit: number, into: Hit[]): void;
};

const SPACE = 32;
const CODES = 65536;

/** 0: neither, 1: letter, 2: digit. Normalised text has ASCII digits only. */
const KIND = new Uint8Array(CODES);
for (let code = 0; code < CODES; code += 1) {
  if (code >= 48 && code <= 57) KIND[code] = 2;
  else if (code < 0xd800 && /\p{L}/u.test(String.fromCharCode(code))) KIND[code] = 1;
}

/** Whether a code unit belongs to a word: 1 for letters, 2 for digits, 0 for all else. */
export function kindOf(code: number): number {
  return KIND[code]!;
}

/** A trie as a dense table: row of a node, column of a symbol. */
type Trie = {
  readonly next: Int32Array;
  readonly width: number;
  readonly symbols: Uint8Array;
  readonly outs: (readonly Out[] | null)[];
};

type Out = { readonly entry: number; readonly prefix: boolean };

/** Numbers the code units that occur in terms; 0 stands for all others. */
function symbolsOf(terms: readonly string[]): Uint8Array {
  const symbols = new Uint8Array(CODES);
  let used = 0;
  for (const term of terms) {
    for (let i = 0; i < term.length; i += 1) {
      if (symbols[term.charCodeAt(i)] === 0) symbols[term.charCodeAt(i)] = ++used;
    }
  }
  return symbols;
}

function buildTrie(entries: readonly LexiconEntry[]): Trie {
  const written = entries.flatMap(({ terms }, entry) =>
    terms.map((term) => {
      const prefix = term.endsWith('*');
      return { entry, prefix, text: normalise(prefix ? term.slice(0, -1) : term).trim() };
    }),
  );
  const symbols = symbolsOf([' ', ...written.map(({ text }) => text)]);
  const width = Math.max(...symbols) + 1;
  const rows: Int32Array[] = [new Int32Array(width)];
  const outs: (Out[] | null)[] = [null];
  for (const { entry, prefix, text } of written) {
    let node = 0;
    for (let i = 0; i < text.length; i += 1) {
      const symbol = symbols[text.charCodeAt(i)]!;
      if (rows[node]![symbol] === 0) {
        rows[node]![symbol] = rows.length;
        rows.push(new Int32Array(width));
        outs.push(null);
      }
      node = rows[node]![symbol]!;
    }
    const known = outs[node] ?? [];
    if (!known.some((out) => out.entry === entry && out.prefix === prefix)) known.push({ entry, prefix });
    outs[node] = known;
  }
  const next = new Int32Array(rows.length * width);
  for (const [node, row] of rows.entries()) next.set(row, node * width);
  return { next, width, symbols, outs };
}

/**
 * Compiles lexicon entries; a term matches from the start of a word, its spaces are optional, `*` frees its ending, and
 * Persian words may carry the endings of nouns.
 */
export function compileLexicon(entries: readonly LexiconEntry[]): Matcher {
  const { next, width, symbols, outs } = buildTrie(entries);
  const gapSymbol = symbols[SPACE]!;
  // 0 is the root, which nothing leads to: as a target it means that there is no edge.
  const walk = (text: string, limit: number, start: number, from: number, node: number, into: Hit[]): void => {
    let here = node;
    for (let at = from; ; at += 1) {
      const found = outs[here]!;
      if (found !== null) {
        for (const { entry, prefix } of found) {
          const end = prefix ? wordEnd(text, limit, at) : inflectedEnd(text, limit, start, at);
          if (end >= 0) into.push({ entry, start, end });
        }
      }
      if (at >= limit) return;
      const symbol = symbols[text.charCodeAt(at)]!;
      if (symbol === 0) return;
      if (symbol !== gapSymbol) {
        const gap = next[here * width + gapSymbol]!;
        const beyond = gap === 0 ? 0 : next[gap * width + symbol]!;
        if (beyond !== 0) walk(text, limit, start, at + 1, beyond, into);
      }
      here = next[here * width + symbol]!;
      if (here === 0) return;
    }
  };
  return {
    entries,
    find(text, limit, into) {
      let before = 0;
      for (let i = 0; i < limit; i += 1) {
        const kind = KIND[text.charCodeAt(i)]!;
        if (kind !== 0 && kind !== before) walk(text, limit, i, i, 0, into);
        before = kind;
      }
    },
  };
}

function endsWord(text: string, limit: number, at: number): boolean {
  if (at >= limit) return true;
  const kind = KIND[text.charCodeAt(at)]!;
  return kind === 0 || kind !== KIND[text.charCodeAt(at - 1)]!;
}

/** Endings of Persian nouns that leave the word what it is; the short ones only after longer words. */
const LONG_ENDING = /هایمان|هایتان|هامون|هاتون|هایی|هایم|هایت|هایش|های|ها|مان|تان|شان|مون|تون|شون|اش|ات|ای/uy;
const SHORT_ENDING = /[یمتش]/uy;
const LEAST_FOR_SHORT = 5;
const ARABIC = 0x600;

/** Where the word that a term matched ends, an ending of a Persian noun included; -1 where the term is only a part of it. */
function inflectedEnd(text: string, limit: number, start: number, at: number): number {
  if (endsWord(text, limit, at)) return at;
  if (text.charCodeAt(at) < ARABIC || at - start < 3) return -1;
  LONG_ENDING.lastIndex = at;
  const long = LONG_ENDING.exec(text);
  if (long !== null && endsWord(text, limit, at + long[0].length)) return at + long[0].length;
  SHORT_ENDING.lastIndex = at;
  return at - start >= LEAST_FOR_SHORT && SHORT_ENDING.test(text) && endsWord(text, limit, at + 1) ? at + 1 : -1;
}

function wordEnd(text: string, limit: number, at: number): number {
  let end = at;
  while (end < limit && KIND[text.charCodeAt(end)] === 1) end += 1;
  return end;
}
