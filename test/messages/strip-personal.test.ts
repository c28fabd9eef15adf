import test from 'ava';
import fc from 'fast-check';
import { stripPersonal } from '#src/messages/index.ts';

const nobody = { names: [], values: [], keepHosts: false };

test('what names a person or a sender is taken out, and numbers keep their shape', (t) => {
  const known = { names: ['فروشگاه نمونه', 'DigiShop'], values: ['سارا محمدی'], keepHosts: false };
  for (const [text, stripped] of [
    ['کد شما 48213 است', 'کد شما 00000 است'],
    ['تلفن ۰۹۱۲-۳۴۵٦۷۸۹', 'تلفن ۰۰۰۰-۰۰۰٠۰۰۰'],
    ['۲۰٪ تخفیف', '۰۰٪ تخفیف'],
    ['call ①② or ２３', 'call 00 or 00'],
    ['IR55 0170 0000 0001', 'IR00 0000 0000 0000'],
    ['https://pay.shop.ir/u/99?id=3 بزنید', 'https://example.ir بزنید'],
    ['به shop.ir/a سر بزنید', 'به example.ir سر بزنید'],
    ['به ali.rezaei@mail.com بنویسید', 'به … بنویسید'],
    ['نصب app.apk', 'نصب ….apk'],
    ['کانال @ali_shop', 'کانال …'],
    ['فروشگاه\u200cنمونه و فروشگاه نمونه', '… و …'],
    ['به digishop بیایید', 'به … بیایید'],
    ['سارا محمدي عزیز', '… عزیز'],
    ['جناب آقای رضایی، سفارش شما رسید', 'جناب آقای …، سفارش شما رسید'],
    ['خانم مریم رضایی گرامی', 'خانم … گرامی'],
    ['آقای احمدی سفارش شما رسید', 'آقای … سفارش شما رسید'],
    ['خانم گرامی سلام', 'خانم گرامی سلام'],
  ] as const)
    t.is(stripPersonal(text, known), stripped, text);
  t.is(
    stripPersonal('به http://adl-iran.xyz/a?b=1 بروید', { ...nobody, keepHosts: true }),
    'به http://adl-iran.xyz بروید',
  );
});

test('no digit but zero is left, whatever the text, and a second time changes nothing', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const stripped = stripPersonal(text, nobody);
      t.notRegex(stripped.replace(/[0۰٠]/g, ''), /[\p{Nd}\p{No}\p{Nl}]/u);
      t.is(stripPersonal(stripped, nobody), stripped);
    }),
    { numRuns: 2000 },
  );
});

test('a name is taken out however strange it is written', (t) => {
  fc.assert(
    fc.property(fc.string({ minLength: 2 }), fc.string(), (name, text) => {
      t.is(typeof stripPersonal(text + name, { ...nobody, names: [name] }), 'string');
    }),
  );
});
