import type { Pool } from 'pg';
import type { OutboxJob } from './outbox-job.ts';

// A row is claimed by pushing its own time back: whoever comes while the claim lasts finds nothing that is due, and a
// worker that dies leaves a row that becomes due by itself.
const CLAIM = `
  with due as materialized (
    select id from outbox
    where done_at is null and not_before <= $6 and (claimed_until is null or claimed_until <= $1) and kind = any($4)
      and ($5::uuid[] is null or id = any($5))
    order by priority, not_before limit $2 for update skip locked)
  update outbox o set claimed_until = $3, tries = o.tries + 1 from due where o.id = due.id
  returning o.id, o.kind, o.payload, o.key, o.tries`;

/** Which rows to claim: at most `limit` that were due by `dueBy`, of these kinds, ours from `at` until `leaseUntil`. */
export interface OutboxClaim {
  at: Date;
  dueBy: Date;
  limit: number;
  leaseUntil: Date;
  kinds: readonly string[];
  /** Only these rows; absent: any. */
  ids?: readonly string[];
}

/** Claims work that is due. */
export async function claimOutbox(
  pool: Pool,
  { at, dueBy, limit, leaseUntil, kinds, ids }: OutboxClaim,
): Promise<OutboxJob[]> {
  const { rows } = await pool.query<OutboxJob>({
    name: 'outbox-claim',
    text: CLAIM,
    values: [at, limit, leaseUntil, kinds, ids ?? null, dueBy],
  });
  return rows;
}

/** Closes a row; it is kept for its key until `forgetDoneWork`. */
export async function finishOutbox(pool: Pool, job: OutboxJob, at: Date, error: string | null = null): Promise<void> {
  await pool.query({
    name: 'outbox-finish',
    text: 'update outbox set done_at = $3, claimed_until = null, last_error = $4 where id = $1 and tries = $2',
    values: [job.id, job.tries, at, error],
  });
}

/** Leaves a row for a later try; `error` is a name and never personal data. */
export async function postponeOutbox(pool: Pool, job: OutboxJob, until: Date, error: string): Promise<void> {
  await pool.query({
    name: 'outbox-postpone',
    text: 'update outbox set not_before = $3, claimed_until = null, relayed_until = null, last_error = $4 where id = $1 and tries = $2',
    values: [job.id, job.tries, until, error],
  });
}

/** Deletes rows that were done before `before`; their keys may then be used again. Returns their number. */
export async function forgetDoneWork(pool: Pool, before: Date): Promise<number> {
  const { rowCount } = await pool.query('delete from outbox where done_at < $1', [before]);
  return rowCount ?? 0;
}
