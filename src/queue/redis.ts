import { Redis, type RedisOptions } from 'ioredis';

/** Connections to Redis as Bull wants them: what is asked waits for the connection, however long it takes. */
export function connectRedis(url: string, onError: (error: Error) => void): Redis {
  const options: RedisOptions = {
    maxRetriesPerRequest: null,
    enableReadyCheck: false,
    retryStrategy: (attempt) => Math.min(2000, attempt * 100),
  };
  const redis = new Redis(url, options);
  // Without a listener an error would end the process.
  redis.on('error', onError);
  return redis;
}

/** Resolves with what `ask` does, or rejects after `ms`: while Redis is away, nothing that matters waits for it. */
export function withinMs<T>(ask: Promise<T>, ms: number): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => reject(new Error('Redis does not answer')), ms);
  ask.then(resolve, reject);
  return promise.finally(() => clearTimeout(timer));
}
