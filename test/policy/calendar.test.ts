import test from 'ava';
import { compile, evaluate, factsWith, overdueEntries, readCalendar } from '#src/policy/index.ts';
import { packDocument, rule } from './small-pack.ts';

const calendar = (changes: Record<string, unknown>) => ({
  calendar: 'feast',
  title: { fa: 'جشن', en: 'Feast' },
  source: 'test',
  confidence: 'low',
  knownUntil: '2026-12-31',
  ...changes,
});

test('a calendar says its faults with their places', (t) => {
  const faults = (changes: Record<string, unknown>) => JSON.stringify(readCalendar(calendar(changes)));
  t.regex(faults({ days: [{ date: '2026-02-30', name: 'x' }] }), /days\.0\.date/);
  t.regex(faults({ days: [{ date: '2026-02-10', until: '2026-02-01', name: 'x' }] }), /days\.0.*ends before/);
  t.regex(
    faults({ periods: [{ from: '2026-02-10T08:00', to: '2026-02-10T08:00', name: 'x' }] }),
    /periods\.0.*ends before/,
  );
  t.regex(faults({ colour: 'red' }), /Unrecognized key/);
});

test('days of a calendar have hours of their own, and a closed stretch shuts the window whatever the hour', (t) => {
  const feast = readCalendar(
    calendar({
      days: [{ date: '2026-03-18', until: '2026-03-20', name: 'feast' }],
      periods: [{ from: '2026-03-22T12:00', to: '2026-03-23T15:00', name: 'silence' }],
    }),
  );
  if (!('days' in feast)) return t.fail();
  const pack = compile(
    packDocument({
      windows: {
        evenings: {
          days: [
            { on: ['feast'], hours: ['20:00-22:00'] },
            { on: ['all'], hours: ['08:00-22:00'] },
          ],
        },
        silence: { days: [{ on: ['all'], hours: ['08:00-22:00'] }], closed: ['feast'] },
      },
      rules: [
        rule({ id: 'evenings', code: 'QUIET_HOURS', effect: 'defer', window: 'evenings' }),
        rule({ id: 'silence', code: 'BLACKOUT', effect: 'shadow', window: 'silence' }),
      ],
    }),
    { bases: new Map(), calendars: new Map([['feast', feast]]) },
  );
  const promotion = factsWith({ 'message.promotional': true }, [], (message) => t.fail(message));
  const at = (time: string) => evaluate(pack, promotion, Temporal.Instant.from(`${time}+03:30`));
  t.is(at('2026-03-19T12:00').notBefore?.toString(), '2026-03-19T16:30:00Z');
  t.is(at('2026-03-20T21:59').outcome, 'allow');
  t.is(at('2026-03-21T12:00').outcome, 'allow');
  const silence = at('2026-03-22T12:00').reasons.find((reason) => reason.code === 'BLACKOUT');
  t.is(silence?.allowedAt?.toString(), '2026-03-23T11:30:00Z');
  t.deepEqual(at('2026-03-23T15:00').reasons, []);
});

test('a reason names the days that stand against the message, and says of those that are only expected that they are', (t) => {
  const feast = readCalendar(
    calendar({
      days: [{ date: '2026-03-18', until: '2026-03-20', name: 'Feast' }],
      periods: [
        { from: '2026-03-22T12:00', to: '2026-03-23T15:00', name: 'Silence', status: 'expected' },
        { from: '2026-03-24T12:00', to: '2026-03-25T15:00', name: 'Second silence', status: 'confirmed' },
      ],
    }),
  );
  if (!('days' in feast)) return t.fail();
  const days = [
    { on: ['feast'], hours: ['20:00-22:00'] },
    { on: ['all'], hours: ['08:00-22:00'] },
  ];
  const pack = compile(
    packDocument({
      windows: { hours: { days, closed: ['feast'] } },
      rules: [rule({ code: 'BLACKOUT', effect: 'defer', window: 'hours' })],
    }),
    { bases: new Map(), calendars: new Map([['feast', feast]]) },
  );
  const evidence = (time: string, zones = ['Asia/Tehran']) => {
    const facts = factsWith({ 'message.promotional': true, 'recipient.timeZones': zones }, [], (m) => t.fail(m));
    return evaluate(pack, facts, Temporal.Instant.from(`${time}+03:30`)).reasons.map((reason) => reason.evidence);
  };
  t.deepEqual(evidence('2026-03-19T12:00'), [['Feast']]);
  t.deepEqual(evidence('2026-03-22T12:00'), [['Silence (expected)']]);
  t.deepEqual(evidence('2026-03-24T12:00'), [['Second silence']]);
  t.deepEqual(evidence('2026-03-22T07:59'), [undefined]);
  t.deepEqual(evidence('2026-03-24T12:00', ['Asia/Tehran', 'Asia/Dubai']), [['Second silence']]);
  t.deepEqual(evidence('2026-03-21T12:00'), []);
  t.deepEqual(overdueEntries(feast, '2026-03-23'), []);
  t.deepEqual(overdueEntries(feast, '2026-03-24'), [{ name: 'Silence', date: '2026-03-22' }]);
});
