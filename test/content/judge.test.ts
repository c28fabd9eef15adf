import test from 'ava';
import { judge } from '#src/content/index.ts';

const promotionalText = 'حراج پایان فصل تا ۷۰٪ تخفیف در فروشگاه نمونه\nلغو۱۱';

test('a sale is promotional and the evidence is an exact span of the text', (t) => {
  const judged = judge(promotionalText);
  t.true(judged.promotional);
  t.is(judged.detected, 'promotional');
  t.true(judged.hasOptOutNotice);
  t.true(judged.evidence.length > 0);
  for (const { start, end, text } of judged.evidence) t.is(promotionalText.slice(start, end), text);
});

test('a one-time code is an OTP and nothing else', (t) => {
  const judged = judge('کد تایید شما: 123456');
  t.is(judged.detected, 'otp');
  t.false(judged.promotional);
  t.false(judged.fraud);
});

test('a receipt with an offer for the next purchase is promotional though it also serves', (t) => {
  t.true(judge('سفارش شما ثبت شد. کد پیگیری 876. برای خرید بعدی ۲۰٪ تخفیف با کد SUMMER25').promotional);
});

test('a discount already taken off an invoice is not promotional', (t) => {
  const judged = judge(
    'فاکتور ۸۸۱۲ صادر شد. جمع ۵۴۰٬۰۰۰ تومان، تخفیف اعمال‌شده ۴۰٬۰۰۰ تومان، مبلغ پرداختی ۵۰۰٬۰۰۰ تومان',
  );
  t.false(judged.promotional);
  t.false(judged.uncertain);
});

test('a mild illness is not a discount', (t) => {
  t.false(judge('حالت خفیف بیماری، شدت خفیف: استراحت کنید').promotional);
});
