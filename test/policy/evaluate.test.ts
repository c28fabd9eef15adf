import test from 'ava';
import { compile, evaluate, type Facts, factsWith, missingFacts, sampleFacts } from '#src/policy/index.ts';
import { packDocument, rule } from './small-pack.ts';

const noon = Temporal.Instant.from('2026-11-23T12:00:00+03:30');
const at = (time: string) => Temporal.Instant.from(time);
const facts = (values: Record<string, unknown>, without: string[] = []): Facts =>
  factsWith(values, without, (message) => {
    throw new Error(message);
  });
const promotion = facts({ 'message.promotional': true });
const withRules = (...rules: Record<string, unknown>[]) => compile(packDocument({ rules }));

test('nothing that fires is an allow without reasons', (t) => {
  const decision = evaluate(withRules(rule()), sampleFacts(), noon);
  t.deepEqual(decision, { outcome: 'allow', notBefore: null, reasons: [], upcoming: [] });
});

test('the strictest effect wins and every reason is given', (t) => {
  const effects = ['shadow', 'warn', 'hold', 'deny'];
  for (let count = 1; count <= effects.length; count += 1) {
    const pack = withRules(...effects.slice(0, count).map((effect) => rule({ id: `r-${effect}`, effect })));
    const decision = evaluate(pack, promotion, noon);
    t.is(decision.outcome as string, ['allow', 'allow', 'hold', 'deny'][count - 1] ?? '');
    t.deepEqual(
      decision.reasons.map((reason) => reason.effect as string),
      effects.slice(0, count),
    );
  }
});

test('a reason says its rule, its code, its basis, its remedy and what it points at', (t) => {
  const pack = withRules(
    rule({ when: 'size(message.sensitive) > 0', code: 'SENSITIVE_DATA', evidence: ['message.sensitive'] }),
  );
  const [reason] = evaluate(pack, facts({ 'message.sensitive': ['card_number'] }), noon).reasons;
  t.is(reason?.rule, 'small/no-promotion');
  t.is(reason?.code, 'SENSITIVE_DATA');
  t.is(reason?.message.fa, 'نه');
  t.is(reason?.basis.source, 'test');
  t.deepEqual(reason?.evidence, ['card_number']);
});

test('a fact that is missing, or of another type, holds the message and is named', (t) => {
  const pack = withRules(rule({ when: 'message.promotional && recipient.nationalBlock' }));
  for (const broken of [undefined, 'no', 0, null]) {
    const incomplete = {
      ...promotion,
      recipient: { ...promotion.recipient, nationalBlock: broken },
    } as unknown as Facts;
    const decision = evaluate(pack, incomplete, noon);
    t.is(decision.outcome, 'hold');
    t.deepEqual(decision.reasons[0]?.missing, ['recipient.nationalBlock']);
  }
  const groupless = { ...promotion, recipient: undefined } as unknown as Facts;
  t.is(evaluate(pack, groupless, noon).outcome, 'hold');
});

test('the facts that recorded traffic lacks for a pack are named', (t) => {
  const pack = withRules(rule({ when: 'message.promotional && recipient.nationalBlock' }));
  t.deepEqual(missingFacts(pack, sampleFacts()), []);
  t.deepEqual(missingFacts(pack, facts({}, ['recipient.nationalBlock', 'message.fraud'])), ['recipient.nationalBlock']);
});

test('a word that the fact can never be, or a number that is none, holds like a missing fact', (t) => {
  const unknownState = { ...promotion, consent: { ...promotion.consent, promotional: 'maybe' } } as unknown as Facts;
  const consent = withRules(rule({ when: 'message.promotional && consent.promotional != "opted_in"' }));
  t.deepEqual(evaluate(consent, unknownState, noon).reasons[0]?.missing, ['consent.promotional']);
  const uncounted = { ...promotion, message: { ...promotion.message, segments: Number.NaN } };
  t.is(evaluate(withRules(rule({ when: 'message.segments > 10' })), uncounted, noon).outcome, 'hold');
});

test('a missing fact that could not change the answer does not hold', (t) => {
  const pack = withRules(rule({ when: 'message.promotional && recipient.nationalBlock' }));
  t.is(evaluate(pack, facts({}, ['recipient.nationalBlock']), noon).outcome, 'allow');
});

test('a missing fact under a rule that only remarks is remarked upon', (t) => {
  const pack = withRules(rule({ effect: 'warn' }));
  const decision = evaluate(pack, facts({}, ['message.promotional']), noon);
  t.is(decision.outcome, 'allow');
  t.is(decision.reasons[0]?.effect, 'warn');
});

test('a time zone that does not exist holds the message', (t) => {
  const pack = compile(packDocument({ windows: day, rules: [quiet] }));
  const lost = facts({ 'message.promotional': true, 'recipient.timeZones': ['Asia/Atlantis'] });
  t.is(evaluate(pack, lost, noon).outcome, 'hold');
});

const day = { hours: { days: [{ on: ['all'], hours: ['08:00-22:00'] }] } };
const quiet = rule({ id: 'quiet', code: 'QUIET_HOURS', effect: 'defer', window: 'hours' });

