import { ARABIC, classOf, DIGIT, Draft, FOREIGN, isLetter, JOINER, LATIN, SIGN, SPACE } from './draft.ts';
import { foldWords } from './evasion-words.ts';
import type { View } from './view.ts';

/** What a look over the text found to be worth undoing. */
type Signs = { words: boolean; joiners: boolean; singles: boolean; stretched: boolean };

/** One pass over the normalised text that decides which of the dearer steps can change anything. */
function look(text: string): Signs {
  const signs: Signs = { words: false, joiners: false, singles: false, stretched: false };
  let [previous, before] = [SPACE, SPACE];
  let [lastCode, codeBefore] = [0, 0];
  let pieceLength = 0;
  let shortPieces = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const kind = classOf(code);
    if (isLetter(kind)) {
      if (kind !== previous && (kind === FOREIGN || maySign(previous, lastCode))) signs.words = true;
      if (previous === JOINER && isLetter(before)) signs.joiners = true;
      if (code === lastCode && code === codeBefore) signs.stretched = true;
      pieceLength += 1;
    } else {
      if (pieceLength > 0) shortPieces = pieceLength === 1 ? shortPieces + 1 : 0;
      if (shortPieces >= 3) signs.singles = true;
      pieceLength = 0;
      if ((code === THREE || code === ZERO) && isLetter(previous) && text.charCodeAt(i + 1) === code)
        signs.words = true;
    }
    before = previous;
    previous = kind;
    codeBefore = lastCode;
    lastCode = code;
  }
  if (pieceLength === 1 && shortPieces >= 2) signs.singles = true;
  return signs;
}

const [ZERO, THREE, BAR] = [0x30, 0x33, 0x7c];

/** Whether what stands before a letter of another kind may stand for one: a digit, a sign, a letter of another script. */
function maySign(kind: number, code: number): boolean {
  return kind === DIGIT || kind === SIGN || (kind === JOINER ? code === BAR : isLetter(kind));
}

/**
 * The reading of a normalised text with the usual tricks undone: look-alike letters and signs in words, letters set
 * apart by spaces or marks, marks inside words, stretched letters.
 *
 * Words are never run together: a fully de-spaced text would make «شدت خفیف» a discount. Returns the given view itself
 * where nothing was found.
 */
export function evasionView(view: View): View {
  const signs = look(view.text);
  if (!signs.words && !signs.joiners && !signs.singles && !signs.stretched) return view;
  const draft = new Draft(view);
  let changed = signs.words && foldWords(draft);
  if (changed) draft.compact();
  if (signs.singles && joinSingles(draft)) changed = true;
  if (signs.joiners && dropJoiners(draft)) changed = true;
  if (signs.stretched && shorten(draft)) changed = true;
  return changed ? draft.view() : view;
}

/** A run of letters that stand alone, `last` being the index of its last letter. */
type Run = { readonly letters: number; readonly last: number };

const SEPARATOR_LIMIT = 3;

function isPiece(draft: Draft, i: number): boolean {
  const kind = draft.class[i]!;
  return isLetter(kind) || kind === DIGIT;
}

function standsAlone(draft: Draft, i: number): boolean {
  if (!isPiece(draft, i)) return false;
  return (i === 0 || !isPiece(draft, i - 1)) && (i + 1 >= draft.length || !isPiece(draft, i + 1));
}

/** Index of the next piece after `from` where only a short separator lies between, or −1. */
function nextPiece(draft: Draft, from: number): number {
  let i = from + 1;
  while (i < draft.length && i - from <= SEPARATOR_LIMIT && !isPiece(draft, i)) {
    if (draft.class[i] !== SPACE && draft.class[i] !== JOINER) return -1;
    i += 1;
  }
  return i < draft.length && i > from + 1 && isPiece(draft, i) ? i : -1;
}

const hasSpace = (draft: Draft, from: number, to: number): boolean => {
  for (let i = from + 1; i < to; i += 1) if (draft.class[i] === SPACE) return true;
  return false;
};

/** Follows single letters from `first` on; a space ends the run where its letters are set apart by marks, a wide gap where by spaces. */
function followRun(draft: Draft, first: number): Run {
  let letters = isLetter(draft.class[first]!) ? 1 : 0;
  let last = first;
  let spaced: boolean | null = null;
  for (;;) {
    const next = nextPiece(draft, last);
    if (next < 0 || !standsAlone(draft, next)) return { letters, last };
    const space = hasSpace(draft, last, next);
    if (spaced === null) spaced = space;
    else if (space && !spaced) return { letters, last };
    if (space && draft.isWideGap(last, next)) return { letters, last };
    if (isLetter(draft.class[next]!)) letters += 1;
    last = next;
  }
}

/** Joins runs of three and more single letters; where letters and digits meet in a run, a space is kept. */
function joinSingles(draft: Draft): boolean {
  let changed = false;
  for (let i = 0; i < draft.length; i += 1) {
    if (!standsAlone(draft, i) || draft.class[i] === DIGIT) continue;
    const run = followRun(draft, i);
    if (run.letters >= 3) {
      joinRun(draft, i, run.last);
      changed = true;
    }
    i = run.last;
  }
  if (changed) draft.compact();
  return changed;
}

function joinRun(draft: Draft, first: number, last: number): void {
  let left = first;
  for (let i = first + 1; i <= last; i += 1) {
    if (!isPiece(draft, i)) continue;
    const meets = draft.class[left] !== draft.class[i];
    for (let at = left + 1; at < i; at += 1) draft.drop(at);
    if (meets) draft.replace(left + 1, ' ');
    left = i;
  }
}

/** Marks that no one writes between two letters of a word but to hide it. */
const NEVER_IN_WORDS = '*_|~•·^`+=#\\';

function pieceLength(draft: Draft, from: number, step: 1 | -1): number {
  let length = 0;
  for (let i = from; i >= 0 && i < draft.length && draft.class[i] === ARABIC; i += step) length += 1;
  return length;
}

/** A mark between Arabic letters goes; a full stop, dash or slash only where it leaves a piece of one or two letters. */
function hides(draft: Draft, i: number): boolean {
  const kind = draft.class[i - 1];
  if (kind !== draft.class[i + 1]) return false;
  const never = NEVER_IN_WORDS.includes(draft.at(i));
  if (kind === LATIN) return never && draft.at(i) !== '_' && draft.at(i) !== '=' && draft.at(i) !== '+';
  if (kind !== ARABIC) return false;
  return never || pieceLength(draft, i - 1, -1) <= 2 || pieceLength(draft, i + 1, 1) <= 2;
}

function dropJoiners(draft: Draft): boolean {
  const hidden: number[] = [];
  for (let i = 1; i + 1 < draft.length; i += 1) {
    if (draft.class[i] === JOINER && hides(draft, i)) hidden.push(i);
  }
  for (const i of hidden) draft.drop(i);
  if (hidden.length > 0) draft.compact();
  return hidden.length > 0;
}

/** Three and more of the same letter become one; `www` stays. */
function shorten(draft: Draft): boolean {
  let changed = false;
  for (let i = 0; i < draft.length; i += 1) {
    if (!isLetter(draft.class[i]!)) continue;
    let end = i;
    while (draft.sameAsNext(end)) end += 1;
    if (end - i >= 2 && draft.at(i) !== 'w') {
      for (let at = i + 1; at <= end; at += 1) draft.drop(at);
      changed = true;
    }
    i = end;
  }
  if (changed) draft.compact();
  return changed;
}
