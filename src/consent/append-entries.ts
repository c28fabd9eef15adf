import type { Tx } from '#src/db/index.ts';
import { newId } from '#src/kernel/index.ts';
import { canonicalEvidence, type Evidence } from './evidence.ts';
import { type FoldEntry, foldScope, type ScopeState } from './fold.rules.ts';
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
 * The counter's row is locked until the commit: numbers have no gaps (a rollback gives them back) and are in the order
 * of commits, so a number that can be read implies that all smaller ones can. `recorded_at` never goes back, so that
 * what was known at an instant is a prefix of the ledger. Keep what follows in the transaction short.
 */
export async function appendEntries(tx: Tx, entries: readonly NewEntry[], at: Date): Promise<AppendedEntry[]> {
  await tx.flush();
  const known = new Map<string, Known>();
  for (const entry of entries) {
    const evidence = entry.evidence && canonicalEvidence(entry.evidence);
    known.set(`${entry.msisdn} ${evidence}`, await lookUp(tx, entry.msisdn, evidence));
  }
  const [counter] = await tx.execute<{ last: string; recorded_at: string }[]>(
    `update ledger_counter set last = last + ?, recorded_at = greatest(recorded_at, ?::timestamptz) where id = 1
     returning last, recorded_at`,
    [entries.length, at],
  );
  const first = Number(counter?.last) - entries.length + 1;
  const appended: AppendedEntry[] = [];
  for (const [i, entry] of entries.entries()) {
    const evidence = entry.evidence && canonicalEvidence(entry.evidence);
    const { subjectId, evidenceHash } = known.get(`${entry.msisdn} ${evidence}`) as Known;
    const numbered = {
      ...entry,
      seq: first + i,
      id: newId(),
      subjectId: subjectId ?? (await ensureSubject(tx, entry.msisdn)),
      evidenceHash,
      recordedAt: counter?.recorded_at ?? '',
    };
    appended.push(await append(tx, numbered, at));
  }
  return appended;
}

/** What can be found before the lock is taken. */
interface Known {
  subjectId: string | null;
  /** Lower-case hex. */
  evidenceHash: string | null;
}

type Numbered = NewEntry & {
  seq: number;
  id: string;
  subjectId: string;
  evidenceHash: string | null;
  recordedAt: string;
};

async function lookUp(tx: Tx, msisdn: string, evidence: string | null): Promise<Known> {
  const [row] = await tx.execute<{ subject_id: string | null; hash: string | null }[]>(
    `select (select subject_id from consent_subject where msisdn = ?) as subject_id, encode(ledger_keyed_hash(?), 'hex') as hash`,
    [msisdn, evidence],
  );
  return { subjectId: row?.subject_id ?? null, evidenceHash: row?.hash ?? null };
}

/** Only under the lock: two that made the same subject before it would wait for each other. */
async function ensureSubject(tx: Tx, msisdn: string): Promise<string> {
  const [made] = await tx.execute<{ subject_id: string }[]>(
    `with made as (insert into consent_subject (msisdn) values (?) on conflict (msisdn) do nothing returning subject_id)
     select subject_id from made union all select subject_id from consent_subject where msisdn = ?`,
    [msisdn, msisdn],
  );
  if (made) return made.subject_id;
  // An import committed the same subject while this statement ran: now it can be seen.
  const [found] = await tx.execute<{ subject_id: string }[]>(
    'select subject_id from consent_subject where msisdn = ?',
    [msisdn],
  );
  return (found as { subject_id: string }).subject_id;
}

async function append(tx: Tx, entry: Numbered, at: Date): Promise<AppendedEntry> {
  const { seq, action, evidenceHash: evidence, channel, purpose, senderId } = entry;
  const history = await scopeHistory(tx, entry);
  const own: FoldEntry = {
    ...{ seq, action, evidence, channel, purpose, senderId },
    effectiveAt: entry.effectiveAt.getTime(),
    expiresAt: entry.expiresAt?.getTime() ?? null,
  };
  const state = foldScope([...history, own], Number.MAX_SAFE_INTEGER);
  if (!state) throw new Error('an entry has no state');
  await insertEntry(tx, entry, state);
  if (entry.evidence && evidence) await keepEvidence(tx, entry);
  return {
    seq,
    id: entry.id,
    state: foldScope([...history, own], Math.max(at.getTime(), own.effectiveAt))?.state ?? 'none',
  };
}

