import test from 'ava';
import fc from 'fast-check';
import { checkValues, renderWith, type ValueFault } from '#src/templates/check-values.rules.ts';
import { matchTemplate, mayMatch } from '#src/templates/match-template.rules.ts';
import { parseTemplate, readTemplate } from '#src/templates/parse-template.rules.ts';
import { typeRules, type VariableType, variableTypes } from '#src/templates/variable-types.ts';
import { normalise } from '#src/text/index.ts';

const service = { promotional: false };
const order = readTemplate('{name:text} عزیز، سفارش {order:code} به مبلغ {sum:number} تومان در {day:date} ثبت شد.');
const orderText = 'علی عزیز، سفارش AB-12 به مبلغ ۱۲٬۵۰۰ تومان در ۱ آذر ۱۴۰۵ ساعت ۱۰:۳۰ ثبت شد.';

const refused: Record<string, [string, string[]]> = {
  'a variable without a type': ['کد شما {code} است', ['syntax']],
  'a brace that closes nothing': ['کد شما code} است', ['syntax']],
  'a type that there is not': ['کد شما {code:digits} است', ['type']],
  'the variables of other providers': ['%name% عزیز، کد #CODE# است', ['syntax']],
  'one name of two types': ['کد {a:number} و {a:code} است', ['type_conflict']],
  'nothing but variables': ['{header:text} {body:text} {footer:text}', ['only_variables']],
  'no words at all': ['۱۲۳ - ۴۵۶', ['no_text']],
  'variables side by side': ['کد شما {a:code}{b:number} است', ['adjacent']],
  'variables with only a joiner between them': ['کد شما {a:code}\u200c{b:number} است', ['adjacent']],
  'more variables than a template may have': [
    `سفارش ${Array.from({ length: 11 }, (_, i) => `{v${i}:number}`).join(' و ')} ثبت شد`,
    ['too_many'],
  ],
  'free text with hardly a word around it': ['به {a:text} و {b:text} یا {c:text}', ['too_free']],
  'a host that a value completes': ['ورود از https://{shop:code}.ir/pay', ['open_host']],
  'a mark on a variable': ['کد {a:code}\u064e است', ['syntax']],
};
for (const [what, [text, codes]] of Object.entries(refused)) {
  test(`a template is refused for ${what}`, (t) => {
    const { template, faults } = parseTemplate(text);
    t.is(template, null);
    t.deepEqual(
      faults.map(({ path, code }) => [path, code]),
      codes.map((code) => ['text', code]),
    );
  });
}

test('all faults of a template come at once', (t) => {
  const { faults } = parseTemplate('{a:digits} {b} {a:number} %c%');
  t.deepEqual(
    faults.map(({ code }) => code),
    ['type', 'type_conflict', 'syntax', 'syntax'],
  );
});

test('the values of a text are found in it as they are written there', (t) => {
  const { values } = matchTemplate(order, orderText);
  t.deepEqual(values, { name: 'علی', order: 'AB-12', sum: '۱۲٬۵۰۰', day: '۱ آذر ۱۴۰۵ ساعت ۱۰:۳۰' });
});

test('Arabic letters, joiners, line ends and digits of another script make no difference', (t) => {
  const typed = orderText
    .replaceAll('ی', 'ي')
    .replaceAll('ک', 'ك')
    .replace('به مبلغ', 'به\u200c مبلغ')
    .replace('، ', '،\r\n');
  t.true(matchTemplate(order, typed).matched);
});

const different: Record<string, [string, string, string]> = {
  'another word': [orderText.replace('سفارش', 'خرید'), 'خرید', '“سفارش ”'],
  'a value of another type': [orderText.replace('۱۲٬۵۰۰', 'زیاد'), 'زیاد', 'a number of 1 to 25 characters'],
  'something after the end': [`${orderText} ۵۰٪ تخفیف`, ' ۵۰٪', 'the end of the text'],
  'a missing end': [orderText.slice(0, -4), '', '“ شد.”'],
  'a value that is too long': [
    orderText.replace('علی', 'ع'.repeat(41)),
    '',
    'a text without links of 1 to 40 characters',
  ],
};
for (const [what, [text, found, expected]] of Object.entries(different)) {
  test(`a mismatch says where the text first differs: ${what}`, (t) => {
    const { difference } = matchTemplate(order, text);
    t.truthy(difference);
    if (what !== 'a value that is too long') t.is(difference?.expected.en, expected);
    t.true(text.slice(difference?.position).startsWith(found));
    t.true(difference?.found === text.slice(difference?.position).slice(0, 24));
  });
}

test('a variable that comes twice has one value', (t) => {
  const twice = readTemplate('کد {c:number} را وارد کنید: {c:number}');
  t.true(matchTemplate(twice, 'کد 12 را وارد کنید: ۱۲').matched);
  t.is(matchTemplate(twice, 'کد 12 را وارد کنید: 13').difference?.position, 21);
});

