import {
  beginText,
  endText,
  moveText,
  type PDFName,
  PDFOperator,
  PDFOperatorNames,
  type RGB,
  setFillingRgbColor,
  setFontAndSize,
  setTextRise,
} from 'pdf-lib';
import type { Glyph } from './font.ts';

/** Where and how a shaped text stands: its left end on the base line, in points from the lower left corner. */
export interface Placed {
  x: number;
  y: number;
  size: number;
  color: RGB;
  /** Name of the font among the page's resources. */
  font: PDFName;
}

/** The operators that show glyphs where shaping put them: pairs kerned, marks above and below their letters. */
export function showGlyphs(glyphs: readonly Glyph[], at: Placed): PDFOperator[] {
  const { red, green, blue } = at.color;
  const operators = [
    beginText(),
    setFillingRgbColor(red, green, blue),
    setFontAndSize(at.font, at.size),
    moveText(at.x, at.y),
  ];
  for (const { rise, parts } of byRise(glyphs)) {
    if (rise !== 0) operators.push(setTextRise((rise * at.size) / 1000));
    operators.push(PDFOperator.of(PDFOperatorNames.ShowTextAdjusted, [`[${parts.join(' ')}]`]));
    if (rise !== 0) operators.push(setTextRise(0));
  }
  return [...operators, endText()];
}

/** Parts of a TJ array (ISO 32000-1 § 9.4.3): a number moves to the left by thousandths of the font size. */
function byRise(glyphs: readonly Glyph[]): { rise: number; parts: string[] }[] {
  const groups: { rise: number; parts: string[] }[] = [];
  for (const { id, natural, advance, xOffset, yOffset } of glyphs) {
    let group = groups.at(-1);
    if (group?.rise !== yOffset) {
      group = { rise: yOffset, parts: [] };
      groups.push(group);
    }
    const after = round(natural - advance + xOffset);
    group.parts.push(...(xOffset === 0 ? [] : [String(round(-xOffset))]), `<${id}>`);
    if (after !== 0) group.parts.push(String(after));
  }
  return groups;
}

const round = (value: number): number => Math.round(value * 100) / 100;
