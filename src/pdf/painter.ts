import type { PDFDocument, PDFName, PDFPage } from 'pdf-lib';
import type { Language } from '#src/kernel/index.ts';
import type { Direction } from './bidi.ts';
import type { Font, Fonts } from './font.ts';
import { type Line, layOut, type Rich } from './layout.ts';
import { showGlyphs } from './shaped-text.ts';
import { type ColorName, colorOf, colors, leading, page as paper } from './theme.ts';

/** How a text is set. */
export interface TextOptions {
  size?: number;
  color?: ColorName;
  bold?: boolean;
  align?: 'start' | 'center' | 'end';
  direction?: Direction | 'auto';
}

/** A text that has been broken into lines for a width, and what it will take up. */
export interface Measured {
  lines: Line[];
  size: number;
  lineHeight: number;
  height: number;
  width: number;
  options: TextOptions;
}

/** A rectangle by its upper left corner. */
export interface Box {
  x: number;
  top: number;
  width: number;
  height: number;
}

/** Text size where nothing else is asked for, in points. */
const TEXT_SIZE = 10;

/** A pen that writes down the page and goes on to the next; y is counted from the bottom, as in PDF. */
export class Painter {
  readonly document: PDFDocument;
  readonly fonts: Fonts;
  readonly language: Language;
  readonly direction: Direction;
  readonly left: number = paper.side;
  readonly width = paper.width - 2 * paper.side;
  page: PDFPage;
  y = 0;
  #fontNames = new Map<Font, PDFName>();

  constructor(document: PDFDocument, fonts: Fonts, language: Language) {
    this.document = document;
    this.fonts = fonts;
    this.language = language;
    this.direction = language === 'fa' ? 'rtl' : 'ltr';
    this.page = this.turnTo();
  }

  /** Begins a new page. */
  turnTo(): PDFPage {
    this.page = this.document.addPage([paper.width, paper.height]);
    this.writeOn(this.page);
    this.y = paper.height - paper.top;
    return this.page;
  }

  /** Goes back to a page that exists, for its foot. */
  writeOn(page: PDFPage): void {
    this.page = page;
    this.#fontNames = new Map();
  }

  /** Makes sure that so much can follow on this page; true when a new one was begun. */
  ensure(height: number): boolean {
    if (this.y - height >= paper.bottom) return false;
    this.turnTo();
    return true;
  }

  /** Breaks a text into lines that fit a width. */
  measure(rich: Rich, width: number, options: TextOptions = {}): Measured {
    const size = options.size ?? TEXT_SIZE;
    const base = { ...(options.bold && { bold: true }), ...(options.color && { color: options.color }) };
    const spans = typeof rich === 'string' ? [{ text: rich }] : rich;
    const lines = layOut(
      spans.map((span) => ({ ...base, ...span, text: this.fonts.shown(span.text) })),
      {
        width,
        direction: options.direction ?? this.direction,
        otherwise: this.direction,
        measure: (text, style) => this.fonts.widthOf(text, style, size),
      },
    );
    const lineHeight = size * leading[this.language];
    return { lines, size, lineHeight, height: lines.length * lineHeight, width, options };
  }

  /** Draws measured lines into a column whose upper left corner is (x, top). */
  drawAt(text: Measured, x: number, top: number): void {
    for (const [i, line] of text.lines.entries()) this.#drawLine(text, line, x, top - i * text.lineHeight);
  }

  /** Writes measured lines at the pen, over as many pages as they need. */
  write(text: Measured, x = this.left): void {
    for (const line of text.lines) {
      this.ensure(text.lineHeight);
      this.#drawLine(text, line, x, this.y);
      this.y -= text.lineHeight;
    }
  }

  /** Draws a filled or outlined rectangle. */
  box({ x, top, width, height }: Box, look: { fill?: ColorName; line?: ColorName }): void {
    this.page.drawRectangle({
      x,
      y: top - height,
      width,
      height,
      ...(look.fill && { color: colors[look.fill] }),
      ...(look.line && { borderColor: colors[look.line], borderWidth: 0.7 }),
    });
  }

  /** Draws a horizontal rule at a height. */
  rule(y: number, color: ColorName = 'line', thickness = 0.7): void {
    const [start, end] = [
      { x: this.left, y },
      { x: this.left + this.width, y },
    ];
    this.page.drawLine({ start, end, color: colors[color], thickness });
  }

  /** Where a column of a width begins when columns are laid in reading order, `offset` points into the line. */
  columnX(offset: number, width: number): number {
    return this.direction === 'rtl' ? this.left + this.width - offset - width : this.left + offset;
  }

  #drawLine({ size, lineHeight, width, options }: Measured, line: Line, x: number, top: number): void {
    const align = options.align ?? 'start';
    const atRight = (line.direction === 'rtl') === (align === 'start');
    const room = width - line.width;
    const start = x + (align === 'center' ? room / 2 : atRight ? room : 0);
    // Vazirmatn's ascent and descent are 2100 and 1100 of 2048: what is left over is shared above and below.
    const y = top - lineHeight / 2 - size * 0.24;
    const operators = line.pieces.flatMap((piece) => {
      const font = this.fonts.of(piece.style);
      const place = { x: start + piece.x, y, size, color: colorOf(piece.style.color), font: this.#nameOf(font) };
      if (piece.style.mark) {
        const box = { x: place.x - 1, y: y - size * 0.35, width: piece.width + 2, height: size * 1.35 };
        this.page.drawRectangle({ ...box, color: colorOf(piece.style.mark) });
      }
      return showGlyphs(font.shape(piece.text), place);
    });
    if (operators.length > 0) this.page.pushOperators(...operators);
  }

  #nameOf(font: Font): PDFName {
    const known = this.#fontNames.get(font) ?? this.page.node.newFontDictionary(font.pdf.name, font.pdf.ref);
    this.#fontNames.set(font, known);
    return known;
  }
}
