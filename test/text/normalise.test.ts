import test from 'ava';
import fc from 'fast-check';
import { MAX_TEXT_LENGTH, normalise, normalisedView, spanInRaw, views } from '#src/text/index.ts';
import { anyText } from './any-text.ts';

/** Strings rich in what breaks normalisers: marks, joiners, presentation forms, surrogates, jamo. */
const nasty = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...'اأآبتخفیيىكکهةۀؤئ۱١1oO0 \n\t\u0640\u200c\u200d\u200e\u202e\u2066\u0653\u0654\u0655\u064b\u0651\u0301\u0323\u0344',
      ...'\ufdfa\ufe7d\uff9e\u30cf\u3099\u1100\u1161\u11a8\u09c7\u09be\u1e9b\u0130\u03a3\u2460\u20e3\ufe0f\u00a8\u2026\u00bd',
      '\ud83d',
      '\ude00',
      '😀',
      '𝐒',
      '🅵',
      '🆓',
      '🇮🇷',
      '\u{e0101}',
      '\u{1d15e}',
    ),
    anyText(3),
  ),
  { maxLength: 24 },
);
const text = nasty.map((parts) => parts.join(''));

const VECTORS: ReadonlyArray<readonly [string, string]> = [
  ['تخفيف', 'تخفیف'],
  ['تخـــفیف', 'تخفیف'],
  ['تَخفیف', 'تخفیف'],
  ['ت‌خ‌ف‌ی‌ف', 'تخفیف'],
  ['ﺗﺨﻔﯿﻒ', 'تخفیف'],
  ['كتابهاي شما', 'کتابهای شما'],
  ['خانۀ ۀ ة ە ہ ھ', 'خانه ه ه ه ه ه'],
  ['أإٱآ ا\u0653', 'اااآ آ'],
  ['مؤسسه مسئول', 'موسسه مسیول'],
  ['یىيېۍێﯼے', 'یییییییی'],
  ['۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩', '0123456789 0123456789'],
  ['۱۰٪ ۲٫۵ ۲۰۰٬۰۰۰', '10% 2.5 200,000'],
  ['１１ ① 𝟏𝟐', '11 1 12'],
  ['1️⃣1️⃣', '11'],
  ['⓫ ❷ 🅑', '11 2 b'],
  ['ﷺ', 'صلی الله علیه وسلم'],
  ['STOP  Now\r\n\tplease ', 'stop now please'],
  ['\u202eسلام\u202c \u2067x\u2069\ufeff', 'سلام x'],
  ['E\u0301cole É', 'école é'],
  ['नमस्ते १२', 'नमस्ते 12'],
];

test('every known variant is folded to the same letters', (t) => {
  for (const [given, expected] of VECTORS) t.is(normalise(given), expected, JSON.stringify(given));
});

test('madda composes before diacritics are dropped', (t) => {
  t.is(normalise('آب'.normalize('NFD')), 'آب');
  t.not(normalise('آب'), normalise('اب'));
});

test('normalising twice is normalising once', (t) => {
  fc.assert(
    fc.property(text, (given) => normalise(normalise(given)) === normalise(given)),
    { numRuns: 2000 },
  );
  t.pass();
});

test('the view says what normalise says and its offsets stay in order and in bounds', (t) => {
  fc.assert(
    fc.property(text, (given) => {
      const view = normalisedView(given);
      if (view.text !== normalise(given)) return false;
      let last = 0;
      for (let i = 0; i < view.text.length; i += 1) {
        const { start, end } = spanInRaw(view, i, i + 1);
        if (start < last || end < start || end > given.length) return false;
        last = start;
      }
      return true;
    }),
    { numRuns: 2000 },
  );
  t.pass();
});

test('a match in the view is reported as the span of the original', (t) => {
  const { normalised } = views('سلام! تَخـفیفٌ ﷺ ویژه');
  const at = normalised.text.indexOf('تخفیف');
  t.deepEqual(spanInRaw(normalised, at, at + 5), { start: 6, end: 14, text: 'تَخـفیفٌ' });
  const expanded = normalised.text.indexOf('الله');
  t.is(spanInRaw(normalised, expanded, expanded + 4).text, 'ﷺ');
  t.deepEqual(spanInRaw(normalised, 400, 500), { start: 21, end: 21, text: '' });
});

test('an endless text costs no more than the limit and expansions cannot overrun it', (t) => {
  const expanded = normalise('ﷺ'.repeat(100_000));
  t.is(expanded.length, MAX_TEXT_LENGTH);
  t.is(normalise(expanded), expanded);
  t.is(normalise('a'.repeat(100_000)).length, MAX_TEXT_LENGTH);
  t.is(normalise(`ا${'\u0653\u0301'.repeat(50_000)}`), 'آ');
});

test('a text without anything to fold is returned as it is', (t) => {
  t.is(normalise(''), '');
  const view = normalisedView('plain text 12');
  t.is(view.starts, null);
  t.is(spanInRaw(view, 6, 10).text, 'text');
});
