import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError } from '#src/kernel/index.ts';

/** Counts one use of `key`. @throws RATE_LIMITED when it was used more than `perMinute` times in a minute. */
export type RateLimit = (key: string, perMinute: number) => Promise<void>;

/** Limits within one process: enough against guessing and scraping; each node has its own count. */
export function createRateLimit(): RateLimit {
  const limiters = new Map<number, RateLimiterMemory>();
  return async (key, perMinute) => {
    const limiter = limiters.get(perMinute) ?? new RateLimiterMemory({ points: perMinute, duration: 60 });
    limiters.set(perMinute, limiter);
    const over = await limiter.consume(key).then(
      () => false,
      () => true,
    );
    if (over) throw new AppError('RATE_LIMITED');
  };
}
