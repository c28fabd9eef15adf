import test from 'ava';
import fc from 'fast-check';
import { answerKey, receiptKey } from '#src/smpp/message-id.ts';
import { readDelivery } from '#src/smpp/pdu-read.ts';
import { type Receipt, readReceipt } from '#src/smpp/receipt.ts';
import { type DeliverFields, deliverBody, pduOctets } from '#test/support/smsc-zoo.ts';

type Route = Parameters<typeof readReceipt>[1];
const utc: Route = { receiptIdBase: 'same', receiptTimeZone: 'UTC' };

function read(fields: Omit<DeliverFields, 'body'> & { text: string }, route: Route = utc): Receipt | null {
  const body = deliverBody({ ...fields, body: Buffer.from(fields.text, 'latin1') });
  return readReceipt(readDelivery(pduOctets(5, 0, 1, body)), route);
}

const tlvs = (messageId: string, state: number) =>
  [
    [0x001e, Buffer.from(`${messageId}\0`)],
    [0x0427, Buffer.of(state)],
  ] as const;

const appendixB = (stat: string, more = '') =>
  `id:0123456789 sub:001 dlvrd:001 submit date:2611221200 done date:2611221207 stat:${stat} err:017 text:Hello${more}`;

test('the form of Appendix B is read from its text', (t) => {
  t.deepEqual(read({ text: appendixB('DELIVRD'), esmClass: 4 }), {
    messageIds: ['0123456789'],
    messageKeys: ['123456789'],
    state: 'delivered',
    final: true,
    errorCode: '017',
    doneAt: new Date('2026-11-22T12:07:00Z'),
    from: '989121234567',
    to: '982142750000',
  });
});

for (const [stat, state, final] of [
  ['DELIVRD', 'delivered', true],
  ['EXPIRED', 'expired', true],
  ['DELETED', 'deleted', true],
  ['UNDELIV', 'undeliverable', true],
  ['ACCEPTD', 'accepted', false],
  ['UNKNOWN', 'unknown', true],
  ['REJECTD', 'rejected', true],
  ['ENROUTE', 'enroute', false],
  ['FAILED', 'undeliverable', true],
  ['delivered', 'delivered', true],
  ['NONSENSE', 'unknown', true],
] as const) {
  test(`stat:${stat} is ${state}`, (t) => {
    t.like(read({ text: appendixB(stat), esmClass: 4 }), { state, final });
  });
}

for (const [code, state] of [
  [1, 'enroute'],
  [2, 'delivered'],
  [3, 'expired'],
  [4, 'deleted'],
  [5, 'undeliverable'],
  [6, 'accepted'],
  [7, 'unknown'],
  [8, 'rejected'],
  [99, 'unknown'],
] as const) {
  test(`message_state ${code} is ${state}`, (t) => {
    t.like(read({ text: '', esmClass: 4, tlvs: tlvs('a1', code) }), { state, messageIds: ['a1'] });
  });
}

test('TLVs win over the text, and both ids are given where they differ', (t) => {
  const receipt = read({ text: appendixB('UNDELIV'), esmClass: 4, tlvs: tlvs('77', 2) });
  t.like(receipt, { state: 'delivered', messageIds: ['77', '0123456789'], messageKeys: ['77', '123456789'] });
});

test('ids that differ in padding only are one key', (t) => {
  const text = appendixB('DELIVRD').replace('0123456789', '0000000001');
  t.deepEqual(read({ text, esmClass: 4, tlvs: tlvs('000001', 2) })?.messageKeys, ['1']);
});

test('what is not marked as a receipt is one only in the whole form of Appendix B', (t) => {
  t.like(read({ text: appendixB('REJECTD'), esmClass: 0 }), { state: 'rejected' });
  t.like(read({ text: 'x', esmClass: 0, tlvs: tlvs('5', 2) }), { state: 'delivered' });
  for (const text of ['11', 'id:1 stat:DELIVRD', `my ${appendixB('DELIVRD')}`, 'لغو', '']) {
    t.is(read({ text, esmClass: 0 }), null);
  }
});

test('an intermediate notification is a receipt that is not final', (t) => {
  t.like(read({ text: appendixB('ENROUTE'), esmClass: 0x20 }), { state: 'enroute', final: false });
});

test('a receipt text is read as Latin-1 whatever data_coding says', (t) => {
  t.like(read({ text: appendixB('DELIVRD'), esmClass: 4, dataCoding: 8 }), { state: 'delivered', errorCode: '017' });
});

test('a receipt in message_payload is read', (t) => {
  const payload = Buffer.from(appendixB('EXPIRED'));
  t.like(read({ text: '', esmClass: 4, tlvs: [[0x0424, payload]] }), { state: 'expired' });
});

test('no error is null, a network error code counts where the text has none', (t) => {
  t.like(read({ text: appendixB('DELIVRD').replace('017', '000'), esmClass: 4 }), { errorCode: null });
  const network = [[0x0423, Buffer.from([3, 0, 27])]] as const;
  t.like(read({ text: 'id:9 stat:UNDELIV', esmClass: 4, tlvs: network }), { errorCode: '27' });
});

for (const [written, zone, expected] of [
  ['2611221207', 'UTC', '2026-11-22T12:07:00.000Z'],
  ['261122120759', 'UTC', '2026-11-22T12:07:59.000Z'],
  ['202611221207', 'UTC', '2026-11-22T12:07:00.000Z'],
  ['20261122120759', 'UTC', '2026-11-22T12:07:59.000Z'],
  ['2611221207', 'Asia/Tehran', '2026-11-22T08:37:00.000Z'],
  ['2607011207', 'Europe/Berlin', '2026-07-01T10:07:00.000Z'],
  ['2699991207', 'UTC', null],
  ['2602301207', 'Asia/Tehran', null],
] as const) {
  test(`done date:${written} in ${zone} is ${expected}`, (t) => {
    const text = appendixB('DELIVRD').replace('2611221207', written);
    const receipt = read({ text, esmClass: 4 }, { receiptIdBase: 'same', receiptTimeZone: zone });
    t.is(receipt?.doneAt?.toISOString() ?? null, expected);
  });
}

test('an answer and its receipt meet whatever base, padding and case each is written in', (t) => {
  const pads = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 70n }), pads, pads, fc.boolean(), (number, one, other, upper) => {
      const hex = (zeros: number) => {
        const text = '0'.repeat(zeros) + number.toString(16);
        return upper ? text.toUpperCase() : text;
      };
      const dec = (zeros: number) => '0'.repeat(zeros) + number.toString();
      t.is(answerKey(hex(one), 'dec'), receiptKey(dec(other), 'dec'));
      t.is(answerKey(dec(one), 'hex'), receiptKey(hex(other), 'hex'));
      t.is(answerKey(hex(one), 'same'), receiptKey(hex(other), 'same'));
    }),
  );
});

test('ids that are no numbers keep their case', (t) => {
  t.is(answerKey('Smsc2001', 'same'), 'Smsc2001');
  t.is(receiptKey('Smsc2001', 'hex'), 'Smsc2001');
  t.not(answerKey('aZ1', 'same'), answerKey('Az1', 'same'));
});
