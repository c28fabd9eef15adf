import type { Pool } from 'pg';
import { timelineEntry } from './timeline.ts';

/** Ends a message whose row is not what the service sealed: it is never sent. Its claim ends with it. */
export async function refuseAltered(pool: Pool, id: string, at: Date): Promise<void> {
  const entry = timelineEntry('rejected', at, { code: 'SEAL_BROKEN', why: 'the row was altered outside the service' });
  await pool.query(
    `update message set status = 'rejected', due_at = null, wake_at = null, timeline = timeline || $2::jsonb
     where id = $1 and status in ('queued', 'scheduled', 'held', 'submitting', 'uncertain')`,
    [id, JSON.stringify(entry)],
  );
  await pool.query(
    `insert into audit_event (id, at, actor_id, actor_name, actor_role, action, object_kind, object_id, organization_id, detail)
     select gen_random_uuid(), $2, null, 'mohr', 'admin', 'message.altered', 'message', $1::text, organization_id, '{}'
     from message where id = $1::uuid`,
    [id, at],
  );
}
