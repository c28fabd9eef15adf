import test, { type ExecutionContext } from 'ava';
import { startSimulator, type SimulatorOptions } from '#src/smsc-simulator/index.ts';
import { startTraffic, type Traffic } from '#test/support/traffic.ts';

let traffic: Traffic;
test.beforeEach(async (t) => {
  void t;
});
test.before(async () => {
  traffic = await startTraffic();
});
test.after.always(() => traffic?.stop());

async function smsc(t: ExecutionContext, options: SimulatorOptions = {}) {
  const simulator = await startSimulator(options);
  t.teardown(() => simulator.stop());
  return simulator;
}

test.serial('a message that is allowed is submitted, and its receipt makes it delivered', async (t) => {
  const { url, submits } = await smsc(t);
  const worker = await traffic.start(url);
  t.teardown(() => worker.stop(1000));
  const id = await traffic.send();
  const message = await traffic.until(id, 'delivered');
  t.deepEqual(
    message.timeline.map(({ status }) => status),
    ['queued', 'submitting', 'submitted', 'delivered'],
  );
  t.is(submits.length, 1);
  t.is(message.smsc_ids.length, 1);
  t.is(message.wake_at, null);
  t.is(message.due_at, null);
});
