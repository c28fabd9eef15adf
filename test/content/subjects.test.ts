import test from 'ava';
import { judge } from '#src/content/index.ts';

const fitOf = (text: string, subjects: string[]): number | null => judge(text, { subjects }).onSubject;

test('a text that speaks of a declared subject fits', (t) => {
  t.is(fitOf('سفارش شما ثبت شد. کد پیگیری: 876', ['وضعیت سفارش', 'کد تایید', 'فاکتور']), 1);
  t.is(fitOf('مرسوله شما تحویل پیک شد', ['وضعیت سفارش']), 1);
  t.is(fitOf('جواب آزمایش شما آماده است', ['نوبت', 'نتیجه آزمایش']), 1);
  t.is(fitOf('هر متنی', ['اطلاع رسانی عمومی']), 1);
});

test('a text that is plainly about other things does not', (t) => {
  t.is(fitOf('قسط وام شما سررسید شده، بیمه‌نامه خودرو نیز رو به پایان است', ['نوبت', 'نتیجه آزمایش']), 0);
});

test('nothing is said of what is not known', (t) => {
  t.is(fitOf('سلام', ['نوبت']), null);
  t.is(fitOf('سفارش شما ارسال شد', []), null);
});
