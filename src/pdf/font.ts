import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';
import { isTurnedByFont } from './bidi.ts';
import type { Style } from './layout.ts';

/** One glyph of a shaped text, in thousandths of the font size. */
export interface Glyph {
  /** Number of the glyph in the embedded font: four hex digits. */
  id: string;
  /** By how much a PDF reader advances after the glyph on its own account. */
  natural: number;
  /** By how much it has to advance: less for a kerned pair, nothing for a mark above a letter. */
  advance: number;
  xOffset: number;
  yOffset: number;
}

/** One weight of the document's font. */
export interface Font {
  pdf: PDFFont;
  /** Shapes a text of one direction: glyphs from left to right. */
  shape(text: string): Glyph[];
}

/** The fonts of a document. */
export interface Fonts {
  of(style: Style): Font;
  /** Width of a text of one direction; `size` and width in points. */
  widthOf(text: string, style: Style, size: number): number;
  /** Puts `[U+1F600]` for every character that the font cannot show. */
  shown(text: string): string;
}

type FontFile = ReturnType<typeof fontkit.create>;
type Weight = 'Regular' | 'Bold';

const resolve = createRequire(import.meta.url).resolve;
const files = new Map<Weight, Promise<Buffer>>();

/** Embeds the glyphs of Vazirmatn (SIL Open Font License) that the document will use. */
export async function embedFonts(document: PDFDocument): Promise<Fonts> {
  const regular = await embedFont(document, 'Regular');
  const bold = await embedFont(document, 'Bold');
  const known = new Set(regular.pdf.getCharacterSet());
  const widths = new Map<string, number>();
  const of = (style: Style) => (style.bold ? bold : regular);
  return {
    of,
    widthOf(text, style, size) {
      const key = (style.bold ? 'b' : 'r') + text;
      const width =
        widths.get(key) ??
        of(style)
          .shape(text)
          .reduce((sum, { advance }) => sum + advance, 0);
      widths.set(key, width);
      return (width * size) / 1000;
    },
    shown: (text) => Array.from(text, (char) => shownAs(char, known)).join(''),
  };
}

async function embedFont(document: PDFDocument, weight: Weight): Promise<Font> {
  let file: FontFile | undefined;
  document.registerFontkit({
    create: (bytes: Uint8Array) => {
      file = directed(fontkit.create(bytes));
      return file;
    },
  });
  const pdf = await document.embedFont(await fontFile(weight), { subset: true });
  if (!file) throw new Error('the font was not read');
  const { layout, unitsPerEm } = file as FontFile;
  const scale = 1000 / unitsPerEm;
  return {
    pdf,
    shape(text) {
      const ids = pdf.encodeText(text).asString().match(/.{4}/g) ?? [];
      const { glyphs, positions } = layout(text);
      return ids.map((id, i) => ({
        id,
        natural: (glyphs[i]?.advanceWidth ?? 0) * scale,
        advance: (positions[i]?.xAdvance ?? 0) * scale,
        xOffset: (positions[i]?.xOffset ?? 0) * scale,
        yOffset: (positions[i]?.yOffset ?? 0) * scale,
      }));
    },
  };
}

function fontFile(weight: Weight): Promise<Buffer> {
  const known = files.get(weight) ?? readFile(resolve(`vazirmatn/fonts/ttf/Vazirmatn-${weight}.ttf`));
  files.set(weight, known);
  return known;
}

/**
 * Makes a font lay out what it is handed from left to right as it will stand, and nothing else.
 *
 * By itself the engine guesses the direction from the first character of a known script and counts ۰–۹ as Arabic, so
 * that numbers come out turned around. And it stands a space for each joiner and non-joiner: its position has no
 * width, but only the glyph reaches the page, and «می‌شود» would fall apart.
 */
function directed(font: FontFile): FontFile {
  const layout: Layout = font.layout.bind(font);
  font.layout = (text, features) => {
    const rtl = typeof text === 'string' && isTurnedByFont(text);
    const run = layout(text, features, rtl ? 'arab' : 'latn', undefined, rtl ? 'rtl' : 'ltr');
    const isShown = run.glyphs.map(({ codePoints }, i) => codePoints[0] !== SPACE || run.positions[i]?.xAdvance !== 0);
    const glyphs = run.glyphs.filter((_, i) => isShown[i]);
    return Object.assign(run, { glyphs, positions: run.positions.filter((_, i) => isShown[i]) });
  };
  return font;
}

/** The engine takes more than its types say. */
type Layout = (
  text: Parameters<FontFile['layout']>[0],
  features: Parameters<FontFile['layout']>[1],
  script?: 'arab' | 'latn',
  language?: string,
  direction?: 'rtl' | 'ltr',
) => ReturnType<FontFile['layout']>;

const SPACE = 0x20;

/** What the layout needs and never draws: line ends, joiners, isolates. */
const UNDRAWN = /^(?:[\n\r\t]|\u200c|\u200d|[\u2066-\u2069])$/;

function shownAs(char: string, known: ReadonlySet<number>): string {
  const code = char.codePointAt(0) ?? 0;
  if (UNDRAWN.test(char) || (known.has(code) && !/\p{C}/u.test(char))) return char;
  return `\u2066[U+${code.toString(16).toUpperCase().padStart(4, '0')}]\u2069`;
}
