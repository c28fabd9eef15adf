import test from 'ava';
import fc from 'fast-check';
import type { Calendar } from '#src/policy/calendar.ts';
import { compileWindow } from '#src/policy/compile-window.ts';
import type { PackFault } from '#src/policy/fault.ts';
import { isOpen, isOpenEverywhere, nextOpen, nextOpenEverywhere, parseHours, type Window } from '#src/policy/window.ts';
import { offsetSpan, zoneExists } from '#src/policy/zone-clock.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
// Zones with clock changes in both hemispheres, by half an hour, at midnight, over the date line, and none at all.
const zones = [
  'Asia/Tehran',
  'America/New_York',
  'America/Phoenix',
  'America/St_Johns',
  'America/Santiago',
  'Europe/London',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Asia/Kolkata',
  'Asia/Dubai',
  'Asia/Singapore',
  'Asia/Beirut',
  'Africa/Cairo',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Asia/Gaza',
  'UTC',
];
const zone = fc.constantFrom(...zones);
const instantMs = fc.integer({ min: Date.UTC(1985, 0), max: Date.UTC(2040, 0) });

/** Instants close to a change of the zone's clock, where mistakes hide. */
const nearTransition = fc
  .tuple(zone, instantMs, fc.integer({ min: -2 * DAY, max: 2 * DAY }))
  .map(([name, ms, delta]) => {
    const next = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(name).getTimeZoneTransition('next');
    return { name, ms: (next?.epochMilliseconds ?? ms) + delta };
  });
const anywhere = fc.oneof(fc.record({ name: zone, ms: instantMs }), nearTransition);

const hours = fc
  .tuple(fc.nat(1439), fc.nat(1439))
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ from: Math.min(a, b) * MINUTE, to: (Math.max(a, b) + 1) * MINUTE }));
const calendar = (days: readonly number[], periods: readonly { from: number; to: number }[]): Calendar => ({
  id: 'test',
  days: new Set(days),
  periods,
  knownUntil: '2040-01-01',
  source: {
    calendar: 'test',
    title: { fa: 'ت', en: 't' },
    source: 's',
    confidence: 'low',
    knownUntil: '2040-01-01',
    days: [],
    periods: [],
  },
});
const specials = calendar(
  Array.from({ length: 3000 }, (_, i) => 5000 + i * 9),
  [],
);
const closures = calendar(
  [],
  Array.from({ length: 800 }, (_, i) => ({
    from: (5000 + i * 37) * DAY + 15 * 60 * MINUTE,
    to: (5001 + i * 37) * DAY,
  })),
);
const hoursOfDays = fc.record({
  special: fc.array(hours, { maxLength: 1 }),
  weekday: hours,
  weekend: fc.array(hours, { maxLength: 1 }),
});
type HoursOfDays = typeof hoursOfDays extends fc.Arbitrary<infer H> ? H : never;

/** A window with hours of its own on every ninth day and on weekends, closed some evenings. */
const windowOf = ({ special, weekday, weekend }: HoursOfDays): Window => ({
  name: 'test',
  days: [
    { weekdays: [], calendars: [specials], hours: special },
    { weekdays: [6, 7], calendars: [], hours: weekend },
    { weekdays: [1, 2, 3, 4, 5], calendars: [], hours: [weekday] },
  ],
  closed: [closures],
});

/** The same question put to Temporal: which wall-clock time is it there, and is that time open? */
function openByTemporal(test: Window, name: string, ms: number): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(name).toPlainDateTime();
  const day = Temporal.PlainDate.from('1970-01-01').until(local.toPlainDate()).days;
  const time = local.toPlainDate().toPlainDateTime().until(local).total('milliseconds');
  const line = test.days.find((l) => l.weekdays.includes(local.dayOfWeek) || l.calendars.some((c) => c.days.has(day)));
  const inHours = (line?.hours ?? []).some((part) => time >= part.from && time < part.to);
  return (
    inHours && !test.closed.some((c) => c.periods.some((p) => day * DAY + time >= p.from && day * DAY + time < p.to))
  );
}

test('a zone’s offset is Temporal’s, before and after every change of the clock', (t) => {
  fc.assert(
    fc.property(anywhere, ({ name, ms }) => {
      const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(name);
      t.is(offsetSpan(name, ms).offset, there.offsetNanoseconds / 1_000_000);
    }),
    { numRuns: 1500 },
  );
});

test('a window is open exactly when Temporal’s wall clock says so', (t) => {
  fc.assert(
    fc.property(hoursOfDays, anywhere, (h, { name, ms }) => {
      const w = windowOf(h);
      t.is(isOpen(w, name, ms), openByTemporal(w, name, ms));
    }),
    { numRuns: 1500 },
  );
});

test('the next open instant is the first: open itself, closed just before, and closed at all minutes until then', (t) => {
  fc.assert(
    fc.property(hoursOfDays, anywhere, (h, { name, ms }) => {
      const w = windowOf(h);
      const next = nextOpen(w, name, ms, ms + 20 * DAY);
      if (next === null) return t.false(openByTemporal(w, name, ms));
      t.true(openByTemporal(w, name, next));
      if (next === ms) return;
      t.false(openByTemporal(w, name, next - 1));
      const step = Math.max(MINUTE, Math.floor((next - ms) / 50));
      for (let at = ms; at < next; at += step) t.false(openByTemporal(w, name, at));
    }),
    { numRuns: 400 },
  );
});

