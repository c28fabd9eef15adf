/**
 * What becomes of each UTF-16 code unit on its own: the tables behind `normalise`.
 *
 * Steps follow Persian matching practice: Unicode NFKC, diacritics and tatweel off, format characters off, Arabic
 * letter forms to their Persian ones, every decimal digit to ASCII, lower case. They are worked out once at start so
 * that a message costs one table read a character.
 */

/** The code unit has no counterpart in the normalised text. */
export const DROP = 0;
/** The code unit becomes several: see `EXPANSIONS`. */
export const EXPAND = 1;
/** The code unit may combine with the one before it: the cluster has to be composed. */
export const COMBINE = 2;
/** Half of a surrogate pair. */
export const SURROGATE = 3;

const LETTERS: Readonly<Record<string, string>> = {
  ی: 'يىېۍێےۓ',
  ک: 'كڪ',
  ه: 'ةۀەہھۂۃ',
  ا: 'أإٱ',
  و: 'ؤ',
};
const EXTRA: ReadonlyArray<readonly [string, string]> = [
  ['ئ', 'ی'],
  ['٪', '%'],
  ['٫', '.'],
  ['٬', ','],
  ['ς', 'σ'],
  ['\u0640', ''],
];
/** Ranges without a counterpart: soft hyphen, joiners, bidi controls, variation selectors, keycap, control characters. */
const INVISIBLE: ReadonlyArray<readonly [number, number]> = [
  [0x0000, 0x0008],
  [0x000e, 0x001f],
  [0x007f, 0x0084],
  [0x0086, 0x009f],
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
];
/** Marks that are dropped once they have had their chance to compose (آ, é): Arabic and general combining marks. */
const MARKS: ReadonlyArray<readonly [number, number]> = [
  [0x0300, 0x036f],
  [0x0610, 0x061a],
  [0x064b, 0x065f],
  [0x0670, 0x0670],
  [0x06d6, 0x06dc],
  [0x06df, 0x06e4],
  [0x06e7, 0x06e8],
  [0x06ea, 0x06ed],
  [0x08d3, 0x08e1],
  [0x08e3, 0x08ff],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20f0],
  [0xfe20, 0xfe2f],
];
/** Code points beyond NFKC that people read as letters or digits; keyed by first and last code point of a run. */
const ENCLOSED: ReadonlyArray<readonly [number, number, (offset: number) => string]> = [
  [0x1f150, 0x1f169, (n) => String.fromCharCode(97 + n)],
  [0x1f170, 0x1f189, (n) => String.fromCharCode(97 + n)],
  [0x24eb, 0x24f4, (n) => String(11 + n)],
  [0x24f5, 0x24fe, (n) => String(1 + n)],
  [0x24ff, 0x24ff, () => '0'],
  [0x2776, 0x277f, (n) => String(1 + n)],
  [0x2780, 0x2789, (n) => String(1 + n)],
  [0x278a, 0x2793, (n) => String(1 + n)],
  [0x1f191, 0x1f19a, (n) => ` ${['cl', 'cool', 'free', 'id', 'new', 'ng', 'ok', 'sos', 'up', 'vs'][n]} `],
];

const NOTHING_MARKED = 0;
const INVISIBLE_UNIT = 1;
const MARK_UNIT = 2;
/** Which BMP code units are dropped, and why. */
const dropped = new Uint8Array(0x10000);
for (const [first, last] of MARKS) dropped.fill(MARK_UNIT, first, last + 1);
for (const [first, last] of INVISIBLE) dropped.fill(INVISIBLE_UNIT, first, last + 1);

const letterMap = new Map<string, string>(EXTRA);
for (const [to, from] of Object.entries(LETTERS)) for (const letter of from) letterMap.set(letter, to);

function digitOf(point: number): string | null {
  // Decimal digits come in runs of ten from zero, so the value is the distance to the run's start.
  if (!/\p{Nd}/u.test(String.fromCodePoint(point))) return null;
  let start = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start -= 1;
  return String((point - start) % 10);
}

function enclosedLetter(point: number): string | null {
  if (point < 0x24eb || (point > 0x2793 && point < 0x1f150)) return null;
  for (const [first, last, to] of ENCLOSED) if (point >= first && point <= last) return to(point - first);
  return null;
}

/** What one code point after NFKC becomes: '' to drop it, ' ' for any white space. */
export function foldPoint(point: number): string {
  if (point <= 0xffff ? dropped[point] !== NOTHING_MARKED : point >= 0xe0000 && point <= 0xe01ef) return '';
  const character = String.fromCodePoint(point);
  if (/\s|\u0085/u.test(character)) return ' ';
  const mapped = letterMap.get(character) ?? enclosedLetter(point) ?? (point > 0x7f ? digitOf(point) : null);
  if (mapped !== null) return mapped;
  const lower = character.toLowerCase();
  if (lower.length === 1 || lower === character) return lower;
  return [...lower].filter((part) => dropped[part.codePointAt(0)! & 0xffff] !== MARK_UNIT).join('');
}

/** Folds a string that has just been composed, code point by code point. */
export function foldComposed(composed: string): string {
  let folded = '';
  for (const character of composed) folded += foldPoint(character.codePointAt(0)!);
  return folded;
}

const MARK_FIRST = /^[\p{M}\u1160-\u11ff]/u;
/** Scripts whose letters NFKC, case and the folds above all leave alone: Han, Yi, Hangul syllables, private use. */
const isInert = (code: number): boolean =>
  (code >= 0x3400 && code <= 0x9fff) ||
  (code >= 0xa000 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xe000 && code <= 0xf8ff);

/** Code unit → its one folded code unit, or `DROP`, `EXPAND`, `COMBINE`, `SURROGATE`. */
export const FOLD = new Uint16Array(0x10000);
/** What the code units marked `EXPAND` become. */
export const EXPANSIONS = new Map<number, string>();
/** 1 for the marks among the dropped code units: a match that ends before one takes it into its span. */
export const IS_MARK = new Uint8Array(0x10000);

for (let code = 0; code < 0x10000; code += 1) {
  if (isInert(code)) FOLD[code] = code;
  else if (code >= 0xd800 && code <= 0xdfff) FOLD[code] = SURROGATE;
  else FOLD[code] = entryFor(code);
}
for (const [first, last] of [...MARKS, [0xfe00, 0xfe0f]] as const) IS_MARK.fill(1, first, last + 1);

function entryFor(code: number): number {
  if (dropped[code] === INVISIBLE_UNIT) return DROP;
  // Of the Arabic marks only the madda changes the letter that is kept (ا + madda = آ).
  if (code >= 0x0610 && code <= 0x06ed && code !== 0x0653 && dropped[code] === MARK_UNIT) return DROP;
  if (code >= 0x20d0 && code <= 0x20f0) return DROP;
  const composed = String.fromCharCode(code).normalize('NFKC');
  if (MARK_FIRST.test(composed)) return COMBINE;
  const folded = foldComposed(composed);
  if (folded.length === 1) return folded.charCodeAt(0);
  if (folded.length === 0) return DROP;
  EXPANSIONS.set(code, folded);
  return EXPAND;
}
