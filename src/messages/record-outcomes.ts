import type { Pool } from 'pg';
import {
  type ChangeRow,
  type Changes,
  MOVED_COLUMNS,
  OWE_AND_RETURN,
  type Owing,
  owingValues,
  toChanges,
} from './changes.ts';
import type { PartStates } from './part-states.rules.ts';
import { type MessageStatus, sqlStatusesBefore } from './status.rules.ts';
import type { TimelineEntry } from './timeline.ts';

/** The id that the SMSC gave a segment. */
export interface SmscId {
  part: number;
  smscId: string;
  /** The form by which receipts are matched. */
  smscKey: string;
  /** No receipt can add anything: it was delivered. */
  over?: boolean;
}

/** What became of one submission. */
export interface SubmissionOutcome {
  id: string;
  /** The claim's number: the outcome of a claim that was given up counts only if the SMSC took the message. */
  tries: number;
  status: Extract<MessageStatus, 'submitted' | 'rejected' | 'queued' | 'uncertain'>;
  dueAt: Date | null;
  /** Null unless `uncertain`: a message that goes back to the queue is woken at its expiry. */
  wakeAt: Date | null;
  route: string;
  recipient: string;
  pdus: number;
  states: PartStates;
  /** At least one. */
  entries: readonly TimelineEntry[];
  smscIds: readonly SmscId[];
}

const RECORD = `
  with o as (
    select * from jsonb_to_recordset($1::jsonb) as r(id uuid, tries smallint, status text, "dueAt" timestamptz,
      "wakeAt" timestamptz, route text, recipient text, pdus smallint, states jsonb, entries jsonb, "smscIds" jsonb)),
  ids as (
    insert into message_part (message_id, part, route, smsc_id, smsc_key, recipient)
    select o.id, i.part, o.route, i."smscId", i."smscKey", o.recipient
    from o, jsonb_to_recordset(o."smscIds") as i(part smallint, "smscId" text, "smscKey" text, over boolean)
    where i.over is not true),
  moved as (
  update message m set
    (part_states, status) = (
      select s.states, case when o.status = 'submitted' then status_of_parts(s.states, o.pdus, 'submitted') else o.status end
      from (select merge_part_states(m.part_states, o.states) as states offset 0) s),
    due_at = o."dueAt",
    wake_at = case when o.status = 'queued' then least(m.valid_until, m.decided_until) else o."wakeAt" end,
    route = o.route,
    pdus = o.pdus,
    timeline = m.timeline || o.entries,
    smsc_ids = m.smsc_ids || coalesce((
      select jsonb_agg(jsonb_build_object('part', i.part, 'id', i."smscId", 'route', o.route))
      from jsonb_to_recordset(o."smscIds") as i(part smallint, "smscId" text)), '[]')
  from o
  where m.id = o.id and m.tries = o.tries
    and (m.status = 'submitting' or o.status = 'submitted' and m.status in (${sqlStatusesBefore('accept')}))
  returning ${MOVED_COLUMNS})
  ${OWE_AND_RETURN}`;

/**
 * Records what became of many submissions with one statement. Outcomes that came after their claim was given up change
 * a message only if they say that the SMSC took it; the SMSC's ids are kept in any case, so that receipts find it.
 */
export async function recordOutcomes(
  pool: Pool,
  outcomes: readonly SubmissionOutcome[],
  owing: Owing,
): Promise<Changes> {
  const { rows } = await pool.query<ChangeRow>({
    name: 'message-outcomes',
    text: RECORD,
    values: [JSON.stringify(outcomes), ...owingValues(owing)],
  });
  return toChanges(rows);
}
