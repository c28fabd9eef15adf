import test from 'ava';
import { newId } from '#src/kernel/index.ts';
import { keptBack, place } from '#src/messages/schedule.rules.ts';
import { priorityOf, validUntil } from '#src/messages/urgency.rules.ts';
import { CATEGORIES } from '#src/policy/index.ts';

const at = new Date('2026-11-23T20:00:00Z');
const morning = '2026-11-24T04:30:00Z';
const until = new Date('2026-11-25T20:00:00Z');
const decision = (outcome: 'allow' | 'defer' | 'hold' | 'deny') => ({
  id: newId(),
  outcome,
  notBefore: outcome === 'defer' ? morning : null,
  expiresAt: '2026-11-23T20:15:00Z',
  reasons: [],
});
const placed = (outcome: 'allow' | 'defer' | 'hold' | 'deny', more: object = {}) =>
  place(decision(outcome), { at, until, spreadMs: 0, reviewed: null, ...more });

test('what is allowed is due at once and looked at again when its decision ends; the rest waits or ends', (t) => {
  t.deepEqual(placed('allow'), { status: 'queued', dueAt: at, wakeAt: new Date('2026-11-23T20:15:00Z') });
  t.deepEqual(placed('defer'), { status: 'scheduled', dueAt: null, wakeAt: new Date(morning) });
  t.deepEqual(placed('hold'), { status: 'held', dueAt: null, wakeAt: until });
  t.deepEqual(placed('deny'), { status: 'rejected', dueAt: null, wakeAt: null });
});

test('messages deferred to one instant are spread after it, each at a point of its own, and none beyond its time', (t) => {
  const spreadMs = 15 * 60_000;
  const from = Date.parse(morning);
  const times = Array.from({ length: 2000 }, () => placed('defer', { spreadMs }).wakeAt?.getTime() ?? 0);
  t.true(times.every((time) => time >= from && time < from + spreadMs));
  for (let tenth = 0; tenth < 10; tenth++) {
    const inIt = times.filter((time) => Math.floor(((time - from) / spreadMs) * 10) === tenth).length;
    t.true(inIt > 100 && inIt < 320, `${inIt} in tenth ${tenth}`);
  }
  const one = decision('defer');
  const again = () => place(one, { at, until, spreadMs, reviewed: null }).wakeAt;
  t.deepEqual(again(), again());
  const soon = new Date(from + 1);
  t.true((placed('defer', { spreadMs, until: soon }).wakeAt ?? until) <= soon);
  t.true((keptBack(one, new Date(from), { until: soon, spreadMs }).wakeAt ?? until) <= soon);
});

test('codes go before all else and live minutes, promotion goes last', (t) => {
  const others = CATEGORIES.filter((category) => category !== 'otp');
  t.true(others.every((category) => priorityOf('otp') < priorityOf(category)));
  t.true(CATEGORIES.every((category) => priorityOf(category) <= priorityOf('promotional')));
  t.is(validUntil('otp', null, at).getTime() - at.getTime(), 5 * 60_000);
});