const values = { name: 'علی', order: 'AB-12', sum: '12500', day: '۱۴۰۵/۰۹/۰۱' };
const wrong: [string, Record<string, string>, [string, ValueFault][]][] = [
  ['a promotion in a variable', { name: 'تخفیف ۵۰٪' }, [['name', 'promotional']]],
  ['a longer promotion in a variable', { name: 'حراج پاییزه، همین حالا بخرید' }, [['name', 'promotional']]],
  ['a link in a variable', { name: 'evil.com/x' }, [['name', 'link']]],
  ['a disguised link', { name: 'evil [dot] com' }, [['name', 'link']]],
  ['a line break', { name: 'علی\nتخفیف' }, [['name', 'line_break']]],
  ['too long a value', { name: 'ع'.repeat(41) }, [['name', 'too_long']]],
  ['nothing but invisible characters', { name: '\u200c\u200f' }, [['name', 'empty']]],
  [
    'values of other types',
    { order: 'AB 12', sum: 'دوازده', day: 'حراج' },
    [
      ['order', 'type'],
      ['sum', 'type'],
      ['day', 'type'],
    ],
  ],
];
for (const [what, changes, codes] of wrong) {
  test(`the check of values finds ${what}`, (t) => {
    const found = checkValues(order, { ...values, ...changes }, service);
    t.deepEqual(
      found.map(({ variable, code }) => [variable, code] as const),
      codes,
    );
  });
}

test('names, shops and goods are values like any other', (t) => {
  for (const name of ['علی رضایی', 'کفش ورزشی مردانه', 'فروشگاه دیجی کالا', 'دکتر حسینی', 'Ali Reza', 'پنیر لیقوان'])
    t.deepEqual(checkValues(order, { ...values, name }, service), [], name);
});

test('an offer that is cut up over two variables is found', (t) => {
  const two = readTemplate('جشن {a:text} برای {b:text} شماست');
  t.deepEqual(checkValues(two, { a: '۵۰٪', b: 'علی' }, service), []);
  t.deepEqual(
    checkValues(two, { a: '۵۰٪', b: 'تخفیف' }, service).map(({ code }) => code),
    ['promotional'],
  );
});

test('a link that is put together from a value and the words after it is found', (t) => {
  const open = readTemplate('سایت {a:text} .ir باز است');
  t.deepEqual(
    checkValues(open, { a: 'evil' }, service).map(({ code }) => code),
    ['link'],
  );
});

test('a url is one link, and its host is its own affair', (t) => {
  const link = readTemplate('پیگیری سفارش: {u:url}');
  t.deepEqual(checkValues(link, { u: 'https://shop.ir/t/12?a=1' }, service), []);
  for (const u of ['shop', 'https://a.ir https://b.ir', 'me@shop.ir', 'shop [dot] ir'])
    t.deepEqual(
      checkValues(link, { u }, service).map(({ code }) => code),
      ['type'],
      u,
    );
});

test('in a promotional template an offer may stand in a variable', (t) => {
  t.deepEqual(checkValues(order, { ...values, name: 'تخفیف ۵۰٪' }, { promotional: true }), []);
});

const words = ['سفارش', 'شما', 'ثبت شد', 'code', 'کد', 'می‌رسد', '،', ' - ', 'Été', 'ﷲ', '😀', '۱۲', 'كتاب', '\n'];
const fixedText = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 })
  .map((parts) => ` ${parts.join(' ')} `);
const letters = fc.constantFrom(...'آبپتثعيكیکabzABZ0189۰۱۹٣ .،-_/\u200cًé😀');
const samples: Record<VariableType, fc.Arbitrary<string>> = {
  text: fc.array(letters, { minLength: 1, maxLength: 30 }).map((list) => list.join('')),
  number: fc.oneof(fc.integer().map(String), fc.constantFrom('۱۲٬۵۰۰', '٣٫٥', '12%', '+98')),
  code: fc.stringMatching(/^[A-Za-z0-9]{1,12}(-[a-z0-9]{1,6})?$/),
  date: fc.constantFrom(
    '۱ آذر ۱۴۰۵',
    '1405/09/01',
    '2026-11-22',
    '2026-11-22T10:30',
    'شنبه ساعت ۱۰',
    '10:30 AM',
    'فردا',
  ),
  url: fc.constantFrom('https://shop.ir/t/12', 'shop.ir', 'http://bit.ly/x?y=1'),
};
const slot = fc.constantFrom(...variableTypes).chain((type) => samples[type].map((value) => ({ type, value })));

test('what a template renders to always matches it, whatever its values are', (t) => {
  let checked = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(fixedText, slot), { minLength: 1, maxLength: 4 }), fixedText, (parts, last) => {
      const text = parts.map(([fixed, { type }], i) => `${fixed}{v${i}:${type}}`).join('') + last;
      const { template } = parseTemplate(text);
      const filled = Object.fromEntries(parts.map(([, { value }], i) => [`v${i}`, value.trim()]));
      fc.pre(template !== null && checkValues(template, filled, { promotional: true }).length === 0);
      const match = matchTemplate(template, renderWith(template.pieces, filled));
      checked += 1;
      const folded = normalise(renderWith(template.pieces, filled));
      return match.matched && mayMatch(template, folded);
    }),
    { numRuns: 2000 },
  );
  t.true(checked > 500);
});

test('a text that can be read in very many ways is given up, not searched for ever', (t) => {
  const many = readTemplate('سفارش شما ثبت شد ا {a:text} ا {b:text} ا {c:text} ا {d:text} ا {e:text} ا پایان');
  const start = performance.now();
  t.false(matchTemplate(many, `سفارش شما ثبت شد ا ${'ا '.repeat(2000)}`).matched);
  t.log(`${Math.round(performance.now() - start)} ms`);
});

test('a match’s values render to the text again, as it is folded', (t) => {
  const { values: found } = matchTemplate(order, orderText);
  t.is(renderWith(order.pieces, found ?? {}), orderText);
});

test('each type’s own words are of that type and not longer than it allows', (t) => {
  for (const type of variableTypes)
    fc.assert(
      fc.property(samples[type], (value) => value.length <= typeRules[type].maxLength),
      { numRuns: 50 },
    );
  t.pass();
});
