import { objectsOf, parse } from './grammar.ts';
import { bucketOf, hashOf } from './hash.ts';
import { sentencesOf, type Token, tokens } from './tokens.ts';

/** How many words that say something may lie between two of a pair. */
const REACH = 8;
/** What a reply may be about, as bits: two words of one bit are one thing to speak of. */
const ABOUT: ReadonlyMap<string, number> = new Map([
  ['message', 1],
  ['promotion', 1],
  ['list', 2],
  ['member', 2],
  ['number', 4],
  ['name', 4],
  ['thing', 8],
  ['service', 8],
]);
/** What is said of messages at all; a text without any of it is about something else. */
const CORE = new Set(
  'message promotion list member number end leave send annoy report away want wrong consent'.split(' '),
);

const salt = (name: string): number => hashOf(`feature ${name}`);
const WORD = salt('word');
const WORDS = salt('words');
const LETTERS = salt('letters');
const MEANING = salt('meaning');
const NEXT = salt('next');
const PAIR = salt('pair');
const OBJECT = salt('object');
const ASKED = salt('asked');
const SIZE = salt('size');
const SUBJECT = salt('subject');
const UNKNOWN = salt('unknown');
const EDGE = hashOf('edge');

/** The root of an action with its polarity alone: `end-ask2` is `end-`. */
function withoutMood(meaning: string): string {
  const at = meaning.search(/[+-]/);
  return at < 0 ? meaning : meaning.slice(0, at + 1);
}

const rootOf = (meaning: string): string => meaning.replace(/[+-].*/, '');

type Kept = { readonly found: Set<number>; readonly meanings: Set<string>; words: number; unknown: number };

function keepWords(list: readonly Token[], found: Set<number>): void {
  let before = EDGE;
  for (const { word } of list) {
    const hash = hashOf(word);
    found.add(bucketOf(WORD, hash));
    found.add(bucketOf(WORDS ^ before, hash));
    before = hash;
    if (word.length < 3) continue;
    const edged = ` ${word} `;
    for (let at = 0; at + 4 <= edged.length; at += 1) found.add(bucketOf(LETTERS, hashOf(edged.slice(at, at + 4))));
  }
  found.add(bucketOf(WORDS ^ before, EDGE));
}

function keepPairs(hashes: readonly number[], found: Set<number>): void {
  for (let i = 0; i < hashes.length; i += 1) {
    found.add(bucketOf(NEXT ^ (i === 0 ? EDGE : hashes[i - 1]!), hashes[i]!));
    for (let j = i + 1; j < hashes.length && j - i <= REACH; j += 1) {
      const [a, b] = [hashes[i]!, hashes[j]!];
      found.add(bucketOf(PAIR ^ Math.min(a, b), Math.max(a, b)));
    }
  }
}

function keepSentence(sentence: string, kept: Kept): void {
  const { list, english } = tokens(sentence);
  if (list.length === 0) return;
  const { found, meanings } = kept;
  kept.words += list.length;
  kept.unknown += list.filter(({ meaning }) => meaning === '').length;
  keepWords(list, found);
  const asked = /[?؟]/.test(sentence);
  const said = parse(list, english);
  const known = said.map(({ meaning }) => meaning).filter((meaning) => meaning !== '' && meaning !== 'small');
  const exact = known.map(hashOf);
  const broad = known.map((meaning) => hashOf(withoutMood(meaning)));
  for (const meaning of known) meanings.add(meaning);
  for (const hash of [...exact, ...broad]) {
    found.add(bucketOf(MEANING, hash));
    if (asked) found.add(bucketOf(ASKED, hash));
  }
  keepPairs(exact, found);
  keepPairs(broad, found);
  found.add(bucketOf(NEXT ^ (exact.at(-1) ?? EDGE), asked ? ASKED : EDGE));
  for (const object of objectsOf(said)) {
    const hash = hashOf(object);
    found.add(bucketOf(OBJECT, hash));
    if (asked) found.add(bucketOf(OBJECT ^ ASKED, hash));
  }
}

/** What a text is about as a whole, how long it is, how much of it no table knows. */
function keepWhole({ found, meanings, words, unknown }: Kept): void {
  const size = words < 3 ? words : words < 6 ? 4 : words < 12 ? 8 : 12;
  const roots = [...meanings].map(rootOf);
  const about = roots.reduce((bits, root) => bits | (ABOUT.get(root) ?? 0), 0);
  const strange = Math.min(4, unknown);
  const core = roots.some((root) => CORE.has(root)) ? 1 : 0;
  found.add(bucketOf(SIZE, size));
  found.add(bucketOf(SUBJECT, about));
  for (const meaning of meanings) {
    const hash = hashOf(withoutMood(meaning));
    if (size <= 4) found.add(bucketOf(SIZE ^ size, hash));
    found.add(bucketOf(SUBJECT ^ about, hash));
  }
  found.add(bucketOf(UNKNOWN, strange));
  found.add(bucketOf(UNKNOWN ^ 16, strange * 16 + about));
  found.add(bucketOf(UNKNOWN ^ 32, strange * 2 + core));
  found.add(bucketOf(UNKNOWN ^ 64, size * 2 + core));
}

/** The buckets of the features of a normalised text, each once, in the order in which they are met. */
export function featuresOf(text: string): Uint32Array {
  const kept: Kept = { found: new Set(), meanings: new Set(), words: 0, unknown: 0 };
  for (const sentence of sentencesOf(text)) keepSentence(sentence, kept);
  keepWhole(kept);
  return Uint32Array.from(kept.found);
}
