import test from 'ava';
import fc from 'fast-check';
import { addressKey, IRAN_PROVINCES, parseSenderAddress, type SenderKind, senderKey } from '#src/text/index.ts';
import { anyText } from './any-text.ts';

const read = (input: string, hint?: SenderKind): string => {
  const parsed = parseSenderAddress(input, hint);
  if (!parsed.ok) return parsed.faults.map((fault) => fault.code).join(' ');
  return `${parsed.sender.kind} ${parsed.sender.address}`;
};

test('a fixed line is one and the same however it is written', (t) => {
  const writings = [
    '02142750000',
    '۰۲۱-۴۲۷۵۰۰۰۰',
    '021-42750000',
    '+98 21 4275 0000',
    '+98 (0)21 4275 0000',
    '982142750000',
    '00982142750000',
    '0098 21 42750000',
    '2142750000',
    '٠٢١٤٢٧٥٠٠٠٠',
    '\u200e(021) 4275 0000',
  ];
  for (const input of writings) {
    t.is(read(input), 'fixed_line +982142750000', input);
    t.is(senderKey(input), '+982142750000', input);
  }
});

test('lines of four, five and eight digits follow the plan', (t) => {
  const right: ReadonlyArray<readonly [string, string]> = [
    ['0211234', '+98211234'],
    ['0216123', '+98216123'],
    ['02181234', '+982181234'],
    ['0441540', '+98441540'],
    ['+98211818', '+98211818'],
    ['02188123456', '+982188123456'],
    ['02144556677', '+982144556677'],
    ['+989602', '+989602'],
  ];
  for (const [input, address] of right) t.is(read(input, 'fixed_line'), `fixed_line ${address}`, input);
  t.is(read('0213456', 'fixed_line'), 'LINE_LENGTH');
  t.is(read('02111234', 'fixed_line'), 'LINE_LENGTH');
  t.is(read('02142750', 'fixed_line'), 'LINE_LENGTH');
  t.is(read('0511234567', 'fixed_line'), 'OLD_LINE_LENGTH');
  t.is(read('09912345678', 'fixed_line'), 'PERSONAL_LINE');
  t.is(read('04012345678', 'fixed_line'), 'UNKNOWN_AREA_CODE');
  t.is(read('42750000', 'fixed_line'), 'AREA_CODE_MISSING');
});

test('a fixed line names its province and shows as people write it', (t) => {
  t.is(IRAN_PROVINCES.size, 31);
  for (const [code, province] of IRAN_PROVINCES) {
    const parsed = parseSenderAddress(`0${code}34567890`);
    t.true(parsed.ok, code);
    if (!parsed.ok) continue;
    t.deepEqual(parsed.sender.province, province);
    t.is(parsed.sender.display, `0${code}-34567890`);
  }
});

test('bulk lines are plain digits, with or without the country code', (t) => {
  const right: ReadonlyArray<readonly [string, string]> = [
    ['30001234567', '30001234567'],
    ['9830001234567', '30001234567'],
    ['+98 3000 1234567', '30001234567'],
    ['009830001234567', '30001234567'],
    ['۳۰۰۰۱۲۳۴۵۶۷', '30001234567'],
    ['10009988', '10009988'],
    ['9810008588', '10008588'],
    ['50001122', '50001122'],
    ['50002123456', '50002123456'],
    ['2000400', '2000400'],
    ['90001234', '90001234'],
  ];
  for (const [input, address] of right) {
    t.is(read(input, 'long_number'), `long_number ${address}`, input);
    t.is(senderKey(input), address, input);
  }
  t.is(read('30001', 'long_number'), 'BULK_LENGTH');
  t.is(read('3000123456789012', 'long_number'), 'BULK_LENGTH');
  t.is(read('77001234567', 'long_number'), 'UNKNOWN_NUMBER');
  t.is(read('09121234567', 'long_number'), 'PERSONAL_LINE');
  t.is(read('02142750000', 'long_number'), 'KIND_MISMATCH');
  const mci = parseSenderAddress('10009988');
  t.is(mci.ok && mci.sender.operatorHint, 'mci');
});

