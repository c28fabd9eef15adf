import { CONFUSABLES } from './confusable-table.ts';
import { ARABIC, classOf, DIGIT, type Draft, FOREIGN, isLetter, LATIN, SPACE } from './draft.ts';

/** Letters of other scripts and the Latin letter that they imitate. */
const IMITATES_LATIN = new Map<string, string>();
for (const [prototype, lookalikes] of CONFUSABLES) {
  for (const one of lookalikes) if (classOf(one.charCodeAt(0)) === FOREIGN) IMITATES_LATIN.set(one, prototype);
}
/** Those that are the same glyph in most fonts: a word of nothing else is read as Latin, other foreign words as they are. */
const SAME_GLYPH = 'аеорсухіѕјһԁԛԝАВЕКМНОРСТУХІЅЈονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ';
/** Signs that stand for a Latin letter inside a word. */
const SIGN_FOR_LATIN: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '€': 'e',
};
/** Signs and letters that stand for a Persian letter inside a word: by shape (l, o, 1, 5), else by sound; 0 is filler. */
const SIGN_FOR_PERSIAN: Readonly<Record<string, string>> = {
  '0': '',
  '1': 'ا',
  '3': 'ز',
  '5': 'ه',
  '@': 'ا',
  '!': 'ا',
  l: 'ا',
  o: 'ه',
  a: 'ا',
  b: 'ب',
  d: 'د',
  f: 'ف',
  g: 'گ',
  h: 'ه',
  i: 'ی',
  j: 'ج',
  k: 'ک',
  m: 'م',
  n: 'ن',
  p: 'پ',
  r: 'ر',
  s: 'س',
  t: 'ت',
  u: 'و',
  v: 'و',
  x: 'خ',
  y: 'ی',
  z: 'ز',
  ߊ: 'آ',
};

type Word = { readonly from: number; readonly to: number; arabic: number; latin: number; foreign: number };

function survey(draft: Draft, from: number): Word {
  const word: Word = { from, to: from, arabic: 0, latin: 0, foreign: 0 };
  let to = from;
  for (; to < draft.length && draft.class[to] !== SPACE; to += 1) {
    const kind = draft.class[to]!;
    if (kind === ARABIC) word.arabic += 1;
    else if (kind === LATIN) word.latin += 1;
    else if (kind === FOREIGN) word.foreign += 1;
  }
  return { ...word, to };
}

/** Undoes letters of another script and signs in the place of letters, word by word; true where anything changed. */
export function foldWords(draft: Draft): boolean {
  let changed = false;
  for (let from = 0; from < draft.length; from += 1) {
    if (draft.class[from] === SPACE) continue;
    const word = survey(draft, from);
    if (word.arabic > 0) changed = foldPersian(draft, word) || changed;
    else {
      if (word.foreign > 0) changed = foldForeign(draft, word) || changed;
      if (word.latin > 0 && !isAddress(draft, word)) changed = foldLatin(draft, word) || changed;
    }
    from = word.to;
  }
  return changed;
}

function foldForeign(draft: Draft, word: Word): boolean {
  const letters: Array<readonly [number, string]> = [];
  for (let i = word.from; i < word.to; i += 1) {
    if (draft.class[i] !== FOREIGN) continue;
    // A capital may imitate another letter than its small form, so the original character is asked first.
    const latin = IMITATES_LATIN.get(draft.original(i)) ?? IMITATES_LATIN.get(draft.at(i));
    if (latin === undefined || (word.latin === 0 && !SAME_GLYPH.includes(draft.original(i)))) return false;
    letters.push([i, latin]);
  }
  for (const [i, latin] of letters) draft.replace(i, latin);
  word.latin += letters.length;
  return true;
}

/** Web and mail addresses are matched as they are written: folding would make another address of them. */
function isAddress(draft: Draft, word: Word): boolean {
  for (let i = word.from + 1; i + 2 < word.to; i += 1) {
    const dot = draft.at(i) === '.' && draft.class[i + 1] === LATIN && draft.class[i + 2] === LATIN;
    if (dot && (draft.class[i - 1] === LATIN || draft.class[i - 1] === DIGIT)) return true;
    if (draft.at(i) === ':' && draft.at(i + 1) === '/' && draft.at(i + 2) === '/') return true;
  }
  return false;
}

function foldLatin(draft: Draft, word: Word): boolean {
  let changed = false;
  for (let i = word.from; i < word.to; i += 1) {
    if (isLetter(draft.class[i]!)) {
      changed = foldLetterInNumber(draft, i) || changed;
      continue;
    }
    let end = i;
    while (end < word.to && SIGN_FOR_LATIN[draft.at(end)] !== undefined) end += 1;
    if (word.latin >= 2 && end > i && standsForLetters(draft, word, i, end)) {
      for (let at = i; at < end; at += 1) draft.replace(at, SIGN_FOR_LATIN[draft.at(at)]!);
      changed = true;
    }
    if (end > i) i = end - 1;
  }
  return changed;
}

/** A run of signs is read as letters inside a word, alone at its start (0ff), or doubled at its end (fr33). */
function standsForLetters(draft: Draft, word: Word, from: number, to: number): boolean {
  const before = from > word.from && draft.class[from - 1] === LATIN;
  const after = to < word.to && draft.class[to] === LATIN;
  if (before && after) return true;
  // At the edges a sign is mostly a count (2ta), a handle (@shop) or a keyword (laghv11): only what reads as letters.
  if (after) return from === word.from && to - from === 1 && '0$'.includes(draft.at(from));
  return (
    before && to === word.to && to - from === 2 && (draft.slice(from, to) === '33' || draft.slice(from, to) === '00')
  );
}

/** `5o%` and `2o0` are numbers: an o among digits is a zero, an l a one. */
function foldLetterInNumber(draft: Draft, i: number): boolean {
  const letter = draft.at(i);
  if (letter !== 'o' && letter !== 'l') return false;
  if (i === 0 || draft.class[i - 1] !== DIGIT || i + 1 >= draft.length) return false;
  if (draft.class[i + 1] !== DIGIT && draft.at(i + 1) !== '%') return false;
  draft.replace(i, letter === 'o' ? '0' : '1');
  return true;
}

function foldPersian(draft: Draft, word: Word): boolean {
  let changed = false;
  for (let i = word.from; i < word.to; i += 1) {
    if (draft.class[i] === ARABIC) continue;
    let end = i;
    while (end < word.to && SIGN_FOR_PERSIAN[draft.at(end)] !== undefined) end += 1;
    const before = i > word.from && draft.class[i - 1] === ARABIC;
    const after = end < word.to && draft.class[end] === ARABIC;
    const inside = before && after && end - i <= 2 && !isNumber(draft, i, end);
    // At the edge of a word only letters are read as letters: a sign there is punctuation.
    const edge = end - i === 1 && word.arabic >= 2 && (before || after) && isLetter(draft.class[i]!);
    if (inside || edge) {
      for (let at = i; at < end; at += 1) draft.replace(at, SIGN_FOR_PERSIAN[draft.at(at)]!);
      changed = true;
    }
    if (end > i) i = end - 1;
  }
  return changed;
}

const isNumber = (draft: Draft, from: number, to: number): boolean =>
  to - from === 2 && draft.class[from] === DIGIT && draft.class[from + 1] === DIGIT;
