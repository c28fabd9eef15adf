import type { Queue } from 'bull';
import type { Database } from '#src/db/index.ts';
import { type BullQueues, openBullQueues } from './bull-queues.ts';
import { createDoorbell, type Doorbell } from './doorbell.ts';
import { withinMs } from './redis.ts';
import { startOutboxRelay } from './relay-outbox.ts';
import { type OutboxRunner, type RunnerParts, startOutboxRunner } from './run-outbox.ts';
import { createSharedPace, type SharedPace } from './shared-pace.ts';

/**
 * How work reaches those who do it. PostgreSQL has the work and says who does it; what is between may be lost, repeated
 * or away without harm.
 */
export interface Transport {
  /** Rung when messages may be due. */
  doorbell: Doorbell;
  /** Does the outbox's work in this process. */
  runOutbox(parts: RunnerParts): Promise<OutboxRunner>;
  /** The pace that all workers of a route share; null where only this machine submits. */
  pace: SharedPace | null;
  /** `ok`, or what is wrong in one line. */
  ready(): Promise<string>;
  /** Jobs by queue and state; empty without Redis. */
  counts(): Promise<Record<string, Record<string, number>>>;
  /** Bull's queues, to be looked at; none without Redis. */
  bull: readonly Queue[];
  close(): Promise<void>;
}

/** Work goes straight from PostgreSQL to the handlers of this process, and of others on the same database. */
export function createLocalTransport(db: Database): Transport {
  return {
    doorbell: createDoorbell(db, 'message_due'),
    runOutbox: async (parts) => {
      const runner = startOutboxRunner(parts);
      await db.listener.on('outbox', runner.nudge);
      return runner;
    },
    pace: null,
    ready: async () => 'ok',
    counts: async () => ({}),
    bull: [],
    close: async () => undefined,
  };
}

/** What the log is told of Redis; one line for each spell of trouble. */
export interface TransportLog {
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

const READY_MS = 1000;
const RING_MS = 2000;

/** Work is handed to Bull queues on Redis, which any number of workers share. */
export function createBullTransport(db: Database, url: string, log: TransportLog): Transport {
  let troubled = false;
  const trouble = (error: Error) => {
    if (!troubled) log.warn({ err: error.name, code: (error as NodeJS.ErrnoException).code }, 'Redis is in trouble');
    troubled = true;
  };
  const queues = openBullQueues(url, trouble);
  queues.redis.on('ready', () => {
    if (troubled) log.info({}, 'Redis is back');
    troubled = false;
  });
  return {
    doorbell: createBullDoorbell(queues, createDoorbell(db, 'message_due'), trouble),
    runOutbox: (parts) => runThroughBull(db, queues, parts, trouble),
    pace: createSharedPace(queues.redis),
    ready: () =>
      withinMs(queues.redis.ping(), READY_MS).then(
        () => 'ok',
        () => 'Redis does not answer',
      ),
    counts: async () => ({
      outbox: { ...(await queues.outbox.getJobCounts()) },
      messages: { ...(await queues.messages.getJobCounts()) },
    }),
    bull: [queues.outbox, queues.messages],
    close: queues.close,
  };
}

/** Rings listeners of this process, else a worker through Redis, else (Redis is away) through PostgreSQL. */
function createBullDoorbell(queues: BullQueues, fallback: Doorbell, onError: (error: Error) => void): Doorbell {
  let listening = false;
  let ringing = false;
  let again = false;

  async function ringAway(): Promise<void> {
    ringing = true;
    do {
      again = false;
      await withinMs(queues.messages.add({ rung: Date.now() }), RING_MS).catch((error: Error) => {
        onError(error);
        fallback.ring();
      });
    } while (again);
    ringing = false;
  }

  return {
    ring: () => {
      if (listening) fallback.ring();
      else if (ringing) again = true;
      else void ringAway();
    },
    on: async (onRing) => {
      await fallback.on(onRing);
      if (listening) return;
      listening = true;
      void queues.messages.process(1, async () => fallback.ring()).catch(onError);
    },
  };
}

/**
 * Rows are handed to Bull by the relay and done by whichever worker Bull gives them to. What has been due for a while
 * and was done by nobody is found by polling, so that a Redis that is away or was emptied costs seconds and no work.
 */
async function runThroughBull(
  db: Database,
  queues: BullQueues,
  parts: RunnerParts,
  onError: (error: Error) => void,
): Promise<OutboxRunner> {
  const runner = startOutboxRunner({ ...parts, overdueMs: OVERDUE_MS });
  const relay = startOutboxRelay({ ...parts, queues, kinds: Object.keys(parts.handlers) }, onError);
  await db.listener.on('outbox', relay.nudge);
  void queues.outbox
    .process(parts.concurrency ?? 8, async ({ data }) => {
      // Bull can hand out a job whose data is gone; its row will come again.
      if (typeof data?.outboxId === 'string') await runner.runThese([data.outboxId]);
    })
    .catch(onError);
  return {
    nudge: relay.nudge,
    runThese: runner.runThese,
    stop: async (deadlineMs) => {
      await relay.stop();
      // Not waiting: the jobs in hand are the runner's, which waits for them.
      const paused = queues.outbox.pause(true, true).catch(() => undefined);
      await Promise.race([paused, new Promise<void>((resolve) => setTimeout(resolve, 500).unref())]);
      await runner.stop(deadlineMs);
    },
  };
}

const OVERDUE_MS = 5000;
