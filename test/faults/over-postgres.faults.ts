import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { holds, takeAway, world } from './scenarios.ts';

takeAway(false);

test.serial('everything in one process is killed under load and started again', async (t) => {
  const built = await world(t, false);
  let all = await built.start('all');
  const sent = await built.load(async () => {
    for (let round = 0; round < 3; round++) {
      await sleep(1500);
      await all.kill();
      all = await built.start('all');
    }
    await sleep(500);
  });
  await holds(t, built, sent);
});
