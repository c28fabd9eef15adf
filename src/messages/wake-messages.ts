import type { Pool } from 'pg';
import type { MessageRow } from './message-row.ts';
import { type MessageStatus, sqlStatusesBefore } from './status.rules.ts';

/** A message whose time has come, as it is after waking, and the status that it had. */
export type WokenMessage = MessageRow & { was: MessageStatus };

// Expired is what waited too long; what was being submitted when its worker went silent may have been sent.
const WAKE = `
  with w as materialized (
    select id, status, status in (${sqlStatusesBefore('expire')}) and valid_until <= $1 as over
    from message where wake_at <= $1 order by wake_at limit $2 for update skip locked)
  update message m set
    status = t.status,
    due_at = null,
    wake_at = case when t.status = 'expired' then null else $3::timestamptz end,
    part_states = case when w.status = 'submitting' then merge_part_states(m.part_states, '{"1": "uncertain"}')
      else m.part_states end,
    timeline = case when t.status = w.status then m.timeline
      else m.timeline || jsonb_build_object('at', $4::text, 'status', t.status, 'detail', t.detail) end
  from w, lateral (
    select case when w.over then 'expired' when w.status = 'submitting' then 'uncertain' else w.status end as status,
      case when not w.over and w.status = 'submitting' then '{"why": "the worker ended"}'::jsonb end as detail) t
  where m.id = w.id
  returning m.*, w.status as was`;

/**
 * Wakes messages whose time has come: expires what waited too long, marks `uncertain` what a worker left behind, and
 * returns all of them. What is to be checked again is claimed until `leaseUntil` (its `wake_at`).
 */
export async function wakeMessages(
  pool: Pool,
  { at, limit, leaseUntil }: { at: Date; limit: number; leaseUntil: Date },
): Promise<WokenMessage[]> {
  const { rows } = await pool.query<WokenMessage>({
    name: 'message-wake',
    text: WAKE,
    values: [at, limit, leaseUntil, at.toISOString()],
  });
  return rows;
}

/** Leaves an uncertain message to a person: no worker looks at it again. */
export async function leaveToPerson(pool: Pool, id: string, claim: Date): Promise<void> {
  await pool.query(`update message set wake_at = null where id = $1 and wake_at = $2 and status = 'uncertain'`, [
    id,
    claim,
  ]);
}
