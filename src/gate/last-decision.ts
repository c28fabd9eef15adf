import type { Pool } from 'pg';

/** When a sender was last decided on at `since` or after, or null: what tells a quiet sender from a dormant one. */
export async function lastDecisionAt(
  pool: Pool,
  sender: { id: string; organizationId: string },
  since: Date,
): Promise<Date | null> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from decision where organization_id = $1 and sender_id = $2 and id >= uuid_floor($3)
     order by id desc limit 1`,
    [sender.organizationId, sender.id, since],
  );
  // A UUIDv7 begins with the 48 bits of its millisecond (RFC 9562 § 5.7).
  return rows[0] ? new Date(Number.parseInt(rows[0].id.replace('-', '').slice(0, 12), 16)) : null;
}
