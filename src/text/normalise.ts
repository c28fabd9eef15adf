import { evasionView } from './evasion.ts';
import { COMBINE, DROP, EXPAND, EXPANSIONS, FOLD, foldComposed, IS_MARK, SURROGATE } from './normalise-table.ts';
import { copyOffsets } from './offsets.ts';
import { MAX_TEXT_LENGTH, type View } from './view.ts';

/** The three readings of a message: as written, normalised for matching, and with evasion tricks undone. */
export type Views = { readonly raw: View; readonly normalised: View; readonly evasion: View };

const SPACE = 0x20;
/** One expansion may overrun the limit before the cut: U+FDFA is the longest in the BMP, clusters are bounded by the input. */
const ROOM = MAX_TEXT_LENGTH * 18 + 64;
// Scratch space shared by all calls: the functions here are synchronous and copy out what they return.
const units = new Uint16Array(ROOM);
const bytes = Buffer.from(units.buffer);
const starts = new Uint16Array(ROOM);
const ends = new Uint16Array(ROOM);
let length = 0;
let composed = false;

function push(code: number, start: number, end: number): void {
  if (code === SPACE && (length === 0 || units[length - 1] === SPACE)) return;
  units[length] = code;
  starts[length] = start;
  ends[length] = end;
  length += 1;
}

function pushAll(text: string, start: number, end: number): void {
  for (let i = 0; i < text.length; i += 1) push(text.charCodeAt(i), start, end);
}

/** End of the run of combining and dropped code units that begins at `from`. */
function endOfCluster(raw: string, from: number, limit: number): number {
  let end = from;
  while (end < limit) {
    const entry = FOLD[raw.charCodeAt(end)]!;
    if (entry !== COMBINE && entry !== DROP) return end;
    end += 1;
  }
  return end;
}

/** Surrogate pairs: pictographs pass as they are, everything else goes through NFKC; lone halves pass unchanged. */
function pushSurrogate(raw: string, at: number, limit: number): number {
  const point = raw.codePointAt(at)!;
  if (point <= 0xffff || at + 1 >= limit) {
    push(raw.charCodeAt(at), at, at + 1);
    return at + 1;
  }
  const pictograph = (point >= 0x1f1e6 && point <= 0x1f1ff) || (point >= 0x1f300 && point < 0x1fbf0);
  if (pictograph) {
    push(raw.charCodeAt(at), at, at + 2);
    push(raw.charCodeAt(at + 1), at, at + 2);
    return at + 2;
  }
  composed = true;
  pushAll(foldComposed(String.fromCodePoint(point).normalize('NFKC')), at, at + 2);
  return at + 2;
}

/** Fills the scratch space with the folded form of `raw`; one pass, clusters with combining marks composed aside. */
function fold(raw: string): void {
  const limit = Math.min(raw.length, MAX_TEXT_LENGTH);
  length = 0;
  composed = false;
  let starterRaw = 0;
  let starterOut = 0;
  let i = 0;
  while (i < limit) {
    const code = raw.charCodeAt(i);
    const entry = FOLD[code]!;
    if (entry > SURROGATE) {
      starterRaw = i;
      starterOut = length;
      push(entry, i, i + 1);
      i += 1;
    } else if (entry === DROP) {
      if (length > 0 && IS_MARK[code] === 1) ends[length - 1] = i + 1;
      i += 1;
    } else if (entry === COMBINE) {
      composed = true;
      const end = endOfCluster(raw, i, limit);
      length = starterOut;
      pushAll(foldComposed(visible(raw, starterRaw, end).normalize('NFKC')), starterRaw, end);
      i = end;
    } else {
      starterRaw = i;
      starterOut = length;
      if (entry === EXPAND) {
        pushAll(EXPANSIONS.get(code)!, i, i + 1);
        i += 1;
      } else i = pushSurrogate(raw, i, limit);
    }
  }
  if (length > MAX_TEXT_LENGTH) length = MAX_TEXT_LENGTH;
  if (length > 0 && units[length - 1] === SPACE) length -= 1;
}

/** The cluster without its invisible characters, which would keep its marks from composing. */
function visible(raw: string, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i += 1) {
    const code = raw.charCodeAt(i);
    if (FOLD[code] !== DROP || IS_MARK[code] === 1) text += raw[i];
  }
  return text;
}

const written = (): string => bytes.toString('utf16le', 0, 2 * length);

/** Number of leading code units that are already in their normalised form. */
function unchangedPrefix(raw: string): number {
  if (raw.length > MAX_TEXT_LENGTH) return 0;
  let previous = SPACE;
  for (let i = 0; i < raw.length; i += 1) {
    const code = raw.charCodeAt(i);
    if (FOLD[code] !== code || code <= SURROGATE || (code === SPACE && previous === SPACE)) return i;
    previous = code;
  }
  return previous === SPACE && raw.length > 0 ? raw.length - 1 : raw.length;
}

/**
 * Folds a text for matching: NFKC, no diacritics, tatweel or invisible characters, Persian letter forms, ASCII digits,
 * lower case, single spaces. Total and idempotent; looks at the first `MAX_TEXT_LENGTH` code units and returns no more.
 */
export function normalise(text: string): string {
  if (unchangedPrefix(text) === text.length) return text;
  fold(text);
  let result = written();
  // Marks that were kept apart by a dropped character may compose once it is gone.
  for (let round = 0; composed && round < 8; round += 1) {
    fold(result);
    const again = written();
    if (again === result) return result;
    result = again;
  }
  return result;
}

/** Normalises with the way back: every code unit of the result knows its range in the original. */
export function normalisedView(raw: string): View {
  if (unchangedPrefix(raw) === raw.length) return { raw, text: raw, starts: null, ends: null };
  fold(raw);
  let view: View = { raw, text: written(), starts: copyOffsets(starts, length), ends: copyOffsets(ends, length) };
  for (let round = 0; composed && round < 8; round += 1) {
    fold(view.text);
    const text = written();
    if (text === view.text) return view;
    const outer = view;
    view = {
      raw,
      text,
      starts: starts.slice(0, length).map((at) => outer.starts![at]!),
      ends: ends.slice(0, length).map((at) => outer.ends![at - 1]!),
    };
  }
  return view;
}

/** The readings of a text that content rules match against; `evasion` is the same object as `normalised` where no trick was found. */
export function views(text: string): Views {
  const normalised = normalisedView(text);
  return { raw: { raw: text, text, starts: null, ends: null }, normalised, evasion: evasionView(normalised) };
}
