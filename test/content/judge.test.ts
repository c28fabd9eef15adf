import test from 'ava';
import fc from 'fast-check';
import { compatible, judge } from '#src/content/index.ts';

const promotionalText = 'حراج پایان فصل تا ۷۰٪ تخفیف در فروشگاه نمونه\nلغو۱۱';

test('a sale is promotional and the evidence is an exact span of the text', (t) => {
  const judged = judge(promotionalText);
  t.true(judged.promotional);
  t.is(judged.detected, 'promotional');
  t.true(judged.hasOptOutNotice);
  t.true(judged.evidence.length > 0);
  for (const { start, end, text } of judged.evidence) t.is(promotionalText.slice(start, end), text);
});

test('evidence is an exact span of any text, also of one with look-alikes, tatweel and marks', (t) => {
  const bits = fc.constantFrom(
    'تخـفیف',
    'ﺗﺨﻔﯿﻒ',
    'ت‌خ‌ف‌ی‌ف',
    'ح ر ا ج',
    'ويژه',
    '۲۰٪',
    '🎁',
    'کد',
    'SUMMER25',
    'خرید',
    '\n',
    '. ',
    'é',
    '✅',
    'FR33',
  );
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 24 }), (parts) => {
      const text = parts.join(' ');
      for (const span of judge(text).evidence) t.is(text.slice(span.start, span.end), span.text);
    }),
    { numRuns: 200 },
  );
  t.pass();
});

test('the same text is always judged the same, whatever was judged between', (t) => {
  const first = judge(promotionalText);
  judge('کد تایید شما: 123456');
  t.deepEqual(judge(promotionalText), first);
});

test('a one-time code is an OTP and nothing else', (t) => {
  const judged = judge('کد تایید شما: 123456');
  t.is(judged.detected, 'otp');
  t.false(judged.promotional || judged.uncertain || judged.fraud || judged.fraudUncertain);
});

test('a receipt with an offer for the next purchase is promotional though it also serves', (t) => {
  const judged = judge('سفارش شما ثبت شد. کد پیگیری 876. برای خرید بعدی ۲۰٪ تخفیف با کد SUMMER25');
  t.true(judged.promotional);
  t.true(judged.evidence.some(({ text }) => /تخفیف|SUMMER25/u.test(text)));
});

test('a discount already taken off an invoice is not promotional', (t) => {
  const judged = judge(
    'فاکتور ۸۸۱۲ صادر شد. جمع ۵۴۰٬۰۰۰ تومان، تخفیف اعمال‌شده ۴۰٬۰۰۰ تومان، مبلغ پرداختی ۵۰۰٬۰۰۰ تومان',
  );
  t.false(judged.promotional);
  t.false(judged.uncertain);
});

for (const text of [
  'ت خ ف ی ف ویژه امشب، ح ر ا ج همه محصولات',
  'تخـــفیف ویـــژه کفش و کیف',
  'ت‌خ‌ف‌ی‌ف ۵۰٪ پوشاک',
  'ت.خ.ف.ی.ف پایان فصل',
  'ﺗﺨﻔﯿﻒ وﯾﮋه ﻟﻮازم ﺧﺎﻧﮕﯽ',
  'takhfif vizhe kafsh faghat ta jome',
  'haraje payane fasl, 50 darsad off',
  'Autumn sale, up to 60% off until Friday',
]) {
  test(`an offer is found however it is written: ${text}`, (t) => t.true(judge(text).promotional));
}

test('a mild illness is not a discount', (t) => {
  t.false(judge('جواب آزمایش: حالت خفیف بیماری، شدت خفیف. لطفا استراحت کنید').promotional);
});

test('the opt-out notice is no sign of promotion', (t) => {
  const text = 'یادآوری نوبت: فردا ساعت ۱۰ درمانگاه نمونه';
  t.is(judge(`${text}. لغو۱۱`).scores.promotional, judge(`${text}.`).scores.promotional);
  t.false(judge(`${text}. لغو۱۱`).promotional);
});

test('an approved template speaks for its own words, not for what is put into it', (t) => {
  const fixed = 'سفارش شما آماده است. ';
  const value = 'حراج همه محصولات تا ۷۰ درصد تخفیف فقط امشب';
  const honest = judge(`${fixed}علی رضایی`, { template: { fixed, variables: { name: 'علی رضایی' } } });
  const smuggled = judge(`${fixed}${value}`, { template: { fixed, variables: { name: value } } });
  t.false(honest.promotional);
  t.true(smuggled.promotional);
});

test('promotion declared as anything else is a mismatch, services among themselves are not', (t) => {
  const promotional = judge(promotionalText);
  const service = judge('سفارش شما ارسال شد');
  t.false(compatible('transactional', promotional));
  t.true(compatible('promotional', promotional));
  t.true(compatible('alert', service));
  t.false(compatible('otp', service));
  t.true(compatible('otp', judge('کد تایید شما: 123456')));
});

test('links are told apart by whether the organization registered them', (t) => {
  const text = 'پیگیری سفارش: https://track.shop.example/a1 و bit.ly/x1';
  const judged = judge(text, { organizationHosts: ['shop.example'] });
  t.deepEqual(judged.links, ['track.shop.example', 'bit.ly']);
  t.deepEqual(judged.foreignLinks, ['bit.ly']);
});

test('prices and USSD codes are reported as written', (t) => {
  const judged = judge('بسته ۱۰ گیگ فقط ۲۹ هزار تومان، خرید: *۷۸۰*۹#');
  t.true(judged.mentionsPrice);
  t.deepEqual(judged.ussd, ['*۷۸۰*۹#']);
});

test('an empty text and a very long one are judged without error', (t) => {
  t.false(judge('').promotional);
  t.is(typeof judge('سلام '.repeat(5000)).promotional, 'boolean');
});

test('weak words of the model are not named beside a strong span', (t) => {
  const { evidence } = judge('سفارش شما ثبت شد. برای خرید بعدی ۲۰٪ تخفیف با کد SUMMER25');
  const [strongest] = evidence;
  t.truthy(strongest);
  for (const { because, weight } of evidence) {
    if (because === 'model') t.true(weight >= 0.5 && weight >= 0.25 * strongest!.weight);
  }
  t.true(evidence.some(({ text }) => text.includes('تخفیف')));
});
