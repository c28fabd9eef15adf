import test from 'ava';
import fc from 'fast-check';
import { drawable, firstStrong, paragraphLevels, visualRuns } from '#src/pdf/bidi.ts';
import { type LayoutOptions, layOut, type Rich } from '#src/pdf/layout.ts';

const UNDRAWN = /\u200c|\u200d|[\u2066-\u2069]/gu;

/** One point for each character that is drawn: widths that can be counted. */
const options = (width: number): LayoutOptions => ({
  width,
  direction: 'rtl',
  measure: (text) => [...text.replaceAll(UNDRAWN, '')].length,
});

/** What stands on a line from left to right. */
function seen(text: string, direction: 'rtl' | 'ltr' = 'rtl'): string[] {
  const levels = paragraphLevels(text, direction);
  return visualRuns(text, levels, 0, text.length).map((run) => drawable(text, levels, run));
}

test('words of both scripts and numbers are put in visual order, Arabic ones left to the font to turn', (t) => {
  t.deepEqual(seen('کد SUMMER25 است'), [' است', 'SUMMER25', 'کد ']);
  t.deepEqual(seen('تاریخ ۱۴۰۵/۰۹/۰۱'), ['۱۴۰۵/۰۹/۰۱', 'تاریخ ']);
  t.deepEqual(seen('Code «کد» 12', 'ltr'), ['Code «', '12', 'کد« ']);
});

test('brackets around Persian are mirrored, and a stretch without letters is turned by us', (t) => {
  t.deepEqual(seen('(پارس)'), [')پارس(']);
  t.deepEqual(seen('!('), [')!']);
  t.deepEqual(seen('\u2066a\u2069'), ['', 'a', '']);
});

test('the direction of a foreign text is that of its first strong character', (t) => {
  t.is(firstStrong('12 «سلام» hello', 'ltr'), 'rtl');
  t.is(firstStrong('12 hello سلام', 'rtl'), 'ltr');
  t.is(firstStrong('12 !', 'rtl'), 'rtl');
});

const script = fc.constantFrom(...'ابپ یک‌سده hello WORLD ۱۲۳ 456 ().,:/-\u2066\u2069\n😀');
const rich: fc.Arbitrary<Rich> = fc.array(
  fc.record({ text: fc.string({ unit: script, maxLength: 60 }), bold: fc.boolean() }),
  { maxLength: 4 },
);

test('no line is wider than its column, and the lines hold every word once, in reading order', (t) => {
  fc.assert(
    fc.property(rich, fc.integer({ min: 2, max: 50 }), (text, width) => {
      const lines = layOut(text, options(width));
      const words = (value: string) => value.replaceAll(/\s+/gu, '');
      const source = typeof text === 'string' ? text : text.map((span) => span.text).join('');
      return (
        lines.every((line) => line.width <= width + 0.5) &&
        words(lines.map((line) => line.text).join('')) === words(source)
      );
    }),
    { numRuns: 400 },
  );
  t.pass();
});

test('what is drawn on a line is made of the line’s characters and no others', (t) => {
  const plain = (value: string) => [...value.replaceAll(UNDRAWN, '').replaceAll(/[\s()]/g, '')].sort().join('');
  fc.assert(
    fc.property(rich, fc.integer({ min: 2, max: 50 }), (text, width) =>
      layOut(text, options(width)).every(
        (line) => plain(line.pieces.map((piece) => piece.text).join('')) === plain(line.text),
      ),
    ),
    { numRuns: 400 },
  );
  t.pass();
});

test('a style that changes inside a word leaves its letters joined', (t) => {
  const [line] = layOut([{ text: 'وا' }, { text: 'ژهن', mark: 'mark' }, { text: 'شان' }], options(40));
  t.deepEqual(
    line?.pieces.map((piece) => piece.text),
    ['\u200dشان', '\u200dژهن\u200d', 'وا\u200d'],
  );
});
