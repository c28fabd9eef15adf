import type { Pool } from 'pg';
import { type Owing, owingValues } from './changes.ts';
import type { MessageRow } from './message-row.ts';
import { type MessageStatus, sqlStatusesBefore } from './status.rules.ts';
import { type OwedWebhook, oweWebhooks } from './webhooks/owe-webhooks.sql.ts';

/** A message whose time has come, as it is after waking, the status that it had, and the webhooks owed for the change. */
export type WokenMessage = MessageRow & { was: MessageStatus; owed: OwedWebhook[] };

// Expired is what waited too long; what was being submitted when its worker went silent may have been sent.
const WAKE = `
  with w as materialized (
    select id, status, status in (${sqlStatusesBefore('expire')}) and valid_until <= $1 as over
    from message where wake_at <= $1 order by wake_at limit $4 for update skip locked),
  moved as (update message m set
    status = t.status,
    due_at = null,
    wake_at = case when t.status = 'expired' then null else $5::timestamptz end,
    part_states = case when w.status = 'submitting' then merge_part_states(m.part_states, '{"1": "uncertain"}')
      else m.part_states end,
    timeline = case when t.status = w.status then m.timeline
      else m.timeline || jsonb_build_object('at', $6::text, 'status', t.status, 'detail', t.detail) end
  from w, lateral (
    select case when w.over then 'expired' when w.status = 'submitting' then 'uncertain' else w.status end as status,
      case when not w.over and w.status = 'submitting' then '{"why": "the worker ended"}'::jsonb end as detail) t
  where m.id = w.id
  returning m.*, w.status as was),
  owed as (${oweWebhooks('moved', '$2', '$3')})
  select m.*, coalesce((
    select jsonb_agg(jsonb_build_object('id', h.id, 'endpointId', h.endpoint_id, 'url', h.url, 'organizationId',
      h.organization_id, 'type', h.type, 'body', h.body, 'tries', 0)) from owed h where h.message_id = m.id), '[]') as owed
  from moved m`;

/**
 * Wakes messages whose time has come: expires what waited too long, marks `uncertain` what a worker left behind, and
 * returns all of them. What is to be checked again is claimed until `leaseUntil` (its `wake_at`).
 */
export async function wakeMessages(
  pool: Pool,
  { at, limit, leaseUntil, owing }: { at: Date; limit: number; leaseUntil: Date; owing: Owing },
): Promise<WokenMessage[]> {
  const { rows } = await pool.query<WokenMessage>({
    name: 'message-wake',
    text: WAKE,
    values: [at, ...owingValues(owing), limit, leaseUntil, at.toISOString()],
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
