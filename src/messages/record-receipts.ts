import type { Pool } from 'pg';
import { newId } from '#src/kernel/index.ts';
import {
  type ChangeRow,
  type Changes,
  MOVED_COLUMNS,
  OWE_AND_RETURN,
  type Owing,
  owingValues,
  toChanges,
} from './changes.ts';
import type { PartState } from './part-states.rules.ts';
import { sqlStatusesBefore } from './status.rules.ts';

/** What an SMSC reports of one segment. */
export interface ReceiptReport {
  route: string;
  /** The ids that the receipt names, in the form of `SmscId.smscKey`. */
  smscKeys: readonly string[];
  /** Whom the message had gone to, E.164; tells apart messages of SMSCs that use ids again. */
  recipient: string;
  state: PartState;
  errorCode: string | null;
  at: Date;
  /** The row in which a receipt that came too early is kept; absent on the first try. */
  keptAs?: string;
}

/** How long an SMSC may take to report; older messages are not looked through. */
const REPORT_DAYS = 10;

const RECORD = `
  with r as (
    select * from jsonb_to_recordset($1::jsonb) as r(id uuid, kept boolean, route text, "smscKeys" text[], recipient text,
      state text, "errorCode" text, at timestamptz)),
  found as (
    select r.*, p.message_id, p.part from r left join lateral (
      select message_id, part from message_part p
      where p.smsc_key = any(r."smscKeys") and p.message_id >= uuid_floor($4)
        and (p.route = r.route or p.recipient = r.recipient)
      order by p.recipient = r.recipient desc, p.route = r.route desc, p.message_id desc limit 1) p on true),
  keep as (
    insert into unmatched_receipt (id, route, smsc_keys, recipient, state, error_code, received_at)
    select id, route, "smscKeys", recipient, state, "errorCode", at from found where message_id is null and not kept),
  settle as (delete from unmatched_receipt u using found f where f.kept and f.message_id is not null and u.id = f.id),
  news as (
    -- of two receipts for one segment the more final one is kept, as the last key of an object wins
    select message_id, jsonb_object_agg(part::text, state order by part_state_rank(state)) as states,
      jsonb_agg(jsonb_build_object('part', part, 'state', state, 'code', "errorCode") order by at) as reports,
      to_char(max(at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at_text
    from found where message_id is not null group by message_id),
  moved as (update message m set (part_states, status, due_at, wake_at, timeline) = (
    select s.states, t.status, case when t.status = m.status then m.due_at end,
      case when t.status = m.status then m.wake_at end,
      m.timeline || jsonb_build_object('at', n.at_text, 'status', t.status, 'detail', jsonb_build_object('receipts', n.reports))
    -- "offset 0" has each stage worked out once, and not again wherever it is used
    from (select merge_part_states(m.part_states, n.states) as states offset 0) s,
      lateral (select status_of_parts(s.states, coalesce(m.pdus, m.segments), m.status) as of_parts offset 0) p,
      lateral (select case when p.of_parts = 'delivered' or m.status in (${sqlStatusesBefore('fail')})
        then p.of_parts else m.status end as status offset 0) t)
  from news n
  where m.id = n.message_id and merge_part_states(m.part_states, n.states) <> m.part_states
  returning ${MOVED_COLUMNS})
  ${OWE_AND_RETURN}`;

/**
 * Records what SMSCs report, many receipts with one statement; duplicates and stragglers change nothing. A receipt that
 * names a message which is not known yet (it overtook the answer to its submit) is kept for `matchKeptReceipts`.
 */
export async function recordReceipts(
  pool: Pool,
  reports: readonly ReceiptReport[],
  owing: Owing,
  at: Date,
): Promise<Changes> {
  const rows = reports.map(({ keptAs, ...report }) => ({
    ...report,
    id: keptAs ?? newId(),
    kept: keptAs !== undefined,
  }));
  const since = new Date(at.getTime() - REPORT_DAYS * 86_400_000);
  const answer = await pool.query<ChangeRow>({
    name: 'message-receipts',
    text: RECORD,
    values: [JSON.stringify(rows), ...owingValues(owing), since],
  });
  return toChanges(answer.rows);
}

interface Kept {
  id: string;
  route: string;
  smsc_keys: string[];
  recipient: string;
  state: PartState;
  error_code: string | null;
  received_at: Date;
}

/** Tries receipts that came too early again, those whose message has become known since; returns what changed. */
export async function matchKeptReceipts(pool: Pool, owing: Owing, at: Date): Promise<Changes> {
  const { rows } = await pool.query<Kept>({
    name: 'message-receipts-kept',
    text: `select u.* from unmatched_receipt u
           where exists (select from message_part p where p.smsc_key = any(u.smsc_keys)
             and (p.route = u.route or p.recipient = u.recipient)) limit 500`,
  });
  if (rows.length === 0) return { changed: [], owed: [] };
  const reports = rows.map((row) => ({
    route: row.route,
    smscKeys: row.smsc_keys,
    recipient: row.recipient,
    state: row.state,
    errorCode: row.error_code,
    at: row.received_at,
    keptAs: row.id,
  }));
  return recordReceipts(pool, reports, owing, at);
}

/** Gives up on receipts that match nothing after `REPORT_DAYS`; returns their number. */
export async function forgetKeptReceipts(pool: Pool, at: Date): Promise<number> {
  const before = new Date(at.getTime() - REPORT_DAYS * 86_400_000);
  const { rowCount } = await pool.query('delete from unmatched_receipt where received_at < $1', [before]);
  return rowCount ?? 0;
}