test('a foreign number is a long number in E.164', (t) => {
  t.is(read('+1 415 555 2671', 'long_number'), 'long_number +14155552671');
  t.is(senderKey('0014155552671'), '+14155552671');
  t.is(senderKey('14155552671'), '+14155552671');
});

test('short codes are plain digits and never those of the network', (t) => {
  t.is(read('20001', 'short_code'), 'short_code 20001');
  t.is(read('۳۰۷۰', 'short_code'), 'short_code 3070');
  t.is(read('8999', 'short_code'), 'RESERVED_CODE');
  t.is(read('195', 'short_code'), 'RESERVED_CODE');
  t.is(read('12', 'short_code'), 'CODE_LENGTH');
  t.is(read('30001234', 'short_code'), 'KIND_MISMATCH');
  t.is(read('9602', 'short_code'), 'KIND_MISMATCH');
});

test('a masked name keeps its case and answers to any case', (t) => {
  t.is(read('NEMOONEH', 'masked'), 'masked NEMOONEH');
  t.is(read('Bank 24'), 'masked Bank 24');
  t.is(senderKey('nemooneh'), senderKey('NEMOONEH'));
  t.is(senderKey('ＮＥＭＯＯＮＥＨ '), senderKey('NEMOONEH'));
  const parsed = parseSenderAddress('NEMOONEH', 'masked');
  t.is(parsed.ok && addressKey(parsed.sender), senderKey('Nemooneh'));
});

test('everything wrong with a masked name is said at once', (t) => {
  t.is(read('A', 'masked'), 'NAME_LENGTH');
  t.is(read('ABCDEFGHIJKL', 'masked'), 'NAME_LENGTH');
  t.is(read('123456', 'masked'), 'NAME_NEEDS_LETTER');
  t.is(read(' Shop', 'masked'), 'NAME_EDGE');
  t.is(read('Shop_', 'masked'), 'NAME_EDGE');
  t.is(read('My  Shop', 'masked'), 'NAME_DOUBLE_SPACE');
  t.is(read('Shop{1}', 'masked'), 'NAME_CHARACTERS');
  t.is(read('فروشگاه', 'masked'), 'NAME_CHARACTERS');
  t.is(read('Unverified', 'masked'), 'NAME_DECEPTIVE');
  t.is(read(' ۱۲۳۴۵۶۷۸۹۰۱۲', 'masked'), 'NAME_LENGTH NAME_CHARACTERS NAME_NEEDS_LETTER NAME_EDGE');
  for (const hint of ['masked', 'fixed_line', undefined] as const) t.is(read('', hint), 'EMPTY');
});

test('faults are explained in both languages', (t) => {
  const parsed = parseSenderAddress('02142750', 'fixed_line');
  t.false(parsed.ok);
  if (!parsed.ok) for (const { fa, en } of parsed.faults) t.true(fa.length > 10 && en.length > 10);
});

test('the canonical form reads as itself and has the key that look-ups use', (t) => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 3, maxLength: 16 });
  const prefixed = fc
    .tuple(fc.constantFrom('', '0', '98', '+98', '0098', '021', '3000', '98021', '1000', '96', '+1'), digits)
    .map(([prefix, rest]) => prefix + rest);
  const name = fc.string({ unit: fc.constantFrom(...'aBz09 _&@.'), minLength: 1, maxLength: 12 });
  const kinds = fc.constantFrom<SenderKind | undefined>(undefined, 'fixed_line', 'masked', 'long_number', 'short_code');
  fc.assert(
    fc.property(fc.oneof(prefixed, name), kinds, (input, hint) => {
      const parsed = parseSenderAddress(input, hint);
      if (!parsed.ok) return parsed.faults.length > 0;
      const again = parseSenderAddress(parsed.sender.address, hint);
      return (
        again.ok &&
        again.sender.address === parsed.sender.address &&
        senderKey(parsed.sender.address) === addressKey(parsed.sender) &&
        (hint !== undefined || senderKey(input) === addressKey(parsed.sender))
      );
    }),
    { numRuns: 1000 },
  );
  t.pass();
});

test('any input has a key', (t) => {
  fc.assert(fc.property(anyText(12), (input) => typeof senderKey(input) === 'string'));
  t.pass();
});
