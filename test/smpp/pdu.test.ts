import test from 'ava';
import fc from 'fast-check';
import smpp from 'smpp';
import { createFramer, ProtocolError } from '#src/smpp/pdu-framer.ts';
import { readDelivery, splitUdh } from '#src/smpp/pdu-read.ts';
import { bindPdu, deliveryResponse, headerPdu, submitSize, writeSubmit } from '#src/smpp/pdu-write.ts';
import { assertSubmittable, type SubmitMessage } from '#src/smpp/submit-message.ts';
import { hello } from '#test/support/smpp.ts';
import { deliverBody, pduOctets } from '#test/support/smsc-zoo.ts';

function octetsOf(message: SubmitMessage, sequence = 1): Buffer {
  const octets = Buffer.alloc(submitSize(message));
  writeSubmit(octets, 0, message, sequence);
  return octets;
}

test('a submit_sm is written octet for octet as SMPP 3.4 §4.4.1 lays it out', (t) => {
  const message = hello({
    source: { address: 'MOHR', ton: 5, npi: 0 },
    destination: { address: '98912', ton: 1, npi: 1 },
    part: { kind: 'short', octets: Buffer.from('hi'), udh: true, dataCoding: 8 },
    priority: 2,
    tlvs: [{ tag: 0x1400, value: Buffer.from('E') }],
  });
  t.is(
    octetsOf(message, 0x01020304).toString('hex'),
    [
      '00000031000000040000000001020304', // length, submit_sm, status, sequence
      '00', // service_type
      '05004d4f485200', // TON 5, NPI 0, MOHR
      '0101393839313200', // TON 1, NPI 1, 98912
      '400002', // esm_class with UDH, protocol, priority
      '0000', // schedule_delivery_time, validity_period
      '0100', // registered_delivery, replace_if_present
      '080002', // data_coding, default message id, length
      '6869',
      '1400000145', // TLV 0x1400
    ].join(''),
  );
});

const address = fc.record({
  address: fc.stringMatching(/^[A-Za-z0-9]{0,20}$/),
  ton: fc.integer({ min: 0, max: 6 }),
  npi: fc.integer({ min: 0, max: 18 }),
});

test('whatever is written, another codec reads the same', (t) => {
  const arbitrary = fc.record({
    source: address,
    destination: address,
    text: fc.string({ unit: fc.constantFrom(...'abcXYZ019 سلام۱'), maxLength: 70 }),
    payload: fc.boolean(),
    registeredDelivery: fc.constantFrom<0 | 1>(0, 1),
    priority: fc.constantFrom<0 | 1 | 2 | 3>(0, 1, 2, 3),
    serviceType: fc.stringMatching(/^[A-Z]{0,5}$/),
    vendor: fc.uint8Array({ minLength: 1, maxLength: 300 }),
    sequence: fc.integer({ min: 1, max: 0x7fffffff }),
  });
  fc.assert(
    fc.property(arbitrary, ({ text, payload, vendor, sequence, ...fields }) => {
      const octets = Buffer.from(text, 'utf16le').swap16();
      const kind = payload ? ('payload' as const) : ('short' as const);
      const message: SubmitMessage = {
        ...fields,
        part: { kind, octets, udh: false, dataCoding: 8 },
        tlvs: [{ tag: 0x1401, value: Buffer.from(vendor) }],
      };
      assertSubmittable(message);
      const read = new smpp.PDU(octetsOf(message, sequence));
      t.is(read.command, 'submit_sm');
      t.is(read.sequence_number, sequence);
      t.deepEqual(
        [read.source_addr, read.source_addr_ton, read.source_addr_npi],
        [fields.source.address, fields.source.ton, fields.source.npi],
      );
      t.deepEqual(
        [read.destination_addr, read.dest_addr_ton, read.dest_addr_npi],
        [fields.destination.address, fields.destination.ton, fields.destination.npi],
      );
      t.is(read.service_type, fields.serviceType);
      t.is(read.priority_flag, fields.priority);
      t.is(read.registered_delivery, fields.registeredDelivery);
      t.is(read.data_coding, 8);
      const body = read[payload ? 'message_payload' : 'short_message'] as { message: string };
      t.is(body.message, text);
      t.deepEqual(read[String(0x1401)], Buffer.from(vendor));
    }),
  );
});

