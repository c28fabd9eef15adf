import type { Pool } from 'pg';
import type { MessageRow } from './message-row.ts';
import { sqlStatusesBefore } from './status.rules.ts';

/** A message as the submitter needs it. */
export type ClaimedMessage = Pick<
  MessageRow,
  | 'id'
  | 'organization_id'
  | 'sender_id'
  | 'source_address'
  | 'source_kind'
  | 'recipient'
  | 'operator'
  | 'lane'
  | 'text'
  | 'category'
  | 'callback_url'
  | 'valid_until'
  | 'tries'
  | 'segments'
  | 'template_id'
  | 'pdus'
  | 'part_states'
  | 'decision_id'
  | 'decided_until'
  | 'reviewed'
  | 'seal'
>;

/** What to take: how many, when, until when they are ours, and the lanes that no route can take at present. */
export interface ClaimOrder {
  at: Date;
  limit: number;
  leaseUntil: Date;
  closedLanes: readonly string[];
}

// Priorities are gone through one by one, each over its own stretch of the index, and only as far as the limit reaches:
// the outer limit stops the nested loop, so nothing is locked in vain. The ids go through an array and not a join: with
// whatever statistics, each is then looked up by its key.
const CLAIM = `
  update message m set status = 'submitting', due_at = null, wake_at = $3, tries = m.tries + 1,
    timeline = m.timeline || jsonb_build_object('at', $5::text, 'status', 'submitting', 'detail', null)
  where m.id = any(array(
    select due.id from generate_series(0, 9) as p(priority), lateral (
      select id from message
      where priority = p.priority and due_at <= $1 and wake_at > $1 and status in (${sqlStatusesBefore('claim')})
        and lane <> all($4::text[])
      order by due_at limit $2 for update skip locked) due
    limit $2))
  returning m.id, m.organization_id, m.sender_id, m.source_address, m.source_kind, m.recipient, m.operator, m.lane,
    m.text, m.category, m.callback_url, m.valid_until, m.tries, m.segments, m.template_id, m.pdus, m.part_states, m.decision_id, m.decided_until, m.reviewed,
    m.seal, m.priority`;

/**
 * Takes messages that are due, the most urgent first, and marks them `submitting` before anything is written to a
 * socket: whoever finds one in that state after its lease knows that it may have been sent.
 */
export async function claimMessages(pool: Pool, order: ClaimOrder): Promise<ClaimedMessage[]> {
  const { rows } = await pool.query<ClaimedMessage & { priority: number }>({
    name: 'message-claim',
    text: CLAIM,
    values: [order.at, order.limit, order.leaseUntil, order.closedLanes, order.at.toISOString()],
  });
  return rows.sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));
}
