import test from 'ava';
import { badSignal, nextPauseMs } from '#src/messages/index.ts';

const rules = { least: 50, limits: { failures: 0.4, optOuts: 0.03, complaints: 0.005 } };
const quiet = { ended: 400, failed: 0, optOuts: 0, complaints: 0 };

test('a signal is bad from its share on, and nothing is said of too few messages', (t) => {
  t.is(badSignal(quiet, rules), null);
  t.is(badSignal({ ...quiet, failed: 159 }, rules), null);
  t.is(badSignal({ ...quiet, failed: 160 }, rules), 'failures: 160 of 400');
  t.is(badSignal({ ...quiet, optOuts: 11, complaints: 1 }, rules), null);
  t.is(badSignal({ ...quiet, optOuts: 12, complaints: 2 }, rules), 'opt-outs: 12 of 400, complaints: 2 of 400');
  t.is(badSignal({ ended: 49, failed: 49, optOuts: 49, complaints: 49 }, rules), null);
});

test('pauses grow rung by rung, and then stay or wait for a person', (t) => {
  const ladder = { pauses: [3, 6], thenDisable: true };
  t.deepEqual(
    [0, 1, 2, 9].map((before) => nextPauseMs(before, ladder)),
    [3, 6, null, null],
  );
  t.deepEqual(
    [0, 1, 2, 9].map((before) => nextPauseMs(before, { ...ladder, thenDisable: false })),
    [3, 6, 6, 6],
  );
  t.is(nextPauseMs(0, { pauses: [], thenDisable: false }), null);
});
