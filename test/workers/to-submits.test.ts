import test from 'ava';
import { newId } from '#src/kernel/index.ts';
import type { ClaimedMessage } from '#src/messages/index.ts';
import { parseRouteUrl } from '#src/smpp/index.ts';
import { chooseRoute, takesLane } from '#src/workers/route-choice.rules.ts';
import { toSubmits } from '#src/workers/to-submits.ts';

const at = Date.parse('2026-11-22T12:00:00Z');

function message(changes: Partial<ClaimedMessage> = {}): ClaimedMessage {
  return {
    id: newId(),
    organization_id: null,
    sender_id: null,
    source_address: '+982142750000',
    source_kind: 'fixed_line',
    recipient: '+989121234567',
    operator: 'mci',
    lane: 'mci/service',
    text: 'hello',
    category: 'transactional',
    callback_url: null,
    valid_until: new Date(at + 90_061_000),
    tries: 1,
    segments: 1,
    template_id: null,
    pdus: null,
    part_states: {},
    decision_id: null,
    decided_until: null,
    reviewed: null,
    seal: '',
    ...changes,
  };
}

const submits = (options: string, changes: Partial<ClaimedMessage> = {}) =>
  toSubmits(message(changes), parseRouteUrl(`smpp://a:b@h?${options}`), { at, notAfter: at }).missing.map(
    ({ submit }) => submit,
  );

const long = 'Your parcel [7] is on its way. '.repeat(8);
const longFa = 'بسته شما در راه است. '.repeat(8);

test('a route says how long texts go: behind headers with one reference, or whole in message_payload', (t) => {
  for (const [text, dataCoding, size] of [
    [long, 0, 153],
    [longFa, 8, 134],
  ] as const) {
    const parts = submits('', { text }).map(({ part }) => part);
    t.true(parts.length > 1);
    t.is(new Set(parts.map(({ octets }) => octets[3])).size, 1);
    for (const [i, part] of parts.entries()) {
      t.like(part, { kind: 'short', udh: true, dataCoding });
      t.deepEqual([...part.octets.subarray(0, 3), ...part.octets.subarray(4, 6)], [5, 0, 3, parts.length, i + 1]);
      t.true(part.octets.length <= 6 + size);
    }
    const whole = submits('long=payload', { text }).map(({ part }) => part);
    t.is(whole.length, 1);
    t.like(whole[0], { kind: 'payload', dataCoding });
    t.deepEqual(whole[0]?.octets, Buffer.concat(parts.map(({ octets }) => octets.subarray(6))));
  }
});

test('a route that takes UCS-2 alone gets it, at the sizes of UCS-2', (t) => {
  t.like(submits('coding=ucs2')[0]?.part, { kind: 'short', udh: false, dataCoding: 8, octets: utf16('hello') });
  const parts = submits('coding=ucs2', { text: long }).map(({ part }) => part);
  t.is(parts.length, Math.ceil(long.length / 67));
  t.deepEqual(Buffer.concat(parts.map(({ octets }) => octets.subarray(6))), utf16(long));
  t.like(submits('coding=ucs2&long=payload', { text: long })[0]?.part, { kind: 'payload', octets: utf16(long) });
});

test('addresses, service type, vendor parameters and validity are as the route and the message say', (t) => {
  const tlvs = 'tlvs=0x1400:1101,0x1401:{templateId},0x1402:{decisionId},0x1403:{senderId}';
  const options = `destination=0/1&source.fixed_line=2/1/national&serviceType=OTP&${tlvs}`;
  const [submit] = submits(options, { template_id: 'template', decision_id: 'decision' });
  t.like(submit, {
    source: { address: '02142750000', ton: 2, npi: 1 },
    destination: { address: '989121234567', ton: 0, npi: 1 },
    serviceType: 'OTP',
    // One day, one hour, one minute and one second from now (SMPP 3.4 § 7.1.1.2).
    validityPeriod: '000001010101000R',
  });
  t.deepEqual(
    submit?.tlvs?.map(({ tag, value }) => [tag, value.toString()]),
    [
      [0x1400, '1101'],
      [0x1401, 'template'],
      [0x1402, 'decision'],
    ],
  );
});

test('parts that the SMSC took are not sent again, and the others keep reference and number', (t) => {
  const first = message({ text: long });
  const route = parseRouteUrl('smpp://a:b@h');
  const all = toSubmits(first, route, { at, notAfter: at });
  const again = toSubmits({ ...first, tries: 2, part_states: { 1: 'submitted' } }, route, { at, notAfter: at });
  t.is(again.pdus, all.pdus);
  t.deepEqual(
    again.missing.map(({ part, submit }) => [part, submit.part]),
    all.missing.slice(1).map(({ part, submit }) => [part, submit.part]),
  );
});

test('a route takes the operators and classes that it names, and those of the lowest rank share by weight', (t) => {
  const route = { operators: ['mci'], lineClasses: ['service'], rank: 1, weight: 3 };
  t.true(takesLane(route, 'mci/service'));
  t.false(takesLane(route, 'mci/promotional'));
  t.false(takesLane(route, 'irancell/service'));
  t.true(takesLane({ ...route, operators: [], lineClasses: [] }, '/promotional'));
  const other = { ...route, weight: 1 };
  const last = { ...route, rank: 2, weight: 100 };
  t.is(chooseRoute([last, route, other], 0), route);
  t.is(chooseRoute([last, route, other], 0.74), route);
  t.is(chooseRoute([last, route, other], 0.76), other);
  t.is(chooseRoute([last], 0.5), last);
  t.is(chooseRoute([], 0.5), null);
});

const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16();
