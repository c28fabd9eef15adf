import { normalise } from '#src/text/index.ts';
import type { LexiconEntry } from './lexicon/index.ts';

/** One occurrence of a lexicon entry, in offsets of the text that was searched. */
export type Hit = { readonly entry: number; readonly start: number; readonly end: number };

/** A lexicon as a trie of UTF-16 code units. */
export type Matcher = { readonly entries: readonly LexiconEntry[]; find(text: string, into: Hit[]): void };

const SPACE = 32;
const EDGE = 65536;

/** 0: neither, 1: letter, 2: digit. Normalised text has ASCII digits only. */
const KIND = new Uint8Array(EDGE);
for (let code = 0; code < EDGE; code += 1) {
  if (code >= 48 && code <= 57) KIND[code] = 2;
  else if (code < 0xd800 && /\p{L}/u.test(String.fromCharCode(code))) KIND[code] = 1;
}

/** Whether a code unit belongs to a word: 1 for letters, 2 for digits, 0 for all else. */
export function kindOf(code: number): number {
  return KIND[code]!;
}

type Out = { readonly entry: number; readonly prefix: boolean };

/** Compiles lexicon entries; a term matches from the start of a word, its spaces are optional, `*` frees its ending. */
export function compileLexicon(entries: readonly LexiconEntry[]): Matcher {
  const edges = new Map<number, number>();
  const outs: Out[][] = [[]];
  const child = (node: number, code: number): number => {
    const key = node * EDGE + code;
    const known = edges.get(key);
    if (known !== undefined) return known;
    outs.push([]);
    edges.set(key, outs.length - 1);
    return outs.length - 1;
  };
  for (const [entry, { terms }] of entries.entries()) {
    for (const term of terms) {
      const prefix = term.endsWith('*');
      let node = 0;
      const text = normalise(prefix ? term.slice(0, -1) : term).trim();
      for (let i = 0; i < text.length; i += 1) node = child(node, text.charCodeAt(i));
      if (!outs[node]!.some((out) => out.entry === entry && out.prefix === prefix)) outs[node]!.push({ entry, prefix });
    }
  }
  const walk = (text: string, start: number, from: number, node: number, into: Hit[]): void => {
    let at = from;
    let here = node;
    for (;;) {
      for (const out of outs[here]!) {
        const end = out.prefix ? wordEnd(text, at) : at;
        if (out.prefix || endsWord(text, at)) into.push({ entry: out.entry, start, end });
      }
      if (at >= text.length) return;
      const code = text.charCodeAt(at);
      if (code !== SPACE) {
        const gap = edges.get(here * EDGE + SPACE);
        const beyond = gap === undefined ? undefined : edges.get(gap * EDGE + code);
        if (beyond !== undefined) walk(text, start, at + 1, beyond, into);
      }
      const next = edges.get(here * EDGE + code);
      if (next === undefined) return;
      here = next;
      at += 1;
    }
  };
  return {
    entries,
    find(text, into) {
      let before = 0;
      for (let i = 0; i < text.length; i += 1) {
        const kind = KIND[text.charCodeAt(i)]!;
        if (kind !== 0 && kind !== before) walk(text, i, i, 0, into);
        before = kind;
      }
    },
  };
}

function endsWord(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const kind = KIND[text.charCodeAt(at)]!;
  return kind === 0 || kind !== KIND[text.charCodeAt(at - 1)]!;
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && KIND[text.charCodeAt(end)] === 1) end += 1;
  return end;
}
