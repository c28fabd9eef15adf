import test from 'ava';
import fc from 'fast-check';
import {
  cut,
  decodeGsm7,
  decodeUcs2,
  encodeGsm7,
  encodeUcs2,
  gsm7Length,
  type Part,
  segment,
} from '#src/text/index.ts';
import { anyText } from './any-text.ts';

const GSM = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡AZÄÖÑÜ§¿azäöñüà^{}\\[~]|€\f';

test('every character of the GSM alphabet survives encoding', (t) => {
  const octets = encodeGsm7(GSM);
  t.truthy(octets);
  t.is(decodeGsm7(octets!), GSM);
  t.true(octets!.every((octet) => octet < 0x80));
});

test('known codes are where the standard has them', (t) => {
  const table: ReadonlyArray<readonly [string, number[]]> = [
    ['@', [0x00]],
    ['Δ', [0x10]],
    [' ', [0x20]],
    ['¡', [0x40]],
    ['A', [0x41]],
    ['§', [0x5f]],
    ['¿', [0x60]],
    ['à', [0x7f]],
    ['€', [0x1b, 0x65]],
    ['[', [0x1b, 0x3c]],
    ['|', [0x1b, 0x40]],
  ];
  for (const [text, octets] of table) t.deepEqual([...encodeGsm7(text)!], octets, text);
});

test('what is not in the GSM alphabet is not forced into it', (t) => {
  for (const text of ['ç', '`', 'سلام', '۱', '😀', '’', '\t', '\u001b']) {
    t.is(encodeGsm7(text), null, text);
    t.is(gsm7Length(text), -1);
  }
});

test('damaged GSM octets are read as far as they go', (t) => {
  t.is(decodeGsm7(Uint8Array.of(0x41, 0x1b)), 'A ');
  t.is(decodeGsm7(Uint8Array.of(0x1b, 0x41)), 'A');
  t.is(decodeGsm7(Uint8Array.of(0x80, 0x41)), '\ufffdA');
  t.is(decodeUcs2(Uint8Array.of(0x06, 0x33, 0x06)), 'س');
});

test('lengths and segments are counted in units of the charset', (t) => {
  const table: ReadonlyArray<readonly [string, string, number, number]> = [
    ['', 'GSM7', 0, 1],
    ['a'.repeat(160), 'GSM7', 160, 1],
    ['a'.repeat(161), 'GSM7', 161, 2],
    ['a'.repeat(306), 'GSM7', 306, 2],
    ['a'.repeat(307), 'GSM7', 307, 3],
    ['€'.repeat(80), 'GSM7', 160, 1],
    [`${'a'.repeat(152)}€${'a'.repeat(10)}`, 'GSM7', 164, 2],
    // An escape pair that does not fit moves to the next part whole.
    [`${'a'.repeat(152)}€${'a'.repeat(151)}`, 'GSM7', 305, 2],
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM7', 306, 3],
    ['س'.repeat(70), 'UCS2', 70, 1],
    ['س'.repeat(71), 'UCS2', 71, 2],
    ['س'.repeat(134), 'UCS2', 134, 2],
    ['س'.repeat(135), 'UCS2', 135, 3],
    ['😀'.repeat(35), 'UCS2', 70, 1],
    ['😀'.repeat(67), 'UCS2', 134, 3],
    ['\nلغو11', 'UCS2', 6, 1],
  ];
  for (const [text, charset, characters, segments] of table) {
    t.deepEqual(segment(text), { charset, characters, segments } as ReturnType<typeof segment>);
  }
});

test('parts carry the concatenation header', (t) => {
  const parts = cut('س'.repeat(100), { reference: 0x1fe, mode: 'udh8' });
  t.deepEqual(
    parts.map((part) => [...part.udh!]),
    [
      [5, 0, 3, 0xfe, 2, 1],
      [5, 0, 3, 0xfe, 2, 2],
    ],
  );
  t.is(parts[0]!.dataCoding, 8);
  t.deepEqual(
    parts.map((part) => part.userData.length),
    [134, 66],
  );
  t.is(cut('short', { reference: 1, mode: 'udh8' })[0]!.udh, null);
});

test('as a payload the text stays whole', (t) => {
  const [part, ...others] = cut('a'.repeat(500), { reference: 1, mode: 'payload' });
  t.is(others.length, 0);
  t.is(part!.udh, null);
  t.is(part!.dataCoding, 0);
  t.is(part!.userData.length, 500);
});

test('a text that no header can count is refused', (t) => {
  t.throws(() => cut('a'.repeat(153 * 256), { reference: 1, mode: 'udh8' }), { instanceOf: RangeError });
});

const decode = (part: Part): string => (part.dataCoding === 0 ? decodeGsm7(part.userData) : decodeUcs2(part.userData));

test('parts join again to the text, fit their limits and split nothing', (t) => {
  const gsm = fc.string({ unit: fc.constantFrom(...GSM), maxLength: 700 });
  const wide = fc.string({
    unit: fc.oneof(fc.constantFrom('س', '😀', 'ی', '🇮🇷', 'a'), anyText(1)),
    maxLength: 400,
  });
  fc.assert(
    fc.property(fc.oneof(gsm, wide), (text) => {
      const parts = cut(text, { reference: 7, mode: 'udh8' });
      const pieces = parts.map(decode);
      if (pieces.join('') !== text || parts.length !== segment(text).segments) return false;
      const limit =
        parts.length === 1 ? (parts[0]!.dataCoding === 0 ? 160 : 140) : parts[0]!.dataCoding === 0 ? 153 : 134;
      return parts.every(
        (part, i) =>
          part.userData.length <= limit &&
          part.userData.at(-1) !== (part.dataCoding === 0 ? 0x1b : -1) &&
          whole(pieces[i]!, text),
      );
    }),
    { numRuns: 300 },
  );
  t.pass();
});

/** A piece of a well-formed text is well-formed where no pair was split. */
const whole = (piece: string, text: string): boolean => !text.isWellFormed() || piece.isWellFormed();

test('UCS-2 is big-endian UTF-16', (t) => {
  t.deepEqual([...encodeUcs2('س😀')], [0x06, 0x33, 0xd8, 0x3d, 0xde, 0x00]);
  fc.assert(fc.property(anyText(12), (text) => decodeUcs2(encodeUcs2(text)) === text));
});