interface HistoryRow {
  seq: string;
  action: EntryAction;
  evidence: string | null;
  effective_at: string;
  expires_at: string | null;
}

/** The earlier entries of an entry's scope, with what was refused before an erasure. */
async function scopeHistory(tx: Tx, { subjectId, msisdn, organizationId, ...scope }: Numbered): Promise<FoldEntry[]> {
  const { channel, purpose, senderId } = scope;
  const rows = await tx.execute<HistoryRow[]>(
    `select seq, action, encode(evidence_hash, 'hex') as evidence, effective_at, expires_at from consent_entry
     where subject_id = ? and organization_id = ? and channel = ? and purpose = ? and sender_id is not distinct from ?::uuid
       and seq < ?
     union all
     select seq, 'opt_out', null, since, null from consent_suppression
     where msisdn_hash = ledger_keyed_hash(?) and organization_id = ? and channel = ? and purpose = ? and sender_id = ?`,
    [
      ...[subjectId, organizationId, channel, purpose, senderId, scope.seq],
      ...[msisdn, organizationId, channel, purpose, senderId ?? NO_SENDER],
    ],
  );
  return rows.map((row) => ({
    ...{ channel, purpose, senderId, action: row.action, evidence: row.evidence },
    seq: Number(row.seq),
    effectiveAt: new Date(row.effective_at).getTime(),
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at).getTime(),
  }));
}

async function insertEntry(tx: Tx, entry: Numbered, state: ScopeState): Promise<void> {
  const { organizationId, senderId, channel, purpose, action, source, touchpoint, effectiveAt, expiresAt } = entry;
  await tx.execute(
    `with entry as (
       insert into consent_entry (subject_id, seq, id, organization_id, sender_id, channel, purpose, action, source,
         touchpoint, evidence_hash, effective_at, expires_at, recorded_at, recorded_by)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, decode(?, 'hex'), ?, ?, ?, ?)
     )
     insert into consent_state (msisdn, organization_id, channel, purpose, sender_id, state, paused, since, expires_at, seq)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (msisdn, organization_id, channel, purpose, sender_id) do update
       set state = excluded.state, paused = excluded.paused, since = excluded.since,
         expires_at = excluded.expires_at, seq = excluded.seq`,
    [
      ...[entry.subjectId, entry.seq, entry.id, organizationId, senderId, channel, purpose, action, source, touchpoint],
      ...[entry.evidenceHash, effectiveAt, expiresAt, entry.recordedAt, entry.recordedBy],
      ...[entry.msisdn, organizationId, channel, purpose, senderId ?? NO_SENDER, storedState(state), state.paused],
      ...[new Date(state.since), state.expiresAt === null ? null : new Date(state.expiresAt), state.seq],
    ],
  );
}

/** Expiry is left to the reader, who knows the instant. */
const storedState = ({ state }: ScopeState): ConsentState => (state === 'expired' ? 'opted_in' : state);

/** Keeps evidence once, however many entries rest on it; what two people rest on outlives the erasure of one. */
async function keepEvidence(tx: Tx, { evidence, evidenceHash, subjectId }: Numbered): Promise<void> {
  await tx.execute(
    `insert into consent_evidence (hash, body, first_subject_id) values (decode(?, 'hex'), ?::jsonb, ?)
     on conflict (hash) do nothing`,
    [evidenceHash, JSON.stringify(evidence), subjectId],
  );
  await tx.execute(
    `update consent_evidence set shared = true where hash = decode(?, 'hex') and not shared and first_subject_id <> ?`,
    [evidenceHash, subjectId],
  );
}
