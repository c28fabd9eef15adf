import { CONFUSABLE_SEQUENCES, CONFUSABLES } from './confusable-table.ts';
import { normalise } from './normalise.ts';

const PROTOTYPES = new Map<string, string>();
for (const [prototype, lookalikes] of CONFUSABLES) for (const one of lookalikes) PROTOTYPES.set(one, prototype);

/** Names longer than this are compared by their beginning; a sender name has 11 characters. */
const LONGEST_NAME = 256;
/** Shorter skeletons have too many neighbours for a near match to mean anything. */
const NEAR_FROM = 5;

/** A piece of a name and the prototype letters that it reads as. */
type Piece = { readonly source: string; readonly reads: string };

const isContent = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);

/** What one character reads as: its prototype, else its base letter, '' for separators and ornaments. */
function readingOf(character: string): string {
  const direct = PROTOTYPES.get(character);
  if (direct !== undefined) return direct;
  let reading = '';
  for (const folded of normalise(character.normalize('NFD').replace(/\p{M}/gu, ''))) {
    const prototype = PROTOTYPES.get(folded);
    if (prototype !== undefined) reading += prototype;
    else if (isContent(folded)) reading += folded;
  }
  return reading;
}

/** The sequence that begins at `index` of the pieces and reads as one letter, or null. */
function sequenceAt(pieces: readonly Piece[], index: number): Piece | null {
  const [first, second] = [pieces[index], pieces[index + 1]];
  if (first === undefined || second === undefined) return null;
  for (const [sequence, prototype] of CONFUSABLE_SEQUENCES) {
    if (first.reads + second.reads === sequence) return { source: first.source + second.source, reads: prototype };
  }
  return null;
}

function piecesOf(name: string): Piece[] {
  const single: Piece[] = [];
  for (const source of name.slice(0, LONGEST_NAME).normalize('NFC')) {
    const reads = readingOf(source);
    if (reads !== '')
      for (const [i, letter] of [...reads].entries()) single.push({ source: i === 0 ? source : '', reads: letter });
  }
  const pieces: Piece[] = [];
  for (let i = 0; i < single.length; i += 1) {
    const sequence = sequenceAt(single, i);
    pieces.push(sequence ?? single[i]!);
    if (sequence !== null) i += 1;
  }
  return pieces;
}

/**
 * The skeleton of a name: names that a reader takes for one another have the same.
 *
 * After Unicode Technical Standard #39, with case, separators and diacritics dropped and with the pairs of a sender line
 * added (0/O, 1/l/I, 5/S, rn/m, vv/w, Persian ا/l, ه/o). Total and idempotent; not for display.
 */
export function skeleton(name: string): string {
  let current = piecesOf(name)
    .map((piece) => piece.reads)
    .join('');
  for (;;) {
    const next = piecesOf(current)
      .map((piece) => piece.reads)
      .join('');
    if (next === current) return current;
    current = next;
  }
}

/** How two skeletons of distance 1 differ. */
type Edit = { readonly kind: 'insert' | 'delete' | 'replace' | 'swap'; readonly at: number };

/** The one edit (insertion, deletion, replacement, swap of neighbours) between two strings, or null where it takes more or none. */
function oneEdit(a: string, b: string): Edit | null {
  if (a === b || Math.abs(a.length - b.length) > 1) return null;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at) ? { kind: 'delete', at } : null;
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1) ? { kind: 'insert', at } : null;
  if (a.slice(at + 1) === b.slice(at + 1)) return { kind: 'replace', at };
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  return swapped ? { kind: 'swap', at } : null;
}

/** True where two skeletons of five characters or more are one typing slip apart. */
export function areNear(skeletonA: string, skeletonB: string): boolean {
  if (Math.min(skeletonA.length, skeletonB.length) < NEAR_FROM) return false;
  return oneEdit(skeletonA, skeletonB) !== null;
}

/**
 * Keys under which a skeleton is stored so that near ones are found by equality: the skeleton itself and, from five
 * characters on, every string that it becomes by losing one. Two skeletons one slip apart share a key; a shared key may
 * also mean two slips, so candidates are checked with `explainLookalike`.
 */
export function deletionKeys(of: string): string[] {
  const keys = new Set([of]);
  if (of.length >= NEAR_FROM) for (let i = 0; i < of.length; i += 1) keys.add(of.slice(0, i) + of.slice(i + 1));
  return [...keys];
}

/** Why one name may be taken for another. */
export type Lookalike = {
  /** `same`: differs at most in case and separators; `confusable`: equal skeletons; `near`: one slip apart. */
  readonly kind: 'same' | 'confusable' | 'near';
  /** What in the first name stands for what in the second. */
  readonly pairs: ReadonlyArray<{ readonly a: string; readonly b: string }>;
  readonly fa: string;
  readonly en: string;
};

/** Pairs of pieces that read the same and are written differently, by walking both names letter by letter. */
function differingPairs(a: string, b: string): Array<{ a: string; b: string }> {
  const [left, right] = [piecesOf(a), piecesOf(b)];
  const pairs: Array<{ a: string; b: string }> = [];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const pair = { a: left[i]!.source, b: right[i]!.source };
    if (normalise(pair.a) === normalise(pair.b)) continue;
    if (!pairs.some((known) => known.a === pair.a && known.b === pair.b)) pairs.push(pair);
  }
  return pairs;
}

const EDITS: Readonly<Record<Edit['kind'], { fa: string; en: string }>> = {
  insert: { fa: 'یک نویسه کم دارد', en: 'it lacks one character' },
  delete: { fa: 'یک نویسه بیشتر دارد', en: 'it has one character more' },
  replace: { fa: 'یک نویسه‌اش فرق دارد', en: 'one character differs' },
  swap: { fa: 'دو نویسه‌ی همسایه جابه‌جا شده‌اند', en: 'two neighbouring characters are swapped' },
};

/**
 * Explains why name `a` may be taken for name `b`, or null where it may not: equal but for case and separators, made of
 * characters that look alike, or one slip apart once look-alikes are folded.
 */
export function explainLookalike(a: string, b: string): Lookalike | null {
  const [left, right] = [skeleton(a), skeleton(b)];
  if (left === '' || right === '') return null;
  if (left === right) {
    const pairs = differingPairs(a, b);
    if (pairs.length === 0) {
      return {
        kind: 'same',
        pairs,
        fa: 'جز در بزرگی حروف یا جداکننده یکی است',
        en: 'the same but for case or separators',
      };
    }
    const shown = pairs.map((pair) => `${pair.a || '∅'} ~ ${pair.b || '∅'}`).join(', ');
    return { kind: 'confusable', pairs, fa: `نویسه‌های هم‌شکل: ${shown}`, en: `characters that look alike: ${shown}` };
  }
  const edit = areNear(left, right) ? oneEdit(left, right) : null;
  if (edit === null) return null;
  const pair = { a: left.charAt(edit.at), b: right.charAt(edit.at) };
  return { kind: 'near', pairs: edit.kind === 'replace' ? [pair] : [], ...EDITS[edit.kind] };
}
