import test from 'ava';
import { clockTime, fill, isoDate, longDate, placeholders, shortDate } from '#src/kernel/index.ts';

// 00:15 of the next day in Tehran.
const late = new Date('2026-11-22T20:45:09Z');

test('a day is written in the calendar of its language, as it is in Tehran', (t) => {
  t.is(longDate(late, 'fa'), '۲ آذر ۱۴۰۵');
  t.is(longDate(late, 'en'), '23 November 2026');
  t.is(shortDate(late, 'fa'), '۱۴۰۵/۰۹/۰۲');
  t.is(shortDate(late, 'en'), '2026-11-23');
  t.is(isoDate(late, 'UTC'), '2026-11-22');
});

test('a time of day has the digits of its language', (t) => {
  t.is(clockTime(late, 'fa'), '۰۰:۱۵:۰۹');
  t.is(clockTime(late, 'en', 'UTC'), '20:45:09');
});

test('a text is filled completely or not at all', (t) => {
  t.is(
    fill('{name} has {days} days', { name: '<a>', days: 3 }, (v) => v.replace('<', '&lt;')),
    '&lt;a> has 3 days',
  );
  t.throws(() => fill('{name}', {}), { message: 'no value for {name}' });
  t.throws(() => fill('{toString}', {}), { message: 'no value for {toString}' });
  t.is(fill('{a}', { a: '{b}' }), '{b}');
  t.deepEqual(placeholders('{a} {b} {a} { c }'), ['a', 'b']);
});
