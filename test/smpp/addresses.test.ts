import test from 'ava';
import { destinationAddress, messageParts, parseRouteUrl, sourceAddress, vendorTlvs } from '#src/smpp/index.ts';

const plain = parseRouteUrl('smpp://a:b@h');
const national = parseRouteUrl(
  'smpp://a:b@h?source.long_number=2/1&source.fixed_line=2/1&source.short_code=2/1&source.masked=5/1',
);

for (const [kind, address, usual, asDialled] of [
  ['masked', 'MohrBank', ['MohrBank', 5, 0], ['MohrBank', 5, 1]],
  ['short_code', '8999', ['8999', 3, 0], ['8999', 2, 1]],
  ['short_code', '738421', ['738421', 3, 0], ['738421', 2, 1]],
  ['long_number', '10008588', ['9810008588', 1, 1], ['10008588', 2, 1]],
  ['long_number', '20001234', ['9820001234', 1, 1], ['20001234', 2, 1]],
  ['long_number', '300012345678', ['98300012345678', 1, 1], ['300012345678', 2, 1]],
  ['long_number', '50001', ['9850001', 1, 1], ['50001', 2, 1]],
  ['long_number', '90001234', ['9890001234', 1, 1], ['90001234', 2, 1]],
  ['fixed_line', '+982142750000', ['982142750000', 1, 1], ['02142750000', 2, 1]],
  ['fixed_line', '02142750000', ['982142750000', 1, 1], ['02142750000', 2, 1]],
] as const) {
  test(`${kind} ${address} is ${usual.join(' ')}, or as dialled ${asDialled.join(' ')}`, (t) => {
    for (const [route, [digits, ton, npi]] of [
      [plain, usual],
      [national, asDialled],
    ] as const) {
      t.deepEqual(sourceAddress({ kind, address }, route), { address: digits, ton, npi });
    }
  });
}

test('a source address beyond 20 characters, or none, is a RangeError', (t) => {
  t.throws(() => sourceAddress({ kind: 'masked', address: 'x'.repeat(21) }, plain), { instanceOf: RangeError });
  t.throws(() => sourceAddress({ kind: 'masked', address: '' }, plain), { instanceOf: RangeError });
});

test('a destination is digits without +, TON and NPI 1/1 unless the route says otherwise', (t) => {
  t.deepEqual(destinationAddress('+989121234567', plain), { address: '989121234567', ton: 1, npi: 1 });
  const other = parseRouteUrl('smpp://a:b@h?destination=0/1');
  t.deepEqual(destinationAddress('989121234567', other), { address: '989121234567', ton: 0, npi: 1 });
  for (const bad of ['09121234567', '', '+98912abc', '+98 912', '1'.repeat(16)]) {
    t.throws(() => destinationAddress(bad, plain), { instanceOf: RangeError });
  }
});

test('vendor TLVs carry the values of the message; one without its value is left out', (t) => {
  const { tlvs } = parseRouteUrl('smpp://a:b@h?tlvs=0x1400:{entityId},0x1401:{templateId},0x1402:X-{entityId}');
  t.deepEqual(vendorTlvs(tlvs, { entityId: '1101' }), [
    { tag: 0x1400, value: Buffer.from('1101') },
    { tag: 0x1402, value: Buffer.from('X-1101') },
  ]);
  t.deepEqual(vendorTlvs(parseRouteUrl('smpp://a:b@h?tlvs=0x1400:{constructor}').tlvs, {}), []);
});

test('one segment goes as it is, many behind a header each, or whole as payload', (t) => {
  const segments = [Buffer.from('aa'), Buffer.from('b')];
  const one = messageParts({ dataCoding: 0, segments: [Buffer.from('aa')] }, { long: 'udh', reference: 1 });
  t.deepEqual(one, [{ kind: 'short', octets: Buffer.from('aa'), udh: false, dataCoding: 0 }]);
  t.deepEqual(messageParts({ dataCoding: 8, segments }, { long: 'udh', reference: 0x1fe }), [
    { kind: 'short', octets: Buffer.from([5, 0, 3, 0xfe, 2, 1, 0x61, 0x61]), udh: true, dataCoding: 8 },
    { kind: 'short', octets: Buffer.from([5, 0, 3, 0xfe, 2, 2, 0x62]), udh: true, dataCoding: 8 },
  ]);
  t.deepEqual(messageParts({ dataCoding: 8, segments }, { long: 'payload', reference: 1 }), [
    { kind: 'payload', octets: Buffer.from('aab'), dataCoding: 8 },
  ]);
  const many = Array.from({ length: 256 }, () => Buffer.from('a'));
  t.throws(() => messageParts({ dataCoding: 0, segments: many }, { long: 'udh', reference: 1 }), {
    instanceOf: RangeError,
  });
});
