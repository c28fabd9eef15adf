import test from 'ava';
import fc from 'fast-check';
import { loadRegistry, type OperatorInfo } from '#src/senders/index.ts';
import { overdueBefore, usuallyAnsweredBy } from '#src/senders/provisioning.rules.ts';

const zone = 'Asia/Tehran';
const { operators } = await loadRegistry('policies/requirements');
const batch: OperatorInfo = { ...operators.get('mci')!, usualDays: { min: 1, max: 10 }, cutOffDay: 19 };
const plain: OperatorInfo = { ...operators.get('irancell')!, usualDays: { min: 1, max: 14 } };

test('without a cut-off day the usual time counts from the request', (t) => {
  t.is(usuallyAnsweredBy(plain, new Date('2026-11-01T00:00:00Z'), zone).toISOString(), '2026-11-15T00:00:00.000Z');
});

test('a request after the cut-off day of the Persian month counts from the next month', (t) => {
  // 19 Aban 1405 is 10 November 2026; 1 Azar is 22 November.
  t.is(usuallyAnsweredBy(batch, new Date('2026-11-10T12:00:00+03:30'), zone).toISOString(), '2026-11-20T08:30:00.000Z');
  t.is(usuallyAnsweredBy(batch, new Date('2026-11-11T12:00:00+03:30'), zone).toISOString(), '2026-12-01T20:30:00.000Z');
});

test('overdueBefore is the inverse of usuallyAnsweredBy', (t) => {
  const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, instant, fc.constantFrom(batch, plain), (opened, at, info) => {
      const overdue = usuallyAnsweredBy(info, opened, zone) < at;
      return overdue === opened < overdueBefore(info, at, zone);
    }),
    { numRuns: 500 },
  );
  t.pass();
});
