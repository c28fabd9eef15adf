import { CONCEPTS } from './concepts.ts';
import { LATIN_FORMS, PERSIAN_FORMS } from './verbs.ts';

/**
 * A word of a reply with what it speaks of: a concept, or for a verb its root, polarity, mood and person, as in
 * `send-ask2` for "do not send"; empty where no table knows it.
 */
export type Token = { readonly word: string; readonly meaning: string };

type Lexicon = { readonly whole: Map<string, string>; readonly begins: Map<string, string> };

function lexicon(column: 1 | 2 | 3, key: (word: string) => string): Lexicon {
  const whole = new Map<string, string>();
  const begins = new Map<string, string>();
  for (const row of CONCEPTS) {
    for (const word of row[column].split(' ')) {
      if (word === '') continue;
      const open = word.endsWith('*');
      const into = open ? begins : whole;
      const plain = key(open ? word.slice(0, -1) : word);
      if (!into.has(plain)) into.set(plain, row[0]);
    }
  }
  return { whole, begins };
}

function lookUp({ whole, begins }: Lexicon, word: string): string {
  const exact = whole.get(word);
  if (exact !== undefined) return exact;
  for (let end = word.length; end >= 2; end -= 1) {
    const found = begins.get(word.slice(0, end));
    if (found !== undefined) return found;
  }
  return '';
}

/**
 * A Persian word in Latin letters by its consonants: people write its vowels, and the sounds that Latin has no letter for,
 * in many ways. The ending of the second person plural is kept as `D`.
 */
export function skeleton(word: string): string {
  return word
    .replace(/gh|q/g, 'g')
    .replace(/kh/g, 'x')
    .replace(/sh/g, 'š')
    .replace(/ch/g, 'č')
    .replace(/w/g, 'v')
    .replace(/c/g, 'k')
    .replace(/(?<=[^aeiou][aeiou]*)(?:i|ee|ei|y)+[dn]$/, 'D')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=.)[aeiouy]+/g, '');
}

const PERSIAN = lexicon(1, (word) => word.replace(/\u200c/g, ''));
const LATIN = lexicon(2, skeleton);
const ENGLISH = lexicon(3, (word) => word);

/** Words up to this length mean too many things in the other language to be looked up there. */
const SHORT = 3;

const isLatin = (word: string): boolean => /^[a-z']/.test(word);

const persian = (word: string): string =>
  PERSIAN.whole.get(word) ??
  PERSIAN_FORMS.get(word) ??
  PERSIAN_FORMS.get(word.replace(/(?<=...)(?:ش|شون|شان|مون)$/, '')) ??
  lookUp(PERSIAN, word);

function latin(word: string): string {
  const bones = skeleton(word);
  return LATIN.whole.get(bones) ?? LATIN_FORMS.get(bones) ?? lookUp(LATIN, bones);
}

const english = (word: string): string => lookUp(ENGLISH, word);

/** Joins what is written apart: «نمی خوام», «پیام های», "opt out". */
const JOINS: ReadonlyArray<readonly [RegExp, string]> = [
  [/(?<![\p{L}])(ن?می) (?=\p{L})/gu, '$1'],
  [/(?<=\p{L}) (?:ها|های|هاتون|هایتان|تون|هاتونو|هارو|هایی)(?![\p{L}])/gu, 'ها'],
  [/اس ?ام ?اس/gu, 'اسمس'],
  [/غیر فعال/gu, 'غیرفعال'],
  [/(?<!\p{L})بی خیال/gu, 'بیخیال'],
  [/(?<!\p{L})ثبت نام/gu, 'ثبتنام'],
  [/(?<!\p{L})ب(?:ه|ر) درد/gu, 'بدرد'],
  [/(?<!\p{L})در ?(?=بیار|آر|ار)/gu, 'در'],
  [/(?<!\p{L})اطلاع رسانی/gu, 'اطلاعرسانی'],
  [/(?<![a-z])nemi (?=[a-z])/g, 'nemi'],
  [/(?<![a-z])opt[ -](?:me )?out/g, 'optout'],
  [/(?<![a-z])(?:do not|don t|donot)(?![a-z])/g, 'dont'],
  [/(?<![a-z])no more(?![a-z])/g, 'nomore'],
  [/(?<![a-z])any more(?![a-z])/g, 'anymore'],
  [/gheyr?e? ?fa+l/g, 'gheyrefaal'],
];

/** The longest word that is looked up; what is longer is none. */
const LONGEST_WORD = 30;

type Read = {
  readonly word: string;
  readonly script: 'persian' | 'latin';
  readonly persian: string;
  readonly english: string;
};

function lookUpBoth(word: string): Read {
  const known = word.slice(0, LONGEST_WORD);
  return isLatin(word)
    ? { word, script: 'latin', persian: latin(known), english: english(known) }
    : { word, script: 'persian', persian: persian(known), english: '' };
}

/** How much the words of a sentence look like English rather than Persian in Latin letters. */
const englishness = (words: readonly Read[]): number =>
  words.reduce((sum, { word, script, persian }) => {
    if (script === 'persian') return sum;
    return sum + (ENGLISH.whole.has(word) ? 1 : 0) - (persian === '' ? 0 : word.length > 2 ? 1 : 0.5);
  }, 0);

/** The words of one sentence of normalised text with what they speak of, and whether they are English. */
export function tokens(sentence: string): { readonly list: Token[]; readonly english: boolean } {
  const joined = JOINS.reduce((text, [from, to]) => text.replace(from, to), sentence.replaceAll("'", ''));
  const words = (joined.match(/\p{L}+|\p{N}+/gu) ?? []).map(lookUpBoth);
  const isEnglish = englishness(words) > 0;
  const list = words.map(({ word, script, persian, english }) => {
    if (script === 'persian') return { word, meaning: persian };
    const [first, second] = isEnglish ? [english, persian] : [persian, english];
    return { word, meaning: first !== '' || word.length <= SHORT ? first : second };
  });
  return { list, english: isEnglish };
}

/** The sentences of a text, each with the signs that end it. */
export const sentencesOf = (text: string): string[] => text.match(/[^.!?؟\n]+[.!?؟\n]*/g) ?? [];
