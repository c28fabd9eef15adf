import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { buildWorld, type Sent, type World } from './world.ts';

/** Longer than a claim that a dead worker left behind, several times over. */
const SETTLE_MS = 150_000;

/** A world of the test's own. */
export async function world(t: ExecutionContext, withRedis: boolean): Promise<World> {
  t.timeout(600_000);
  const built = await buildWorld({ withRedis });
  t.teardown(() => built.stop());
  return built;
}

/**
 * Every message that was answered 202 has ended: delivered, or (of a category that is not submitted again) left to a
 * person as uncertain. None went out twice but codes whose outcome was unknown. `certain`: nothing may be uncertain.
 */
export async function holds(t: ExecutionContext, built: World, sent: readonly Sent[], certain = false): Promise<void> {
  t.true(sent.length > 100, `only ${sent.length} messages were accepted`);
  const open = await built.settle(sent, SETTLE_MS);
  const { lost, twice, doubtful, statuses } = await built.judge(sent);
  t.log(`${sent.length} accepted, ${JSON.stringify(statuses)}`);
  t.deepEqual(open.slice(0, 3), [], 'every message ends');
  t.deepEqual(lost.slice(0, 3), [], 'nothing is lost');
  t.deepEqual(twice.slice(0, 3), [], 'nothing is submitted twice while its outcome is known');
  const {
    'otp delivered': codes,
    'reminder delivered': reminders,
    'reminder uncertain': left = 0,
    ...others
  } = statuses;
  t.deepEqual(others, {});
  t.true(codes !== undefined && reminders !== undefined && left < sent.length / 4, JSON.stringify(statuses));
  if (certain) t.is(left + doubtful, 0);
}

/** Takes away each part in turn; `withRedis` says how work travels between processes. */
export function takeAway(withRedis: boolean): void {
  const over = withRedis ? 'over Redis' : 'over PostgreSQL alone';

  test.serial(`workers and the API are killed under load (${over})`, async (t) => {
    const built = await world(t, withRedis);
    await built.start('api');
    const api = await built.start('api');
    let worker = await built.start('worker');
    await built.start('worker');
    let current = api;
    const sent = await built.load(async () => {
      for (let round = 0; round < 3; round++) {
        await sleep(1200);
        await worker.kill();
        worker = await built.start('worker');
      }
      await sleep(500);
      await current.kill();
      current = await built.start('api');
      await sleep(1500);
    });
    await holds(t, built, sent);
  });

  test.serial(`PostgreSQL crashes under load and comes back (${over})`, async (t) => {
    const built = await world(t, withRedis);
    await built.start('api');
    await built.start('worker');
    const sent = await built.load(async () => {
      for (let round = 0; round < 2; round++) {
        await sleep(1500);
        await built.postgres.crash();
        await sleep(500);
        await built.postgres.start();
        await sleep(2000);
      }
    });
    await holds(t, built, sent);
  });

  test.serial(`the SMSC is gone for a ${withRedis ? 'minute' : 'while'} (${over})`, async (t) => {
    const built = await world(t, withRedis);
    await built.start('all');
    const sent = await built.load(async () => {
      await sleep(1000);
      await built.smsc.close();
      if (withRedis) built.restMs = 100;
      await sleep(withRedis ? 60_000 : 5000);
      await built.smsc.open();
      await sleep(2000);
    });
    await holds(t, built, sent);
  });

  test.serial(
    `a worker that is asked to stop under load ends within ten seconds, and nothing becomes uncertain (${over})`,
    async (t) => {
      const built = await world(t, withRedis);
      await built.start('api');
      let worker = await built.start('worker');
      const took: number[] = [];
      const sent = await built.load(async () => {
        for (let round = 0; round < 2; round++) {
          await sleep(1500);
          took.push(await worker.stop());
          worker = await built.start('worker');
        }
        await sleep(500);
      });
      t.true(Math.max(...took) < 10_000, took.join(' '));
      await holds(t, built, sent, true);
    },
  );
}
