import type { Tx } from '#src/db/index.ts';
import { newId } from '#src/kernel/index.ts';
import { appendSql, ENTRY_COLUMNS, insertSubjects, lockCounter } from './append.sql.ts';
import { canonicalEvidence, type Evidence } from './evidence.ts';
import { type ConsentSource, type ConsentState, type EntryAction, NO_SENDER, type Scope } from './scope.ts';

/** An entry to be written; `msisdn` in E.164. */
export interface NewEntry extends Scope {
  msisdn: string;
  organizationId: string;
  action: EntryAction;
  source: ConsentSource;
  touchpoint: string | null;
  evidence: Evidence | null;
  effectiveAt: Date;
  expiresAt: Date | null;
  /** Who recorded it: id of an API key or user, null for the service. */
  recordedBy: string | null;
}

/** Where an entry stands in the ledger, and the state of its scope afterwards (by the scope's own entries). */
export interface AppendedEntry {
  seq: number;
  id: string;
  state: ConsentState;
}

/**
 * Appends entries in the order given and derives the states that follow, in the caller's transaction.
 *
 * The counter's row is locked first and until the commit: numbers have no gaps (a rollback gives them back) and are
 * in the order of commits, so a number that can be read implies that all smaller ones can. Keep what follows short.
 */
export async function appendEntries(tx: Tx, entries: readonly NewEntry[], at: Date): Promise<AppendedEntry[]> {
  const json = JSON.stringify(entries.map(toRow));
  await tx.flush();
  await tx.execute(lockCounter('?'), [at]);
  await tx.execute(insertSubjects(RECORDS), [json]);
  const rows = await tx.execute<ResultRow[]>(APPEND, [json]);
  return rows.map(({ seq, id, state, expires_at }) => {
    const expired = state === 'opted_in' && expires_at !== null && new Date(expires_at) <= at;
    return { seq: Number(seq), id, state: expired ? 'expired' : state };
  });
}

interface ResultRow {
  seq: string;
  id: string;
  state: ConsentState;
  expires_at: string | null;
}

const RECORDS = `jsonb_to_recordset(?::jsonb) as r(${ENTRY_COLUMNS})`;

const APPEND = appendSql(
  RECORDS,
  'true',
  `select n.seq, n.id, f.state, f.expires_at from numbered n join folded f using (msisdn, organization_id, channel, purpose)
   where f.sender_id = coalesce(n.sender_id, '${NO_SENDER}') order by n.ord`,
);

const toRow = (entry: NewEntry, ord: number) => ({
  ord,
  id: newId(),
  msisdn: entry.msisdn,
  organization_id: entry.organizationId,
  sender_id: entry.senderId,
  channel: entry.channel,
  purpose: entry.purpose,
  action: entry.action,
  source: entry.source,
  touchpoint: entry.touchpoint,
  evidence: entry.evidence && canonicalEvidence(entry.evidence),
  effective_at: entry.effectiveAt,
  expires_at: entry.expiresAt,
  recorded_by: entry.recordedBy,
});
