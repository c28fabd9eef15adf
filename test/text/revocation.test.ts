import { readFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { classifyRevocation, type Revocation } from '#src/text/index.ts';
import { anyText } from './any-text.ts';

type Line = { label: Revocation; lang: string; split: 'dev' | 'held'; text: string };
const corpus: Line[] = readFileSync(new URL('../corpora/revocations.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

type Figures = { lines: number; right: number; revokes: number; found: number; falseRevokes: number; others: number };

function measure(lines: readonly Line[]): Figures {
  const figures: Figures = { lines: lines.length, right: 0, revokes: 0, found: 0, falseRevokes: 0, others: 0 };
  for (const { label, text } of lines) {
    const verdict = classifyRevocation(text);
    if (verdict === label) figures.right += 1;
    if (label === 'revoke') {
      figures.revokes += 1;
      if (verdict === 'revoke') figures.found += 1;
    }
    if (label === 'none') {
      figures.others += 1;
      if (verdict === 'revoke') figures.falseRevokes += 1;
    }
  }
  return figures;
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

function describe(name: string, f: Figures): string {
  const found = `${f.found}/${f.revokes} (${percent(f.found, f.revokes)}) requests to stop found`;
  const wrong = `${f.falseRevokes}/${f.others} (${percent(f.falseRevokes, f.others)}) other messages taken for one`;
  return `${name}: ${found}, ${wrong}, ${f.right}/${f.lines} (${percent(f.right, f.lines)}) exactly right`;
}

test('the corpus is large and covers three ways of writing', (t) => {
  t.true(corpus.length >= 300);
  t.deepEqual([...new Set(corpus.map((line) => line.lang))].sort(), ['en', 'fa', 'fa-latn']);
  t.is(new Set(corpus.map((line) => line.text)).size, corpus.length);
});

test('requests to stop are found and nothing else is taken for one', (t) => {
  const dev = measure(corpus.filter((line) => line.split === 'dev'));
  const held = measure(corpus.filter((line) => line.split === 'held'));
  t.log(describe('written with', dev));
  for (const lang of ['fa', 'fa-latn', 'en']) {
    t.log(describe(`  ${lang}`, measure(corpus.filter((line) => line.split === 'dev' && line.lang === lang))));
  }
  t.log(describe('never tuned on', held));
  t.true(dev.found / dev.revokes >= 0.98);
  t.is(dev.falseRevokes, 0);
  t.true(held.found / held.revokes >= 0.8);
  t.is(held.falseRevokes, 0);
});

test('a keyword is what the keyword says', (t) => {
  t.is(classifyRevocation('۱۱'), 'revoke');
  t.is(classifyRevocation('STOP'), 'revoke');
  t.is(classifyRevocation('12'), 'none');
  t.is(classifyRevocation('HELP'), 'none');
  t.is(classifyRevocation('بس', { out: ['بس'], in: [], help: [] }), 'revoke');
});

test('an order that is cancelled does not hide a request to stop', (t) => {
  t.is(classifyRevocation('سفارشم رو لغو کنید'), 'none');
  t.is(classifyRevocation('سفارشم رو لغو کنید. دیگه هم پیام تبلیغاتی نفرستید'), 'revoke');
  t.is(classifyRevocation('cancel my order and stop texting me'), 'revoke');
});

test('any text has a verdict', (t) => {
  const piece = fc.constantFrom(
    'پیام',
    'ندید',
    'لغو',
    'سفارش',
    'stop',
    "don't",
    'text',
    ' ',
    '.',
    'شب',
    'me',
    'فقط',
    'ارسال',
    '11',
    '😀',
    'laghv',
  );
  const text = fc.oneof(
    anyText(12),
    fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(text, (given) => ['revoke', 'unclear', 'none'].includes(classifyRevocation(given))),
    { numRuns: 300 },
  );
  t.pass();
});
