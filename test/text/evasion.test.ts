import test from 'ava';
import fc from 'fast-check';
import { normalise, spanInRaw, views } from '#src/text/index.ts';

const UNDONE: ReadonlyArray<readonly [string, string]> = [
  ['ت خ ف ی ف', 'تخفیف'],
  ['ت.خ.ف.ی.ف', 'تخفیف'],
  ['ت-خ_ف*ی|ف', 'تخفیف'],
  ['تخ*فیف', 'تخفیف'],
  ['تخ.فیف', 'تخفیف'],
  ['تخـ.ـفیف', 'تخفیف'],
  ['تخفیییییف', 'تخفیف'],
  ['ت خ ف ی ف  و ی ژ ه', 'تخفیف ویژه'],
  ['ت خ ف ی ف\nو ی ژ ه', 'تخفیف ویژه'],
  ['ت.خ.ف.ی.ف و.ی.ژ.ه', 'تخفیف ویژه'],
  ['ح ر ا ج همه محصولات', 'حراج همه محصولات'],
  ['ت ا ۶ ۰ د ر ص د', 'تا 60 درصد'],
  ['تخفlف'.replace('l', 'i'), 'تخفیف'],
  ['جاi3ه', 'جایزه'],
  ['ک0د', 'کد'],
  ['ߊگهی', 'آگهی'],
  ['d i s c o u n t', 'discount'],
  ['s*a*l*e', 'sale'],
  ['Spеcial оffer ОFF', 'special offer off'],
  ['FR33 sh1pping 5O% 0FF', 'free shipping 50% off'],
  ['t@khf!f', 'takhfif'],
  ['🅾️🅵🅵', 'off'],
];

test('the usual tricks are undone', (t) => {
  for (const [given, expected] of UNDONE) t.is(views(given).evasion.text, expected, given);
});

const HONEST = [
  'حالت خفیف بیماری',
  'شدت خفیف',
  'شدت.خفیف',
  'کیف/کفش',
  'سفارش شما با شماره ۱۲۳ ثبت شد. کد پیگیری: 876',
  'من و تو و او',
  'www.example.com',
  'info@s4le.ir',
  'کد تخفیف: SUMMER25',
  'laghv11',
  '@shop_ir',
  '2ta bekhar, 3shanbe',
  'Привет, как дела',
  'Καλημέρα',
  '1 2 3 4 5',
  '',
];

test('honest texts have no second reading', (t) => {
  for (const given of HONEST) {
    const { normalised, evasion } = views(given);
    t.is(evasion, normalised, given);
  }
});

test('words are never run together', (t) => {
  t.false(views('حالت خفیف، شدت خفیف و ت خ ف').evasion.text.includes('تخفیف'));
});

test('a match in the evasion reading is reported as it was written', (t) => {
  const { evasion } = views('امروز ت خ ف ی ف  ویژه');
  const at = evasion.text.indexOf('تخفیف');
  t.deepEqual(spanInRaw(evasion, at, at + 5), { start: 6, end: 15, text: 'ت خ ف ی ف' });
});

test('any text has a reading whose offsets stay in order and in bounds', (t) => {
  const piece = fc.constantFrom(...'تخفیا abо0o1@!.-*|w/ 12ß\u200c\u0640\u0301', 'ﷺ', '😀', '🅵', ' ', 'ت خ ف');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
      const given = parts.join('');
      const { evasion, normalised } = views(given);
      if (normalised.text !== normalise(given) || evasion.text.length > normalised.text.length) return false;
      let last = 0;
      for (let i = 0; i < evasion.text.length; i += 1) {
        const { start, end } = spanInRaw(evasion, i, i + 1);
        if (start < last || end < start || end > given.length) return false;
        last = start;
      }
      return !evasion.text.includes('\0');
    }),
    { numRuns: 1000 },
  );
  t.pass();
});
