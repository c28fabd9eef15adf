import bidiModule from 'bidi-js';

/** Base direction of a paragraph. */
export type Direction = 'rtl' | 'ltr';

/** Embedding levels of a paragraph (UAX #9), from which each of its lines is reordered. */
export type Levels = ReturnType<typeof bidi.getEmbeddingLevels>;

/** A stretch of the logical text, from `start` up to, not including, `end`, that is drawn in one direction. */
export interface VisualRun {
  start: number;
  end: number;
  rtl: boolean;
}

// The package is CommonJS: its types describe a default export inside of what Node hands over as the default.
const bidi = (bidiModule as unknown as typeof bidiModule.default)();
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const ARABIC_LETTER = /(?=\p{Script=Arabic})\p{L}/u;

/** The embedding levels of a whole paragraph: a line must not be judged by itself. */
export function paragraphLevels(text: string, direction: Direction): Levels {
  return bidi.getEmbeddingLevels(text, direction);
}

/** The direction of the first strong character (UAX #9 P2, P3); `otherwise` where there is none. */
export function firstStrong(text: string, otherwise: Direction): Direction {
  for (const char of text) {
    const type = bidi.getBidiCharTypeName(char);
    if (type === 'L') return 'ltr';
    if (type === 'R' || type === 'AL') return 'rtl';
  }
  return otherwise;
}

/** The runs of one line of a paragraph, from left to right (UAX #9 L1, L2). */
export function visualRuns(text: string, levels: Levels, start: number, end: number): VisualRun[] {
  if (start >= end) return [];
  const order = Array.from({ length: end - start }, (_, i) => start + i);
  for (const [from = 0, to = 0] of bidi.getReorderSegments(text, levels, start, end - 1)) {
    const part = order.slice(from - start, to - start + 1).reverse();
    order.splice(from - start, part.length, ...part);
  }
  const runs: VisualRun[] = [];
  let previous = -2;
  for (const index of order) {
    const rtl = (levels.levels[index] ?? 0) % 2 === 1;
    const run = runs.at(-1);
    if (run && run.rtl === rtl && index === previous + (rtl ? -1 : 1)) {
      if (rtl) run.start = index;
      else run.end = index + 1;
    } else runs.push({ start: index, end: index + 1, rtl });
    previous = index;
  }
  return runs;
}

/**
 * What to hand to the font for a stretch of one direction: without bidi controls, brackets mirrored where the
 * direction asks for it (UAX #9 L4), and in the order in which the font will not turn it once more.
 */
export function drawable(text: string, levels: Levels, run: VisualRun): string {
  const mirrored = run.rtl ? bidi.getMirroredCharactersMap(text, levels.levels, run.start, run.end - 1) : null;
  const chars = Array.from({ length: run.end - run.start }, (_, i) => {
    const index = run.start + i;
    return mirrored?.get(index) ?? text.charAt(index);
  });
  const plain = chars.join('').replace(CONTROLS, '');
  return run.rtl && !isTurnedByFont(plain) ? [...plain].reverse().join('') : plain;
}

/**
 * Whether shaping turns a text around: only Arabic letters do; digits, signs and brackets stand as
 * they are handed over.
 */
export function isTurnedByFont(text: string): boolean {
  return ARABIC_LETTER.test(text);
}