test('another codec reads our bind, header PDUs and answers', (t) => {
  const bind = new smpp.PDU(bindPdu({ systemId: 'me', password: 'pw', systemType: 'SMS', interfaceVersion: 0x34 }, 1));
  t.like(bind, {
    command: 'bind_transceiver',
    system_id: 'me',
    password: 'pw',
    system_type: 'SMS',
    interface_version: 0x34,
    sequence_number: 1,
  });
  t.like(new smpp.PDU(headerPdu(0x15, 9)), { command: 'enquire_link', sequence_number: 9 });
  const answer = new smpp.PDU(deliveryResponse(0x80000005, 3, 0x64));
  t.like(answer, { command: 'deliver_sm_resp', command_status: 0x64, sequence_number: 3 });
});

test('whatever another codec writes as deliver_sm, we read the same', (t) => {
  fc.assert(
    fc.property(address, address, fc.uint8Array({ maxLength: 254 }), fc.boolean(), (from, to, octets, payload) => {
      const body = Buffer.from(octets);
      const pdu = new smpp.PDU('deliver_sm', {
        source_addr: from.address,
        source_addr_ton: from.ton,
        source_addr_npi: from.npi,
        destination_addr: to.address,
        dest_addr_ton: to.ton,
        dest_addr_npi: to.npi,
        esm_class: 4,
        data_coding: 4,
        receipted_message_id: 'x1',
        [payload ? 'message_payload' : 'short_message']: body,
      }) as unknown as { toBuffer(): Buffer };
      const read = readDelivery(pdu.toBuffer());
      t.deepEqual([read.source, read.destination], [from, to]);
      t.deepEqual([read.esmClass, read.dataCoding], [4, 4]);
      t.deepEqual(Buffer.from(read.body), body);
      t.is(read.tlvs.get(0x001e)?.toString(), 'x1\0');
    }),
  );
});

test('a stream cut anywhere gives the PDUs that were put into it', (t) => {
  const pdus = fc.array(
    fc.uint8Array({ maxLength: 60 }).map((body) => pduOctets(5, 0, 7, Buffer.from(body))),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(pdus, fc.array(fc.integer({ min: 1, max: 40 })), (whole, sizes) => {
      const stream = Buffer.concat(whole);
      const framer = createFramer();
      const got: Buffer[] = [];
      let at = 0;
      for (const size of [...sizes, stream.length]) {
        framer.push(stream.subarray(at, at + size), (pdu) => got.push(pdu));
        at += size;
      }
      t.deepEqual(got, whole);
    }),
  );
});

test('no octets make the reader fail in any way but a protocol error', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (octets) => {
      const pdu = pduOctets(5, 0, 1, Buffer.from(octets));
      try {
        splitUdh(readDelivery(pdu));
      } catch (error) {
        t.true(error instanceof ProtocolError, String(error));
      }
      t.pass();
    }),
  );
});

test('a deliver_sm cut short anywhere is a protocol error or has lost its TLVs only', (t) => {
  const body = deliverBody({ body: Buffer.from('hello'), tlvs: [[0x0427, Buffer.of(2)]] });
  for (let length = 0; length < body.length; length++) {
    const pdu = pduOctets(5, 0, 1, body.subarray(0, length));
    try {
      t.is(readDelivery(pdu).body.toString(), 'hello');
    } catch (error) {
      t.true(error instanceof ProtocolError);
    }
  }
});

for (const [what, fields] of [
  ['a source address of 21 characters', { source: { address: 'x'.repeat(21), ton: 5, npi: 0 } }],
  ['a source address outside Latin-1', { source: { address: 'مهر', ton: 5, npi: 0 } }],
  ['an address with a NUL', { destination: { address: '98\u0000912', ton: 1, npi: 1 } }],
  ['a short body of 255 octets', { part: { kind: 'short', octets: Buffer.alloc(255), udh: false, dataCoding: 0 } }],
  ['a payload of 64 KiB', { part: { kind: 'payload', octets: Buffer.alloc(65_536), dataCoding: 0 } }],
  ['a validity period of another length', { validityPeriod: '000000' }],
  ['a TLV with a tag of 17 bits', { tlvs: [{ tag: 0x10000, value: Buffer.alloc(1) }] }],
] as const satisfies readonly (readonly [string, Partial<SubmitMessage>])[]) {
  test(`${what} is a RangeError, not a broken PDU`, (t) => {
    t.throws(() => assertSubmittable(hello(fields)), { instanceOf: RangeError });
  });
}
