import type { Pool } from 'pg';
import { type Clock, toDate } from '#src/kernel/index.ts';
import { claimOutbox, finishOutbox, postponeOutbox } from './claim-outbox.ts';
import { backOffMs, GiveUp, type OutboxHandler, type OutboxJob } from './outbox-job.ts';

/** What the runner is made of. */
export interface RunnerParts {
  pool: Pool;
  clock: Clock;
  handlers: Readonly<Record<string, OutboxHandler>>;
  /** Handlers at work at a time; default 8. */
  concurrency?: number;
  /** Looks only for what has been due this long: the rest is brought by others. Default 0. */
  overdueMs?: number;
  /** Told how each try ended. */
  done(job: OutboxJob, result: 'ok' | 'retry' | 'gave_up', error: unknown): void;
}

/** Does the outbox's work in this process. */
export interface OutboxRunner {
  /** Looks for work now and not only at the next poll. */
  nudge(): void;
  /** Claims and does these rows, those of them that are still open; resolves when they are done. */
  runThese(ids: readonly string[]): Promise<void>;
  /** Takes no more work and waits for what is being done, at most `deadlineMs`. */
  stop(deadlineMs: number): Promise<void>;
}

const POLL_MS = 1000;
/** Longer than any handler may take: then its row is anyone's again. */
export const LEASE_MS = 120_000;

/** Makes a runner; it looks for work once a second and at every nudge. */
export function startOutboxRunner(parts: RunnerParts): OutboxRunner {
  const { pool, clock, handlers, concurrency = 8, overdueMs = 0 } = parts;
  const kinds = Object.keys(handlers);
  const working = new Set<Promise<void>>();
  let looking: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  async function claim(limit: number, ids?: readonly string[]): Promise<Promise<void>[]> {
    const at = toDate(clock.now());
    const leaseUntil = new Date(at.getTime() + LEASE_MS);
    const dueBy = ids ? at : new Date(at.getTime() - overdueMs);
    const jobs = await claimOutbox(pool, { at, dueBy, limit, leaseUntil, kinds, ...(ids ? { ids } : {}) });
    return jobs.map((job) => {
      const work = run(parts, job).finally(() => {
        working.delete(work);
        nudge();
      });
      working.add(work);
      return work;
    });
  }

  async function look(): Promise<void> {
    do {
      again = false;
      const free = concurrency - working.size;
      if (free <= 0) return;
      if ((await claim(free)).length === free) again = true;
    } while (again && !stopped);
  }

  function nudge(): void {
    again = true;
    if (stopped) return;
    // A database that is away is asked again at the next poll.
    looking ??= look()
      .catch(() => undefined)
      .finally(() => {
        looking = null;
        if (again && working.size < concurrency) nudge();
      });
  }

  const timer = setInterval(nudge, POLL_MS);
  nudge();
  return {
    nudge,
    runThese: async (ids) => {
      if (!stopped) await Promise.all(await claim(ids.length, ids));
    },
    stop: async (deadlineMs) => {
      stopped = true;
      clearInterval(timer);
      await looking;
      const late = new Promise<void>((resolve) => setTimeout(resolve, deadlineMs).unref());
      await Promise.race([Promise.allSettled(working), late]);
    },
  };
}

async function run({ pool, clock, handlers, done }: RunnerParts, job: OutboxJob): Promise<void> {
  const now = () => toDate(clock.now());
  try {
    await handlers[job.kind]?.(job);
    await finishOutbox(pool, job, now());
    done(job, 'ok', null);
  } catch (error) {
    const name = error instanceof GiveUp ? error.message : error instanceof Error ? error.name : 'unknown';
    const over = error instanceof GiveUp;
    // If this fails, too, the claim runs out and the row is tried again.
    await (over
      ? finishOutbox(pool, job, now(), name)
      : postponeOutbox(pool, job, new Date(now().getTime() + backOffMs(job.tries)), name)
    ).catch(() => undefined);
    done(job, over ? 'gave_up' : 'retry', error);
  }
}
