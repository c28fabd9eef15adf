import { copyOffsets } from './offsets.ts';
import { MAX_TEXT_LENGTH, type View } from './view.ts';

/** Classes of characters that the search for evasion tells apart. */
export const OTHER = 0;
export const SPACE = 1;
export const ARABIC = 2;
export const LATIN = 3;
/** A letter of a script that is not expected in a Persian or English message. */
export const FOREIGN = 4;
export const DIGIT = 5;
/** A mark that joins or parts words but is no sentence end: found between letters, it may be there to hide them. */
export const JOINER = 6;
/** A sign that may stand for a letter. */
export const SIGN = 7;

const CLASSES = new Uint8Array(0x10000);
const RANGES: ReadonlyArray<readonly [kind: number, first: number, last: number]> = [
  [SPACE, 0x20, 0x20],
  [DIGIT, 0x30, 0x39],
  [LATIN, 0x61, 0x7a],
  [LATIN, 0xdf, 0xf6],
  [LATIN, 0xf8, 0x24f],
  [FOREIGN, 0x250, 0x2af],
  [FOREIGN, 0x370, 0x52f],
  [FOREIGN, 0x531, 0x587],
  [ARABIC, 0x621, 0x63f],
  [ARABIC, 0x641, 0x64a],
  [ARABIC, 0x66e, 0x6d3],
  [ARABIC, 0x6d5, 0x6d5],
  [FOREIGN, 0x7ca, 0x7ea],
  [FOREIGN, 0x10d0, 0x10ff],
  [FOREIGN, 0x13a0, 0x13ff],
  [FOREIGN, 0x1d00, 0x1d2b],
  [FOREIGN, 0xa4d0, 0xa4f7],
  [FOREIGN, 0xa730, 0xa731],
  [FOREIGN, 0xab70, 0xabbf],
];
for (const [kind, first, last] of RANGES) CLASSES.fill(kind, first, last + 1);
for (const mark of '.-_*|~•·/\\^`+=#\'"') CLASSES[mark.charCodeAt(0)] = JOINER;
for (const sign of '@$!€') CLASSES[sign.charCodeAt(0)] = SIGN;

/** Class of a code unit of a normalised text. */
export const classOf = (code: number): number => CLASSES[code]!;
/** True of the classes that are letters. */
export const isLetter = (kind: number): boolean => kind === ARABIC || kind === LATIN || kind === FOREIGN;

// Scratch space shared by all drafts: each is finished before the next is begun, and `view` copies out what it returns.
const classes = new Uint8Array(MAX_TEXT_LENGTH);
const codes = new Uint16Array(MAX_TEXT_LENGTH);
const bytes = Buffer.from(codes.buffer);
const starts = new Uint16Array(MAX_TEXT_LENGTH);
const ends = new Uint16Array(MAX_TEXT_LENGTH);

/** A normalised view being rewritten: its code units with their classes and raw ranges, edited in place; one at a time. */
export class Draft {
  length: number;
  readonly class = classes;
  private readonly raw: string;

  constructor(view: View) {
    const { text } = view;
    this.raw = view.raw;
    this.length = text.length;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      codes[i] = code;
      classes[i] = CLASSES[code]!;
      starts[i] = view.starts === null ? i : view.starts[i]!;
      ends[i] = view.ends === null ? i + 1 : view.ends[i]!;
    }
  }

  /** The code unit as a string. */
  at(index: number): string {
    return String.fromCharCode(codes[index]!);
  }

  /** The code units from `from` to before `to` as a string. */
  slice(from: number, to: number): string {
    let text = '';
    for (let i = from; i < to; i += 1) text += this.at(i);
    return text;
  }

  /** The character of the raw text that the code unit came from. */
  original(index: number): string {
    return this.raw.charAt(starts[index]!);
  }

  /** True where the next code unit is the same. */
  sameAsNext(index: number): boolean {
    return index + 1 < this.length && codes[index] === codes[index + 1];
  }

  /** Puts another character in the place of one; '' marks it for removal by `compact`, of two letters the first is kept. */
  replace(index: number, character: string): void {
    const code = character === '' ? 0 : character.charCodeAt(0);
    codes[index] = code;
    this.class[index] = CLASSES[code]!;
  }

  /** Marks a code unit for removal by `compact`. */
  drop(index: number): void {
    codes[index] = 0;
    this.class[index] = OTHER;
  }

  /** True where the raw text leaves more than one white-space character, or a line end, between two code units. */
  isWideGap(left: number, right: number): boolean {
    const gap = this.raw.slice(ends[left]!, starts[right]!);
    return /\s\s|[\n\r\u2028\u2029]/.test(gap);
  }

  /** Removes what was marked. */
  compact(): void {
    let to = 0;
    for (let from = 0; from < this.length; from += 1) {
      if (codes[from] === 0) continue;
      codes[to] = codes[from]!;
      this.class[to] = this.class[from]!;
      starts[to] = starts[from]!;
      ends[to] = ends[from]!;
      to += 1;
    }
    this.length = to;
  }

  /** The finished view. */
  view(): View {
    return {
      raw: this.raw,
      text: bytes.toString('utf16le', 0, 2 * this.length),
      starts: copyOffsets(starts, this.length),
      ends: copyOffsets(ends, this.length),
    };
  }
}
