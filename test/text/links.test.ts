import test from 'ava';
import fc from 'fast-check';
import { findLinks, registrableDomain } from '#src/text/index.ts';

const summary = (text: string): string =>
  findLinks(text)
    .map((link) => `${link.kind}:${link.host}${link.obfuscated ? '!' : ''}<${link.span.text}>`)
    .join(' ');

const FOUND: ReadonlyArray<readonly [string, string]> = [
  ['حراج https://shop.example/sale\nلغو۱۱', 'url:shop.example<https://shop.example/sale>'],
  ['ببینید: www.vidora.ir.', 'url:www.vidora.ir<www.vidora.ir>'],
  ['سایت ما golab.ir است', 'host:golab.ir<golab.ir>'],
  ['لینک:bit.ly/3xYz', 'url:bit.ly<bit.ly/3xYz>'],
  ['خرید از digi.irهمین امروز', 'host:digi.ir<digi.ir>'],
  ['کلیک کنید https://b2n.ir/s5لغو:0', 'url:b2n.ir<https://b2n.ir/s5>'],
  ['«HTTPS://Shop.Example.COM/A?b=1».', 'url:shop.example.com<HTTPS://Shop.Example.COM/A?b=1>'],
  ['(trace.post.ir)', 'host:trace.post.ir<trace.post.ir>'],
  ['visit example[.]com today', 'host:example.com!<example[.]com>'],
  ['visit example(dot)com today', 'host:example.com!<example(dot)com>'],
  ['فروشگاه shop .ir', 'host:shop.ir!<shop .ir>'],
  ['فروشگاه shop. ir منتظر شماست', 'host:shop.ir!<shop. ir>'],
  ['shop . com', 'host:shop.com!<shop . com>'],
  ['shop نقطه ir', 'host:shop.ir!<shop نقطه ir>'],
  ['hxxps://adliran-sana.xyz/eblagh', 'url:adliran-sana.xyz!<hxxps://adliran-sana.xyz/eblagh>'],
  ['s\u200ch\u200co\u200cp.ir', 'host:shop.ir<s\u200ch\u200co\u200cp.ir>'],
  ['ｓｈｏｐ．ｉｒ', 'host:shop.ir<ｓｈｏｐ．ｉｒ>'],
  ['http://192.168.1.10/x', 'url:192.168.1.10<http://192.168.1.10/x>'],
  ['t.me/joinchat', 'url:t.me<t.me/joinchat>'],
  ['info@shop.ir بنویسید', 'email:shop.ir<info@shop.ir>'],
  ['برنامه eblaghiye.apk را نصب کنید', 'file:eblaghiye.apk<eblaghiye.apk>'],
  ['a.ir و b.com/x', 'host:a.ir<a.ir> url:b.com<b.com/x>'],
  ['раypal.com', 'host:раypal.com<раypal.com>'],
  ['shop.co.uk:8080/a', 'url:shop.co.uk<shop.co.uk:8080/a>'],
  ['panel.darsino.ir را ببینید', 'host:panel.darsino.ir<panel.darsino.ir>'],
];

test('links are found where people write them', (t) => {
  for (const [text, expected] of FOUND) t.is(summary(text), expected, text);
});

const NONE = [
  '',
  'سفارش شما ثبت شد.برای پیگیری تماس بگیرید',
  'نسخه 1.2.3 آماده است',
  'ساعت 10.30',
  'مبلغ 2.500.000 ریال',
  'We are done.Call us now.Click here',
  'your time is 5 p.m. today. The',
  'approved. Print it. In 3 days',
  'IP 10.0.0.1',
  'e.g. this, i.e. that',
  'file report.pdf',
  'تاریخ 1403.05.12',
  'Wait... what',
  '...',
  'mod.nila',
];

test('sentences, numbers and dates are no links', (t) => {
  for (const text of NONE) t.is(summary(text), '', text);
});

test('the registrable domain is that of the Public Suffix List', (t) => {
  const [link] = findLinks('https://a.b.shop.co.uk/x');
  t.is(link?.domain, 'shop.co.uk');
  t.is(registrableDomain('sub.example.ir'), 'example.ir');
  t.is(registrableDomain('x.co.ir'), 'x.co.ir');
  t.is(registrableDomain('localhost'), null);
});

test('spans lie in the text, in order, and do not overlap', (t) => {
  const piece = fc.constantFrom(
    'shop',
    '.ir',
    ' ',
    '.',
    'https://',
    '/',
    'a',
    '[.]',
    'سلام',
    '@',
    'com',
    ' dot ',
    '\u200c',
    '-',
    '1',
    ':',
    '😀',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      let last = 0;
      for (const { span } of findLinks(text)) {
        if (span.start < last || span.end > text.length || span.end <= span.start) return false;
        if (text.slice(span.start, span.end) !== span.text) return false;
        last = span.end;
      }
      return true;
    }),
    { numRuns: 1000 },
  );
  t.pass();
});

test('a hostile text does not take long to search', (t) => {
  for (const unit of ['a.', 'a-', 'a [.] ', 'www.', 'a .', '://', 'a@'])
    t.true(findLinks(unit.repeat(3000)).length >= 0);
});