test('a rule with a window defers to the instant at which it opens', (t) => {
  const pack = compile(packDocument({ windows: day, rules: [quiet] }));
  const decision = evaluate(pack, promotion, at('2026-11-23T22:00:00+03:30'));
  t.is(decision.outcome, 'defer');
  t.is(decision.notBefore?.toString(), '2026-11-24T04:30:00Z');
  t.is(decision.reasons[0]?.allowedAt?.toString(), '2026-11-24T04:30:00Z');
});

test('time heals nothing when another rule refuses, but the reason still says when time would', (t) => {
  const pack = compile(packDocument({ windows: day, rules: [quiet, rule()] }));
  const decision = evaluate(pack, promotion, at('2026-11-23T22:00:00+03:30'));
  t.is(decision.outcome, 'deny');
  t.is(decision.notBefore, null);
  t.is(decision.reasons[0]?.allowedAt?.toString(), '2026-11-24T04:30:00Z');
});

test('two windows that open by turns defer to the first instant at which both are open', (t) => {
  const windows = {
    ...day,
    weekdays: { days: [{ on: ['sat', 'sun', 'mon'], hours: ['06:00-09:00'] }] },
  };
  const other = rule({ id: 'other', code: 'BLACKOUT', effect: 'defer', window: 'weekdays' });
  const pack = compile(packDocument({ windows, rules: [quiet, other] }));
  // Monday 10:00; both are next open on Saturday from 08:00 to 09:00.
  t.is(evaluate(pack, promotion, at('2026-11-23T10:00:00+03:30')).notBefore?.toString(), '2026-11-28T04:30:00Z');
});

test('a window that is open now counts for the instant to which another one defers', (t) => {
  const windows = { ...day, evening: { days: [{ on: ['all'], hours: ['21:00-23:00'] }] } };
  const other = rule({ id: 'other', code: 'BLACKOUT', effect: 'defer', window: 'evening' });
  const pack = compile(packDocument({ windows, rules: [other, quiet] }));
  t.is(evaluate(pack, promotion, noon).notBefore?.toString(), '2026-11-23T17:30:00Z');
});

test('a wait without an end goes to a person', (t) => {
  const windows = { never: { days: [{ on: ['mon'], hours: [] }] } };
  const pack = compile(packDocument({ windows, rules: [rule({ effect: 'defer', window: 'never' })] }));
  const decision = evaluate(pack, promotion, noon);
  t.is(decision.outcome, 'hold');
  t.is(decision.notBefore, null);
});

test('a cap counts over a sliding window and says when there is room again', (t) => {
  const caps = { daily: { of: 'recent.organizationPromotional', limit: 2, within: 'PT24H' } };
  const pack = compile(packDocument({ caps, rules: [rule({ code: 'FREQUENCY_CAP', cap: 'daily' })] }));
  const hoursAgo = (...hours: number[]) =>
    facts({
      'message.promotional': true,
      'recent.organizationPromotional': hours.map((hour) => noon.epochMilliseconds - hour * 3_600_000),
    });
  t.is(evaluate(pack, hoursAgo(1), noon).outcome, 'allow');
  const full = evaluate(pack, hoursAgo(1, 5, 30), noon);
  t.is(full.outcome, 'deny');
  t.is(full.reasons[0]?.allowedAt?.toString(), noon.add({ hours: 19 }).toString());
  t.is(evaluate(pack, hoursAgo(1, 24), noon).outcome, 'allow', 'exactly a day ago is no longer within it');
  t.is(
    evaluate(pack, hoursAgo(-1, -2, 1), noon).outcome,
    'allow',
    'what is later than the asked instant does not count',
  );
});

const phased = rule({
  modes: [
    { from: '2026-01-01', mode: 'shadow' },
    { from: '2026-03-01', mode: 'warn' },
    { from: '2026-05-01', mode: 'enforce' },
  ],
  effectiveTo: '2026-12-01',
});

test('a rule is taken as seriously as its mode of the day, by the calendar of the pack’s own zone', (t) => {
  const pack = withRules(phased);
  const effects = [
    ['2025-12-31T23:59:59+03:30', undefined],
    ['2026-01-01T00:00:00+03:30', 'shadow'],
    ['2026-02-28T23:59:59+03:30', 'shadow'],
    ['2026-03-01T00:00:00+03:30', 'warn'],
    ['2026-05-01T00:00:00+03:30', 'deny'],
    ['2026-11-30T23:59:59+03:30', 'deny'],
    ['2026-12-01T00:00:00+03:30', undefined],
  ] as const;
  for (const [time, effect] of effects) t.is(evaluate(pack, promotion, at(time)).reasons[0]?.effect, effect, time);
});

test('a rule that will be stricter within 30 days is announced to the messages that it would meet', (t) => {
  const pack = withRules(phased);
  const [coming] = evaluate(pack, promotion, at('2026-04-02T00:00:00+03:30')).upcoming;
  t.is(coming?.effect, 'deny');
  t.is(coming?.from.toString(), '2026-04-30T20:30:00Z');
  t.deepEqual(evaluate(pack, promotion, at('2026-03-02T00:00:00+03:30')).upcoming, []);
  t.deepEqual(evaluate(pack, sampleFacts(), at('2026-04-02T00:00:00+03:30')).upcoming, []);
  t.deepEqual(evaluate(pack, promotion, at('2025-12-20T00:00:00+03:30')).upcoming, [], 'a shadow concerns nobody');
  t.deepEqual(evaluate(pack, promotion, at('2026-11-10T00:00:00+03:30')).upcoming, [], 'an end is no warning');
});
