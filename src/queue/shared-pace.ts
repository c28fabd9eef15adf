import type { Redis } from 'ioredis';
import { withinMs } from './redis.ts';

/** Spaces out the submits of all workers to one route. */
export interface SharedPace {
  /**
   * Milliseconds to wait before the next submit to `route`, of which there may be `tps` a second; its place is then
   * taken. Null while Redis does not answer: then nobody knows of the others.
   */
  waitMs(route: string, tps: number): Promise<number | null>;
  /** Whether Redis answered the last time. */
  answers(): boolean;
}

// Generic cell rate algorithm on Redis' own clock: the key holds when the next submit may be; each one moves it on by
// its share of a second. A burst of a tenth of a second is let through.
const TAKE = `
  local time = redis.call('time')
  local now = time[1] * 1000000 + time[2]
  local step = 1000000 / tonumber(ARGV[1])
  local at = math.max(tonumber(redis.call('get', KEYS[1]) or '0'), now - 100000)
  redis.call('set', KEYS[1], string.format('%.0f', at + step), 'PX', 10000)
  return math.max(0, math.ceil((at - now) / 1000))`;
const REDIS_MS = 500;
/** A Redis that did not answer is not waited for by every submit. */
const AGAIN_MS = 1000;

/** Makes a pace that all workers on one Redis share. */
export function createSharedPace(redis: Redis): SharedPace {
  let silentAt: number | null = null;
  return {
    waitMs: async (route, tps) => {
      if (silentAt !== null && performance.now() - silentAt < AGAIN_MS) return null;
      try {
        const wait = Number(await withinMs(redis.eval(TAKE, 1, `mohr:pace:${route}`, tps), REDIS_MS));
        silentAt = null;
        return wait;
      } catch {
        silentAt = performance.now();
        return null;
      }
    },
    answers: () => silentAt === null,
  };
}
