import test from 'ava';
import fc from 'fast-check';
import { mobileOperator, parseMsisdn, toPersianDigits } from '#src/text/index.ts';
import { anyText } from './any-text.ts';

const e164 = (input: string, country?: string): string => {
  const parsed = parseMsisdn(input, country);
  return parsed.ok ? `${parsed.e164} ${parsed.country} ${parsed.lineType}` : parsed.reason;
};

const MOBILE = '+989121234567 IR mobile';
const WRITINGS = [
  '09121234567',
  '9121234567',
  '0912 123 4567',
  '+98912 123-4567',
  '+98 (0) 912 123 4567',
  '00989121234567',
  '989121234567',
  '۰۹۱۲۱۲۳۴۵۶۷',
  '٠٩١٢١٢٣٤٥٦٧',
  '۰۰۹۸ ۹۱۲ ۱۲۳ ۴۵۶۷',
  '\u200e+98\u00a0912.123.4567\u200f',
  '۹۸۹۱۲۱۲۳۴۵۶۷+',
  '０９１２１２３４５６７',
];

test('an Iranian mobile number is recognised however it is written', (t) => {
  for (const input of WRITINGS) t.is(e164(input), MOBILE, input);
});

test('only allotted Iranian ranges are mobile', (t) => {
  for (const prefix of ['0900', '0905', '0910', '0919', '0923', '0930', '0939', '0990', '0996', '0998']) {
    t.is(e164(`${prefix}1234567`), `+98${prefix.slice(1)}1234567 IR mobile`, prefix);
  }
  for (const input of ['09061234567', '09241234567', '09411234567', '09971234567']) {
    t.false(e164(input).endsWith('mobile'), input);
  }
  t.is(e164('0912123456'), 'invalid');
  t.is(e164('091212345678'), 'invalid');
});

test('Iranian landlines are landlines', (t) => {
  t.is(e164('021-42750000'), '+982142750000 IR fixed_line');
  t.is(e164('۰۲۱۸۸۷۷۶۶۵۵'), '+982188776655 IR fixed_line');
  t.is(e164('0441540'), '+98441540 IR fixed_line');
  t.is(e164('+982142750000'), '+982142750000 IR fixed_line');
  t.is(e164('+989602'), '+989602 IR other');
});

test('numbers of other countries are read with their own plans', (t) => {
  t.is(e164('+14155552671'), '+14155552671 US mobile');
  t.is(e164('+91 98765 43210'), '+919876543210 IN mobile');
  t.is(e164('+447400123456'), '+447400123456 GB mobile');
  t.is(e164('+442071838750'), '+442071838750 GB fixed_line');
  t.is(e164('+971501234567'), '+971501234567 AE mobile');
  t.is(e164('+6591234567'), '+6591234567 SG mobile');
  t.is(e164('0412 345 678', 'AU'), '+61412345678 AU mobile');
  t.is(e164('(415) 555-2671', 'US'), '+14155552671 US mobile');
  t.is(e164('+18005550199'), '+18005550199 US other');
});

test('what is not a number is refused with a reason', (t) => {
  t.is(e164(''), 'empty');
  t.is(e164('  \n'), 'empty');
  t.is(e164('abc'), 'format');
  t.is(e164('0912123456a'), 'format');
  t.is(e164('0912+1234567'), 'format');
  t.is(e164('+'), 'format');
  t.is(e164('123'), 'length');
  t.is(e164('1'.repeat(40)), 'length');
  t.is(e164('1'.repeat(400)), 'format');
  t.is(e164('+999123456789'), 'invalid');
});

test('the prefix names the operator that was given it', (t) => {
  const table: ReadonlyArray<readonly [string, string | null]> = [
    ['+989121234567', 'mci'],
    ['+989951001234', 'mci'],
    ['+989351234567', 'irancell'],
    ['+989011234567', 'irancell'],
    ['+989991012345', 'irancell'],
    ['+989211234567', 'rightel'],
    ['+989999612345', 'rightel'],
    ['+989981234567', 'shatel'],
    ['+989321234567', 'taliya'],
    ['+989991112345', 'aptel'],
    ['+989061234567', null],
    ['+982142750000', null],
    ['+14155552671', null],
  ];
  for (const [number, operator] of table) t.is(mobileOperator(number), operator, number);
});

test('reading what was read changes nothing, and nothing throws', (t) => {
  const mobile = fc.integer({ min: 9_100_000_000, max: 9_199_999_999 }).map((n) => `0${n}`);
  fc.assert(
    fc.property(mobile, (written) => {
      const parsed = parseMsisdn(toPersianDigits(written));
      return parsed.ok && parsed.e164 === `+98${written.slice(1)}` && e164(parsed.e164) === e164(written);
    }),
  );
  const anything = fc.oneof(anyText(12), fc.string({ unit: fc.constantFrom(...'+0123456789۹٠ -()') }));
  fc.assert(
    fc.property(anything, (input) => {
      const parsed = parseMsisdn(input);
      return !parsed.ok || e164(parsed.e164) === e164(input);
    }),
    { numRuns: 300 },
  );
  t.pass();
});