test('for several zones the next open instant is open in each, and none before it is', (t) => {
  fc.assert(
    fc.property(hoursOfDays, fc.uniqueArray(zone, { minLength: 2, maxLength: 4 }), instantMs, (h, names, ms) => {
      const w = windowOf(h);
      const limit = ms + 10 * DAY;
      const next = nextOpenEverywhere(w, names, ms, limit);
      const open = (at: number) => names.every((name) => openByTemporal(w, name, at));
      if (next !== null) t.true(open(next));
      const end = Math.min(next ?? limit, limit);
      for (let at = ms; at < end; at += Math.max(MINUTE, Math.floor((end - ms) / 40))) t.false(open(at));
      t.is(isOpenEverywhere(w, names, ms), next === ms);
    }),
    { numRuns: 300 },
  );
});

const window8to22: Window = {
  name: 'promotion-hours',
  days: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], calendars: [], hours: [{ from: 8 * 60 * MINUTE, to: 22 * 60 * MINUTE }] }],
  closed: [],
};
const atNight = (from: number, to: number): Window => ({
  ...window8to22,
  days: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], calendars: [], hours: [{ from: from * MINUTE, to: to * MINUTE }] }],
});
const next = (w: Window, name: string, at: string) => {
  const ms = Temporal.Instant.from(at).epochMilliseconds;
  const found = nextOpen(w, name, ms, ms + 10 * DAY);
  return found === null ? null : Temporal.Instant.fromEpochMilliseconds(found).toString();
};

test('hours that the clock skips open at the first time that exists', (t) => {
  // New York, 8 March 2026: 02:00 becomes 03:00. Open from 02:30 to 03:30.
  t.is(next(atNight(150, 210), 'America/New_York', '2026-03-08T06:00:00Z'), '2026-03-08T07:00:00Z');
  // Open from 02:10 to 02:50 only: that day has no such time.
  t.is(next(atNight(130, 170), 'America/New_York', '2026-03-08T06:00:00Z'), '2026-03-09T06:10:00Z');
});

test('hours that come twice are open twice', (t) => {
  // New York, 1 November 2026: 02:00 EDT becomes 01:00 EST. Open from 01:30 to 02:00.
  const w = atNight(90, 120);
  t.is(next(w, 'America/New_York', '2026-11-01T05:00:00Z'), '2026-11-01T05:30:00Z');
  t.is(next(w, 'America/New_York', '2026-11-01T06:00:00Z'), '2026-11-01T06:30:00Z');
  t.is(next(w, 'America/New_York', '2026-11-01T07:00:00Z'), '2026-11-02T06:30:00Z');
});

test('a day that a zone skips altogether has no open hours', (t) => {
  // Samoa went from 29 to 31 December 2011.
  t.is(next(window8to22, 'Pacific/Apia', '2011-12-30T08:00:00Z'), '2011-12-30T18:00:00Z');
});

test('two coasts are open together from eight in the west to ten at night in the east', (t) => {
  const ms = Temporal.Instant.from('2026-07-01T09:00:00Z').epochMilliseconds;
  const both = nextOpenEverywhere(window8to22, ['America/New_York', 'America/Los_Angeles'], ms, ms + 3 * DAY);
  t.is(both, Temporal.Instant.from('2026-07-01T15:00:00Z').epochMilliseconds);
});

test('zones that never overlap in their hours give no instant rather than a wrong one', (t) => {
  const ms = Temporal.Instant.from('2026-07-01T09:00:00Z').epochMilliseconds;
  t.is(nextOpenEverywhere(atNight(480, 540), ['UTC', 'Asia/Tokyo'], ms, ms + 60 * DAY), null);
  t.is(nextOpenEverywhere(window8to22, [], ms, ms + DAY), null);
  t.false(isOpenEverywhere(window8to22, [], ms));
});

test('hours are two times of one day in order, and 24:00 may end it', (t) => {
  t.deepEqual(parseHours('08:00-22:00'), { from: 28_800_000, to: 79_200_000 });
  t.deepEqual(parseHours('00:00-24:00'), { from: 0, to: DAY });
  for (const wrong of ['22:00-08:00', '08:00-08:00', '8:00-22:00', '08:00-24:01', '25:00-26:00', '08:60-09:00', '']) {
    t.is(parseHours(wrong), undefined, wrong);
  }
});

test('a window that names an unknown calendar, overlaps or garbles its hours says so', (t) => {
  const faults: PackFault[] = [];
  const days = [
    { on: ['mon', 'eid'], hours: ['08:00-12:00', '11:00-13:00'] },
    { on: ['all'], hours: ['noon'] },
  ];
  compileWindow('w', { days, closed: ['nowhere'] }, new Map(), faults);
  t.deepEqual(faults.map((fault) => fault.path).sort(), [
    'windows.w.closed',
    'windows.w.days.0.hours',
    'windows.w.days.0.on',
    'windows.w.days.1.hours',
  ]);
});

test('only real zones exist', (t) => {
  t.true(zoneExists('Asia/Tehran'));
  t.false(zoneExists('Asia/Atlantis'));
  t.false(zoneExists(''));
});
