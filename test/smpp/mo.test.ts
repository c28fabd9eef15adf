import test from 'ava';
import fc from 'fast-check';
import { type Assembled, createMoAssembler } from '#src/smpp/mo.ts';
import { decodeText } from '#src/smpp/mo-text.ts';
import { readDelivery } from '#src/smpp/pdu-read.ts';
import { type DeliverFields, deliverBody, pduOctets } from '#test/support/smsc-zoo.ts';

const delivery = (fields: DeliverFields) => readDelivery(pduOctets(5, 0, 1, deliverBody(fields)));
const ucs2 = (text: string) => Buffer.from(text, 'utf16le').swap16();
const none = () => {};

for (const [coding, octets, text] of [
  [0, Buffer.from('hello 11'), 'hello 11'],
  [0, Buffer.from([0x00, 0x1b, 0x65, 0x1b, 0x3c, 0x11]), '@€[_'],
  [0, Buffer.from([0x1b, 0x41]), 'A'],
  [0, Buffer.from([0x41, 0x1b]), 'A '],
  [1, Buffer.from('plain'), 'plain'],
  [3, Buffer.from([0xe9]), 'é'],
  [8, ucs2('لغو۱۱'), 'لغو۱۱'],
  [8, ucs2('1️⃣1️⃣👍'), '1️⃣1️⃣👍'],
  [8, Buffer.concat([ucs2('۱۱'), Buffer.of(0)]), '۱۱'],
  [0x18, ucs2('لغو'), 'لغو'],
  [0x10, Buffer.from('STOP'), 'STOP'],
  [0xf1, Buffer.from('STOP'), 'STOP'],
  [0xe0, ucs2('لغو'), 'لغو'],
  [4, Buffer.from([1, 2, 3]), null],
  [0xf5, Buffer.from([1, 2, 3]), null],
] as const) {
  test(`data_coding 0x${coding.toString(16)} of ${octets.toString('hex')} is ${JSON.stringify(text)}`, (t) => {
    t.is(decodeText(coding, octets), text);
  });
}

test('any octets under any coding give a text or null', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.uint8Array(), (coding, octets) => {
      const text = decodeText(coding, Buffer.from(octets));
      t.true(text === null || typeof text === 'string');
    }),
  );
});

/** The parts of a text, with an 8-bit or 16-bit reference or as sar_ TLVs. */
function parts(text: string, { size, form }: { size: number; form: 'udh8' | 'udh16' | 'sar' }): DeliverFields[] {
  const octets = ucs2(text);
  const total = Math.ceil(octets.length / size);
  return Array.from({ length: total }, (_, i) => {
    const piece = octets.subarray(i * size, (i + 1) * size);
    if (form === 'sar') {
      const sar = [
        [0x020c, Buffer.of(1, 7)],
        [0x020e, Buffer.of(total)],
        [0x020f, Buffer.of(i + 1)],
      ] as const;
      return { body: piece, dataCoding: 8, tlvs: sar };
    }
    const udh = form === 'udh8' ? [5, 0, 3, 7, total, i + 1] : [6, 8, 4, 1, 7, total, i + 1];
    return { body: Buffer.concat([Buffer.from(udh), piece]), dataCoding: 8, esmClass: 0x40 };
  });
}

test('parts in any order, any form, cut anywhere, make the text that was sent', (t) => {
  const cases = fc.record({
    text: fc.string({ unit: fc.constantFrom(...'سلام دنیا 👍abc'), minLength: 21, maxLength: 400 }),
    size: fc.integer({ min: 9, max: 134 }),
    form: fc.constantFrom('udh8' as const, 'udh16' as const, 'sar' as const),
    order: fc.infiniteStream(fc.nat()),
  });
  fc.assert(
    fc.property(cases, ({ text, size, form, order }) => {
      const assembler = createMoAssembler({ timeoutMs: 1000, limit: 10 });
      const shuffled = parts(text, { size, form })
        .map((part) => ({ part, rank: order.next().value ?? 0 }))
        .sort((a, b) => a.rank - b.rank);
      let whole: Assembled | null = null;
      for (const { part } of shuffled) {
        t.is(whole, null);
        whole = assembler.take(delivery(part), none, 0);
      }
      t.like(whole?.message, { text, complete: true, from: '+989121234567', to: '982142750000' });
      t.is(whole?.answers.length, shuffled.length);
      t.is(assembler.size, 0);
    }),
  );
});

test('messages of two subscribers with one reference are not mixed', (t) => {
  const assembler = createMoAssembler({ timeoutMs: 1000, limit: 10 });
  const [a, b] = ['الف'.repeat(30), 'ب'.repeat(90)].map((text) => parts(text, { size: 134, form: 'udh8' }));
  assembler.take(delivery({ ...(a?.[0] as DeliverFields), from: '98911' }), none, 0);
  assembler.take(delivery({ ...(b?.[0] as DeliverFields), from: '98912' }), none, 0);
  const whole = assembler.take(delivery({ ...(a?.[1] as DeliverFields), from: '98911' }), none, 0);
  t.is(whole?.message.text, 'الف'.repeat(30));
});

test('a message whose parts do not all come is given up as what there is', (t) => {
  const assembler = createMoAssembler({ timeoutMs: 1000, limit: 10 });
  const [first, , third] = parts('الف'.repeat(60), { size: 134, form: 'udh8' });
  assembler.take(delivery(third as DeliverFields), none, 0);
  assembler.take(delivery(first as DeliverFields), none, 500);
  t.deepEqual(assembler.expire(999), []);
  const [given, ...more] = assembler.expire(1000);
  t.is(more.length, 0);
  t.is(given?.message.complete, false);
  t.is(given?.message.text, 'الف'.repeat(60).slice(0, 67) + 'الف'.repeat(60).slice(134));
  t.is(assembler.size, 0);
});

test('memory is bounded: the oldest unfinished message gives way', (t) => {
  const assembler = createMoAssembler({ timeoutMs: 1000, limit: 2 });
  const [first] = parts('الف'.repeat(60), { size: 134, form: 'udh8' });
  for (const from of ['1', '2', '3', '4']) assembler.take(delivery({ ...(first as DeliverFields), from }), none, 0);
  t.deepEqual(
    assembler.expire(0).map(({ message }) => message.from),
    ['+1', '+2'],
  );
  t.is(assembler.size, 2);
});

test('a concatenation header that makes no sense is read over', (t) => {
  const assembler = createMoAssembler({ timeoutMs: 1000, limit: 2 });
  for (const [total, part] of [
    [1, 1],
    [0, 0],
    [2, 3],
    [2, 0],
  ] as const) {
    const body = Buffer.concat([Buffer.from([5, 0, 3, 9, total, part]), Buffer.from('11')]);
    t.is(assembler.take(delivery({ body, esmClass: 0x40 }), none, 0)?.message.text, '11');
  }
});

test('a header that is longer than its message is no header', (t) => {
  const assembler = createMoAssembler({ timeoutMs: 1000, limit: 2 });
  const given = assembler.take(delivery({ body: Buffer.from([200, 0x31, 0x31]), esmClass: 0x40 }), none, 0);
  t.true(given?.message.text.endsWith('11'));
});
