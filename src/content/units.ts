import { MAX_TEXT_LENGTH } from '#src/text/index.ts';

const CODES = 65536;
const FIRST_SURROGATE = 0xd800;
const PAGE = 0x800;

/** 0: neither, 1: letter, 2: digit. Normalised text has ASCII digits only. */
const KIND = new Uint8Array(CODES);
// A page of code units at a time: asking for each of them alone takes ten times as long.
for (let page = 0; page < FIRST_SURROGATE; page += PAGE) {
  const letters = String.fromCharCode(...Array.from({ length: PAGE }, (_, i) => page + i)).matchAll(/\p{L}+/gu);
  for (const { 0: run, index } of letters) KIND.fill(1, page + index, page + index + run.length);
}
KIND.fill(2, 48, 58);

/** Whether a code unit belongs to a word: 1 for letters, 2 for digits, 0 for all else. */
export function kindOf(code: number): number {
  return KIND[code]!;
}

/** The code units of a text, and what `kindOf` says of each. */
export type Units = { readonly codes: Uint16Array; readonly kinds: Uint8Array };

let last = '';
// One place more than a text has: the end of a word is looked for beyond its last letter, and is of no kind.
const units: Units = { codes: new Uint16Array(MAX_TEXT_LENGTH + 1), kinds: new Uint8Array(MAX_TEXT_LENGTH + 1) };

/**
 * The code units of a normalised text in arrays, which are read many times faster than a string. Scratch space, good
 * until another text is asked for; every step that looks at one text asks for it, and it is copied once.
 */
export function unitsOf(text: string): Units {
  if (text === last) return units;
  const { codes, kinds } = units;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    codes[i] = code;
    kinds[i] = KIND[code]!;
  }
  codes[text.length] = 0;
  kinds[text.length] = 0;
  last = text;
  return units;
}
