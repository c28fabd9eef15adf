import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { findRedisServer } from '#test/support/redis.ts';
import { holds, takeAway, world } from './scenarios.ts';

const found = findRedisServer();
if (found) takeAway(true);

(found ? test.serial : test.serial.skip)('Redis is emptied, killed and started again under load', async (t) => {
  const built = await world(t, true);
  await built.start('api');
  await built.start('worker');
  await built.start('worker');
  const sent = await built.load(async () => {
    await sleep(800);
    await built.redis?.flush();
    await sleep(800);
    await built.redis?.kill();
    await sleep(3000);
    await built.redis?.start();
    await sleep(1500);
  });
  await holds(t, built, sent);
});
