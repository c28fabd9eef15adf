import type { Pool } from 'pg';
import { type Clock, toDate } from '#src/kernel/index.ts';
import type { BullQueues } from './bull-queues.ts';
import { withinMs } from './redis.ts';

/** Hands rows that are due to Bull; several relays may do it at once. */
export interface OutboxRelay {
  nudge(): void;
  stop(): Promise<void>;
}

const POLL_MS = 1000;
const AT_ONCE = 200;
/** A row that nobody has done so long after it was handed over is handed over again: Redis may have lost it. */
const AGAIN_MS = 15_000;
const REDIS_MS = 2000;

const HAND_OVER = `
  with due as materialized (
    select id from outbox
    where done_at is null and not_before <= $1 and (claimed_until is null or claimed_until <= $1)
      and (relayed_until is null or relayed_until <= $1) and kind = any($4)
    order by priority, not_before limit $2 for update skip locked)
  update outbox o set relayed_until = $3 from due where o.id = due.id returning o.id, o.priority, o.tries`;

/**
 * Starts the relay: once a second and at every nudge. A row is marked before its job is added; if the process dies or
 * Redis does not answer in between, the mark runs out and the row is handed over again.
 */
export function startOutboxRelay(
  { pool, clock, queues, kinds }: { pool: Pool; clock: Clock; queues: BullQueues; kinds: readonly string[] },
  onError: (error: Error) => void,
): OutboxRelay {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  async function relay(): Promise<void> {
    do {
      again = false;
      const at = toDate(clock.now());
      const { rows } = await pool.query<{ id: string; priority: number; tries: number }>({
        name: 'outbox-relay',
        text: HAND_OVER,
        values: [at, AT_ONCE, new Date(at.getTime() + AGAIN_MS), kinds],
      });
      const jobs = rows.map(({ id, priority, tries }) => ({
        data: { outboxId: id },
        // Bull's priorities start at 1. The same row of the same try is one job, if Bull still has it.
        opts: { jobId: `${id} ${tries}`, priority: priority + 1 },
      }));
      if (jobs.length > 0) await withinMs(queues.outbox.addBulk(jobs), REDIS_MS);
      if (rows.length === AT_ONCE) again = true;
    } while (again && !stopped);
  }

  function nudge(): void {
    again = true;
    if (stopped) return;
    running ??= relay()
      .catch(onError)
      .finally(() => {
        running = null;
      });
  }

  const timer = setInterval(nudge, POLL_MS);
  nudge();
  return {
    nudge,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
