import test from 'ava';
import { hasOptOutNotice, matchKeyword } from '#src/text/index.ts';

test('every way of writing a keyword counts', (t) => {
  const out = [
    '11',
    '۱۱',
    '١١',
    ' 11 ',
    '«11»',
    '１１',
    '1️⃣1️⃣',
    'لغو11',
    'لغو ۱۱',
    'لغو:11',
    'لغو۱۱',
    'Off.',
    'STOP',
    'خاموش',
    'خامـوش',
    'Opt-out',
    'opt out',
    'STOP ALL',
    '11 🙏',
    '"Stop"',
  ];
  for (const text of out) t.is(matchKeyword(text), 'opt_out', text);
  for (const text of ['12', '۱۲', 'عضویت', 'Join', 'START', 'عضويت']) t.is(matchKeyword(text), 'opt_in', text);
  for (const text of ['help', 'HELP?', 'راهنما']) t.is(matchKeyword(text), 'help', text);
});

test('a message that only contains a keyword is not one', (t) => {
  const none = [
    '110',
    '111',
    '1',
    '1 1',
    '1.1',
    'لغو نوبت',
    'لغو سفارش',
    '11 سلام',
    'سلام 11',
    'stop by tomorrow',
    '',
    ' ',
    '👍',
    '11'.repeat(50),
  ];
  for (const text of none) t.is(matchKeyword(text), null, text);
});

test('a sender has its own keywords', (t) => {
  const own = { out: ['لغو باشگاه', '0'], in: ['باشگاه'], help: ['0'] };
  t.is(matchKeyword('لغوباشگاه', own), 'opt_out');
  t.is(matchKeyword('۰', own), 'opt_out');
  t.is(matchKeyword('باشگاه', own), 'opt_in');
  t.is(matchKeyword('11', own), null);
  t.is(matchKeyword('!', { out: ['!'], in: [], help: [] }), null);
});

const NOTICED = [
  'حراج پایان فصل لغو۱۱',
  'متن\nلغو11',
  'متن\nلغو ۱۱',
  'متن لغو:11',
  'متن لغو=۱۱',
  'متن لغو = 11.',
  'https://x.ir/s5لغو:11',
  'متن «لغو ۱۱»',
  'متن\nلغو ارسال: off',
  'متن لغو باشگاه=off',
  'متن لغو پیامک: 11',
  'kapshan resid\nLaghv11',
  'laghv 11',
  'برای لغو دریافت پیامک عدد ۱۱ را ارسال کنید.',
  'برای لغو 11 را بفرستید',
  'برای لغو عضویت «۱۱» را به همین شماره ارسال کنید',
  'Big sale this week. Reply STOP to opt out',
  'Sale! Txt STOP to end.',
  'Opt out: 11',
  'لغو١١',
  'لغـو۱۱ ',
  'Send STOP to 30744 to leave.',
  'Sale now. STOP to unsubscribe',
  'Sale now. Reply UNSUB to opt out',
  'Sale now. Reply UNSUB',
  'Sale now. Reply STOP.',
  'Sale now. Text STOP to 60123',
  'Soldes. STOP au 36111',
  'Offer of the week. OptOut 7726',
  'Offer of the week. To stop, send B SHOP to 7726',
  'Offer of the week. Unsub: SMS B SHOP to 7726.',
];
const NOT_NOTICED = [
  '',
  'حراج پایان فصل',
  'لغو۱۱۰',
  'لغو۱۱ فقط تا پایان امشب فرصت دارید از این پیشنهاد استفاده کنید و خرید کنید',
  'نوبت شما لغو شد. شماره نوبت 11',
  'برای لغو سفارش 11 را ارسال کنید',
  'پرواز شما لغو شد',
  'ساعت 11',
  'Your order 11 was cancelled',
  'non-stop 11',
  'Meet us at bus stop 36111',
  'Flights to Paris, non-stop to 36111',
  'Send your letter to 7726',
  'To stop the leak, send a plumber to 7726',
  'Reply YES',
  'Send the parcel to our stop',
];

test('a notice at the end of a text is seen in any digits', (t) => {
  for (const text of NOTICED) t.true(hasOptOutNotice(text), text);
});

test('what is no notice, or not at the end, is not taken for one', (t) => {
  for (const text of NOT_NOTICED) t.false(hasOptOutNotice(text), text);
});

test('the notice must name a keyword that the sender obeys', (t) => {
  t.false(hasOptOutNotice('متن لغو1'));
  t.true(hasOptOutNotice('متن لغو1', ['1']));
  t.true(hasOptOutNotice('متن لغو: ۰', ['0']));
  t.true(hasOptOutNotice('تمام می‌شود. لغو: ارسال 0', ['0']));
  t.true(hasOptOutNotice('لغو عضویت: ارسال ۲ به همین شماره', ['2']));
  t.true(hasOptOutNotice('جهت لغو کلمه «لغو» را ارسال کنید', ['لغو']));
  t.true(hasOptOutNotice('متن لغو=off', ['off']));
  t.false(hasOptOutNotice('متن لغو11', ['off']));
  t.false(hasOptOutNotice('متن لغو11', []));
});
