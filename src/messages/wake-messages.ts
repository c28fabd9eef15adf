import type { Pool } from 'pg';
import { type Owing, owingValues } from './changes.ts';
import type { MessageRow } from './message-row.ts';
import { type MessageStatus, sqlStatusesBefore } from './status.rules.ts';
import { type OwedWebhook, oweWebhooks } from './webhooks/owe-webhooks.sql.ts';

/** A message whose time has come, as it is after waking, the status that it had, and the webhooks owed for the change. */
export type WokenMessage = MessageRow & { was: MessageStatus; owed: OwedWebhook[] };

const IS_OVER = `(m.status in (${sqlStatusesBefore('expire')}) and m.valid_until <= $1)`;

/** A database that has only just started is first told what workers have learnt while it was away. */
const IS_SETTLED = `pg_postmaster_start_time() < clock_timestamp() - interval '5 seconds'`;

// Expired is what waited too long; what was being submitted when its worker went silent may have been sent.
const WAKE = `
  with moved as (update message m set
    status = case when ${IS_OVER} then 'expired' when m.status = 'submitting' then 'uncertain' else m.status end,
    due_at = null,
    wake_at = case when ${IS_OVER} then null else $5::timestamptz end,
    part_states = case when m.status = 'submitting' then merge_part_states(m.part_states, '{"1": "uncertain"}')
      else m.part_states end,
    timeline = case
      when ${IS_OVER} then m.timeline || jsonb_build_object('at', $6::text, 'status', 'expired', 'detail', null)
      when m.status = 'submitting' then m.timeline || jsonb_build_object('at', $6::text, 'status', 'uncertain',
        'detail', jsonb_build_object('why', 'the worker ended'))
      else m.timeline end
  where m.id = any(array(
    select id from message where wake_at <= $1 and (status <> 'submitting' or ${IS_SETTLED})
    order by wake_at limit $4 for update skip locked))
  returning m.*, case when m.timeline -> -1 ->> 'at' = $6 and m.status in ('expired', 'uncertain')
    then m.timeline -> -2 ->> 'status' else m.status end as was),
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
