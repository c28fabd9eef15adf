import { setTimeout as sleep } from 'node:timers/promises';
import { sqlState } from '#src/db/index.ts';

/** Writes what comes together with one statement. */
export interface BatchWriter<T> {
  /** Resolves once the item is durable. */
  add(item: T): Promise<void>;
  /** Resolves when everything that was added before is durable (or has failed). */
  drain(): Promise<void>;
}

interface Entry<T> {
  item: T;
  resolve: () => void;
  reject: (error: unknown) => void;
}

export interface BatchOptions {
  /** Items in one statement at most. */
  most: number;
  /** What a failed batch does: its items fail, or it is tried again until it succeeds (for what must not be lost). */
  onFailure: 'fail' | 'retry';
  /** Least time between the beginnings of two batches, milliseconds: more come together. Default 0. */
  everyMs?: number;
  /** Told of each failed try. */
  failed?(error: unknown): void;
}

const RETRY_MS = 250;

/** A data exception or a violated constraint (SQLSTATE classes 22 and 23): no further try will help. */
const isWrong = (error: unknown): boolean => /^2[23]/.test(sqlState(error) ?? '');

/** Makes a writer that has one batch under way at a time; what arrives meanwhile forms the next. */
export function createBatchWriter<T>(
  write: (items: readonly T[]) => Promise<void>,
  { most, onFailure, everyMs = 0, failed }: BatchOptions,
): BatchWriter<T> {
  let waiting: Entry<T>[] = [];
  let running = false;
  let lastAt = Number.NEGATIVE_INFINITY;
  let added = 0;
  let settled = 0;
  // Whoever waits for what was added is told of every batch, and keeps the next from waiting for company.
  let draining = 0;
  let hurry = Promise.withResolvers<void>();
  let step = Promise.withResolvers<void>();

  async function run(): Promise<void> {
    // After the events of this turn of the loop: answers that came in one read of the socket go together.
    await new Promise((next) => setImmediate(next));
    while (waiting.length > 0) {
      const rest = lastAt + everyMs - performance.now();
      if (rest > 0 && waiting.length < most && draining === 0) await Promise.race([sleep(rest), hurry.promise]);
      lastAt = performance.now();
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await writeBatch(batch);
      settled += batch.length;
      step.resolve();
      step = Promise.withResolvers<void>();
    }
    running = false;
  }

  async function writeBatch(batch: readonly Entry<T>[]): Promise<void> {
    const items = batch.map(({ item }) => item);
    for (;;) {
      try {
        await write(items);
        for (const { resolve } of batch) resolve();
        return;
      } catch (error) {
        failed?.(error);
        if (onFailure === 'fail' || (isWrong(error) && batch.length === 1)) {
          for (const { reject } of batch) reject(error);
          return;
        }
        // One wrong item must not hold up the others for ever: each alone, so that only it fails.
        if (isWrong(error)) {
          for (const entry of batch) await writeBatch([entry]);
          return;
        }
        await sleep(RETRY_MS);
      }
    }
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        added++;
        waiting.push({ item, resolve, reject });
        if (running) return;
        running = true;
        void run();
      }),
    drain: async () => {
      const last = added;
      draining++;
      hurry.resolve();
      while (settled < last) await step.promise;
      draining--;
      hurry = Promise.withResolvers<void>();
    },
  };
}
