import test from 'ava';
import { choosePack, compile, evaluate, explain, factsWith, packNamed } from '#src/policy/index.ts';
import { packDocument, rule } from './small-pack.ts';

const hours = (window: string) => ({ h: { days: [{ on: ['all'], hours: [window] }] } });

/** A chat channel of its own, judged together with the recipient's country. */
const chat = compile(
  packDocument({
    pack: 'chat',
    withCountry: true,
    jurisdiction: { countries: ['*'], channels: ['whatsapp'], timeZone: 'UTC' },
    define: { promotion: 'message.promotional && channel.windowOpen' },
    windows: hours('06:00-23:00'),
    rules: [
      rule({ id: 'stopped', code: 'OPTED_OUT', when: 'promotion && channel.marketingStopped' }),
      rule({ id: 'night', code: 'QUIET_HOURS', effect: 'defer', when: 'promotion', window: 'h' }),
      rule({ id: 'forbidden', code: 'FORBIDDEN_CONTENT', when: '"gambling" in message.forbidden' }),
    ],
  }),
);
/** A country whose rules partly hold on the chat channel, too; the names inside it are those of the channel's pack. */
const home = compile(
  packDocument({
    pack: 'home',
    define: { promotion: 'message.promotional' },
    windows: hours('08:00-22:00'),
    caps: { c: { of: 'recent.organizationPromotional', limit: 1, within: 'PT24H' } },
    rules: [
      rule({ id: 'line', code: 'PROMO_ON_SERVICE_LINE', when: 'promotion && sender.lineClass == "service"' }),
      rule({
        id: 'hours',
        code: 'QUIET_HOURS',
        effect: 'defer',
        when: 'promotion',
        window: 'h',
        alsoOn: ['whatsapp'],
        effectiveFrom: '2026-01-01',
      }),
      rule({ id: 'cap', code: 'FREQUENCY_CAP', when: 'promotion', cap: 'c', alsoOn: ['whatsapp'] }),
      rule({
        id: 'forbidden',
        code: 'FORBIDDEN_CONTENT',
        when: 'size(message.forbidden) > 0',
        evidence: ['message.forbidden'],
        alsoOn: ['whatsapp'],
      }),
    ],
  }),
);
const elsewhere = compile(
  packDocument({ pack: 'default', jurisdiction: { countries: ['*'], channels: ['sms'], timeZone: 'UTC' } }),
);
const packs = [home, chat, elsewhere];
const joint = choosePack(packs, 'IR', 'whatsapp');

const decide = (changes: Record<string, unknown>, at: string) => {
  const facts = factsWith(
    { 'recipient.timeZones': ['Asia/Tehran'], 'sender.lineClass': 'service', ...changes },
    [],
    (m) => {
      throw new Error(m);
    },
  );
  const { outcome, notBefore, reasons } = evaluate(joint, facts, Temporal.Instant.from(at));
  return [outcome, notBefore?.toString() ?? null, reasons.map((reason) => reason.rule).join(' ')];
};
const promotion = { 'message.promotional': true };

test('a channel’s pack is chosen together with that of the recipient’s country, once for all', (t) => {
  t.is(joint.name, 'chat+home');
  t.is(joint.version, '1.0.0+home.1.0.0');
  t.deepEqual(joint.source.jurisdiction, { countries: ['IR'], channels: ['whatsapp'], timeZone: 'Asia/Tehran' });
  t.is(choosePack(packs, 'IR', 'whatsapp'), joint);
  t.is(choosePack(packs, 'FR', 'whatsapp').name, 'chat+default');
  t.is(choosePack(packs, 'IR'), home);
  t.is(choosePack([chat], 'IR', 'whatsapp'), chat);
  t.is(packNamed(new Map(packs.map((pack) => [pack.name, pack])), 'chat+home'), joint);
  t.not(joint.digest, choosePack([chat, compile({ ...packDocument(), pack: 'home' })], 'IR', 'whatsapp').digest);
});

test('of the country’s rules only those that speak of the channel hold, under their own names', (t) => {
  t.deepEqual(
    joint.rules.map(({ name }) => name),
    ['chat/stopped', 'chat/night', 'home/hours', 'home/cap', 'home/forbidden'],
  );
  t.deepEqual(decide(promotion, '2026-11-23T12:00:00+03:30'), ['allow', null, '']);
  t.deepEqual(decide({ 'message.forbidden': ['alcohol'] }, '2026-11-23T12:00:00+03:30'), [
    'deny',
    null,
    'home/forbidden',
  ]);
});

test('windows, caps and definitions of the same name stay apart, and the wait is the one that suits all', (t) => {
  const night = '2026-11-23T23:30:00+03:30';
  t.deepEqual(decide(promotion, night), ['defer', '2026-11-24T04:30:00Z', 'chat/night home/hours']);
  t.deepEqual(decide({ ...promotion, 'channel.windowOpen': false }, night), [
    'defer',
    '2026-11-24T04:30:00Z',
    'home/hours',
  ]);
  const sent = { 'recent.organizationPromotional': [Date.parse('2026-11-23T06:00:00Z')] };
  t.deepEqual(decide({ ...promotion, ...sent }, '2026-11-23T12:00:00+03:30'), ['deny', null, 'home/cap']);
});

test('a rule of the country keeps its dates in its own zone, and is explained with the others', (t) => {
  t.deepEqual(decide(promotion, '2025-12-31T22:30:00+03:30'), ['allow', null, '']);
  t.deepEqual(decide(promotion, '2026-01-01T00:00:00+03:30')[2], 'chat/night home/hours');
  const facts = factsWith(promotion, [], (m) => t.fail(m));
  t.is(explain(joint, facts, Temporal.Instant.from('2026-11-23T12:00:00Z')).rules.length, joint.rules.length);
});

test('a rule cannot be said to hold, too, on the channel that its pack is for', (t) => {
  const error = t.throws(() => compile(packDocument({ rules: [rule({ alsoOn: ['sms'] })] })));
  t.regex(error?.message ?? '', /rules\.no-promotion\.alsoOn: the pack is for sms already/);
});
