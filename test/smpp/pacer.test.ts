import test from 'ava';
import fc from 'fast-check';
import { createPacer } from '#src/smpp/pacer.ts';

/** Takes all that is allowed, looking every `stepMs`, and gives the times of what was taken. */
function drive(pacer: ReturnType<typeof createPacer>, { from, to, stepMs }: Record<'from' | 'to' | 'stepMs', number>) {
  const times: number[] = [];
  for (let now = from; now < to; now += stepMs) {
    for (let n = pacer.take(10_000, now); n > 0; n--) times.push(now);
  }
  return times;
}

/** The most that fell into any second. */
function busiest(times: readonly number[]): number {
  let most = 0;
  let start = 0;
  times.forEach((time, i) => {
    while ((times[start] ?? 0) <= time - 1000) start++;
    most = Math.max(most, i - start + 1);
  });
  return most;
}

test('no second sees more than the rate, and nearly all of it is used', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.constantFrom(1, 2), (tps, stepMs) => {
      const times = drive(createPacer(tps), { from: 0, to: 10_000, stepMs });
      t.true(busiest(times) <= tps, `${busiest(times)} in a second of ${tps}`);
      t.true(times.length >= 10 * tps * 0.9 - 1, `${times.length} in ten seconds of ${tps}`);
    }),
    { numRuns: 40 },
  );
});

test('after waitMs at least one may go', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 3000 }), (tps, until) => {
      const pacer = createPacer(tps);
      drive(pacer, { from: 0, to: until, stepMs: 3 });
      const wait = Math.ceil(pacer.waitMs(until));
      t.true(pacer.take(1, until + wait) === 1);
    }),
  );
});

test('without a rate everything goes', (t) => {
  const pacer = createPacer(null);
  t.is(pacer.take(5000, 0), 5000);
  t.is(pacer.waitMs(0), 0);
  t.is(pacer.rate, Number.POSITIVE_INFINITY);
});

test('throttling halves the rate once a second, however many complaints there are', (t) => {
  const pacer = createPacer(100);
  drive(pacer, { from: 0, to: 2000, stepMs: 5 });
  for (let i = 0; i < 50; i++) pacer.throttled(2000 + i);
  t.true(pacer.rate > 40 && pacer.rate <= 50, String(pacer.rate));
  drive(pacer, { from: 2050, to: 3010, stepMs: 5 });
  pacer.throttled(3010);
  t.true(pacer.rate <= 25.5, String(pacer.rate));
});

test('the rate never falls below one a second, and comes back to the configured one', (t) => {
  const pacer = createPacer(100);
  for (let now = 0; now < 60_000; now += 1000) pacer.throttled(now);
  t.is(pacer.rate, 1);
  drive(pacer, { from: 60_000, to: 120_000, stepMs: 50 });
  t.is(pacer.rate, 100);
});

test('without a configured rate the pace is halved from what was sent, and freed after a minute of peace', (t) => {
  const pacer = createPacer(null);
  for (let now = 0; now < 3000; now += 10) pacer.take(4, now);
  pacer.throttled(3000);
  t.is(pacer.rate, 200);
  drive(pacer, { from: 3000, to: 62_000, stepMs: 100 });
  t.true(Number.isFinite(pacer.rate));
  drive(pacer, { from: 62_000, to: 64_000, stepMs: 100 });
  t.is(pacer.rate, Number.POSITIVE_INFINITY);
});

test('a new ceiling takes effect at once, but does not undo a slowing down', (t) => {
  const pacer = createPacer(100);
  pacer.setCeiling(50);
  t.is(pacer.rate, 50);
  t.true(busiest(drive(pacer, { from: 0, to: 3000, stepMs: 5 })) <= 50);
  pacer.throttled(3000);
  const slowed = pacer.rate;
  t.true(slowed <= 25);
  pacer.setCeiling(null);
  t.is(pacer.rate, slowed);
  pacer.setCeiling(10);
  t.is(pacer.rate, 10);
});
