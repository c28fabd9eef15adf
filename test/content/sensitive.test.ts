import test from 'ava';
import { judge } from '#src/content/index.ts';

const kinds = (text: string): string[] => judge(text).sensitive.map(({ kind }) => kind);

test('a full card number is sensitive in any digits and with any separators', (t) => {
  t.deepEqual(kinds('واریز به کارت 6037997512345670 انجام شد'), ['card']);
  t.deepEqual(kinds('واریز به کارت ۶۰۳۷۹۹۷۵۱۲۳۴۵۶۷۰ انجام شد'), ['card']);
  t.deepEqual(kinds('کارت: 6037-9975-1234-5670'), ['card']);
  t.deepEqual(kinds('کارت: ۶۰۳۷ ۹۹۷۵ ۱۲۳۴ ۵۶۷۰'), ['card']);
});

test('a number of an Iranian issuer next to the word for card counts though its checksum fails', (t) => {
  t.deepEqual(kinds('به کارت 6037997512345671 واریز شد'), ['card']);
  t.deepEqual(kinds('شناسه 6037997512345671 ثبت شد'), []);
});

test('masked cards, account numbers and bill ids are not', (t) => {
  t.deepEqual(kinds('خرید با کارت 6037****1234'), []);
  t.deepEqual(kinds('شناسه قبض: 7712904400129 شناسه پرداخت: 312706182'), []);
  t.deepEqual(kinds('شبا: IR82 0190 0000 0011 0807 3000 01'), []);
  t.deepEqual(kinds('چک به شناسه 3310990012874456 ثبت شد'), []);
});

test('a national id is sensitive only where a password travels with it', (t) => {
  t.deepEqual(kinds('کد ملی: 0012345679 رمز عبور: 4412'), ['national_id']);
  t.deepEqual(kinds('کد ملی 0012345679 ثبت شد'), []);
});

test('the span is what was written', (t) => {
  const text = 'به کارت ۶۰۳۷ ۹۹۷۵ ۱۲۳۴ ۵۶۷۰ واریز شد';
  const [span] = judge(text).sensitive;
  t.is(span?.text, '۶۰۳۷ ۹۹۷۵ ۱۲۳۴ ۵۶۷۰');
  t.is(text.slice(span?.start, span?.end), span?.text ?? '');
});
