import {
  type Direction,
  drawable,
  firstStrong,
  type Levels,
  paragraphLevels,
  type VisualRun,
  visualRuns,
} from './bidi.ts';

/** How a stretch of text looks. */
export interface Style {
  bold?: boolean;
  /** Name of a colour of the theme. */
  color?: string;
  /** Name of a colour of the theme to draw behind. */
  mark?: string;
}

/** A stretch of text of one style. */
export interface Span extends Style {
  text: string;
}

/** Text of one style, or of several. */
export type Rich = string | readonly Span[];

/** A stretch ready to be drawn at `x` points from the left edge of its line. */
export interface Piece {
  text: string;
  style: Style;
  x: number;
  width: number;
}

/** One line: its pieces from left to right, its width in points, and its text in reading order, as it was written. */
export interface Line {
  pieces: Piece[];
  width: number;
  text: string;
  direction: Direction;
}

/** How to lay a text out; widths in points. */
export interface LayoutOptions {
  width: number;
  /** `auto`: by the first strong character of each paragraph. */
  direction: Direction | 'auto';
  /** The direction of a paragraph without a strong character, where `direction` is `auto`. */
  otherwise?: Direction;
  measure(text: string, style: Style): number;
}

/** Breaks a text into lines on its logical order, then puts each line in visual order. A line feed ends a paragraph. */
export function layOut(rich: Rich, options: LayoutOptions): Line[] {
  return paragraphsOf(rich).flatMap((spans) => new Paragraph(spans, options).lines());
}

/** The text of a rich text. */
export function plainText(rich: Rich): string {
  return typeof rich === 'string' ? rich : rich.map(({ text }) => text).join('');
}

function paragraphsOf(rich: Rich): Span[][] {
  const spans = typeof rich === 'string' ? [{ text: rich }] : rich;
  const paragraphs: Span[][] = [[]];
  for (const span of spans) {
    const [first = '', ...more] = span.text
      .replaceAll('\r\n', '\n')
      .replaceAll('\t', ' ')
      .split(/[\n\r\u2028\u2029]/);
    paragraphs.at(-1)?.push({ ...span, text: first });
    for (const text of more) paragraphs.push([{ ...span, text }]);
  }
  return paragraphs;
}

/** A word (or a part of one): a range of the paragraph with its width, and that of the spaces after it. */
interface Token {
  start: number;
  end: number;
  width: number;
  space: number;
}

class Paragraph {
  readonly #text: string;
  readonly #spans: readonly Span[];
  readonly #starts: readonly number[];
  readonly #options: LayoutOptions;
  readonly #direction: Direction;
  readonly #levels: Levels;

  constructor(spans: readonly Span[], options: LayoutOptions) {
    this.#spans = spans;
    this.#text = plainText(spans);
    let at = 0;
    this.#starts = spans.map(({ text }) => {
      at += text.length;
      return at - text.length;
    });
    this.#options = options;
    this.#direction =
      options.direction === 'auto' ? firstStrong(this.#text, options.otherwise ?? 'rtl') : options.direction;
    this.#levels = paragraphLevels(this.#text, this.#direction);
  }

  lines(): Line[] {
    const lines: { start: number; end: number; width: number; space: number }[] = [];
    for (const token of this.#tokens()) {
      const line = lines.at(-1);
      // Half a point of grace: widths of words do not add up to that of their line to the last digit.
      if (line && line.width + line.space + token.width <= this.#options.width + 0.5) {
        line.width += line.space + token.width;
        line.space = token.space;
        line.end = token.end;
      } else lines.push({ ...token });
    }
    if (lines.length === 0) return [this.#line(0, 0)];
    return lines.map(({ start, end }) => this.#line(start, end));
  }

  /** Words; one that is wider than a line is cut between characters, as addresses and hashes must be. */
  *#tokens(): Generator<Token> {
    for (const match of this.#text.matchAll(/(\S+)(\s*)/gu)) {
      const start = match.index;
      const end = start + (match[1] ?? '').length;
      const width = this.#widthOf(start, end);
      const space = this.#widthOf(end, start + match[0].length);
      if (width <= this.#options.width) yield { start, end, width, space };
      else yield* this.#cut(start, end, space);
    }
  }

  *#cut(start: number, end: number, space: number): Generator<Token> {
    let from = start;
    let width = 0;
    for (const { index, segment } of graphemes.segment(this.#text.slice(start, end))) {
      const at = start + index;
      const own = this.#widthOf(at, at + segment.length);
      if (at > from && width + own > this.#options.width) {
        yield { start: from, end: at, width, space: 0 };
        from = at;
        width = 0;
      }
      width += own;
    }
    yield { start: from, end, width, space };
  }

  /** Width of a range in logical order. */
  #widthOf(start: number, end: number): number {
    let width = 0;
    for (const cut of this.#cuts({ start, end })) {
      width += this.#options.measure(this.#text.slice(cut.start, cut.end), cut.span);
    }
    return width;
  }

  #line(start: number, end: number): Line {
    const pieces: Piece[] = [];
    let x = 0;
    for (const run of visualRuns(this.#text, this.#levels, start, end)) {
      const cuts = this.#cuts(run);
      for (const cut of run.rtl ? cuts.toReversed() : cuts) {
        const { text: _, ...style } = cut.span;
        const text = this.#joined(cut, run, drawable(this.#text, this.#levels, { ...cut, rtl: run.rtl }));
        const width = this.#options.measure(text, style);
        pieces.push({ text, style, x, width });
        x += width;
      }
    }
    return { pieces, width: x, text: this.#text.slice(start, end), direction: this.#direction };
  }

  /** The parts of a range by span. */
  #cuts({ start, end }: { start: number; end: number }): { start: number; end: number; span: Span }[] {
    return this.#spans.flatMap((span, i) => {
      const from = Math.max(start, this.#starts[i] ?? 0);
      const to = Math.min(end, (this.#starts[i] ?? 0) + span.text.length);
      return from < to ? [{ start: from, end: to, span }] : [];
    });
  }

  /** A style that changes inside a word must not part its letters: a joiner stands for the neighbour that was cut off. */
  #joined(cut: { start: number; end: number }, run: VisualRun, text: string): string {
    if (!run.rtl) return text;
    const before = cut.start > run.start && this.#joins(cut.start);
    const after = cut.end < run.end && this.#joins(cut.end);
    return `${before ? JOINER : ''}${text}${after ? JOINER : ''}`;
  }

  #joins(index: number): boolean {
    return LETTER_PAIR.test(this.#text.slice(index - 1, index + 1));
  }
}

const JOINER = '\u200d';
const LETTER_PAIR = /^\p{Script=Arabic}{2}$/u;
const graphemes = new Intl.Segmenter('fa', { granularity: 'grapheme' });
