import type { Tx } from '#src/db/index.ts';
import { newId } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import { canonicalEvidence } from './evidence.ts';
import { type FoldEntry, foldScope } from './fold.rules.ts';
import { insertEntry, keepEvidence, type NewEntry, type NumberedEntry } from './insert-entry.ts';
import { type ConsentState, type EntryAction, NO_SENDER } from './scope.ts';

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
  const hashes = new Map<string, string>();
  for (const { evidence } of entries) {
    const canonical = evidence && canonicalEvidence(evidence);
    if (canonical && !hashes.has(canonical)) hashes.set(canonical, await keyedHash(tx, canonical));
  }
  const [counter] = await tx.execute<{ last: string; recorded_at: string }[]>(
    `update ledger_counter set last = last + ?, recorded_at = greatest(recorded_at, ?::timestamptz) where id = 1
     returning last, recorded_at`,
    [entries.length, at],
  );
  const first = Number(counter?.last) - entries.length + 1;
  const appended: AppendedEntry[] = [];
  for (const [i, entry] of entries.entries()) {
    const evidenceHash = (entry.evidence && hashes.get(canonicalEvidence(entry.evidence))) ?? null;
    const numbered = { ...entry, seq: first + i, id: newId(), evidenceHash, recordedAt: counter?.recorded_at ?? '' };
    appended.push(await append(tx, numbered, at));
    await announce(tx, numbered, at);
  }
  return appended;
}

const events: Partial<Record<EntryAction, string>> = {
  opt_in: 'consent.opted_in',
  opt_out: 'consent.opted_out',
  request: 'consent.requested',
  pause: 'consent.paused',
  resume: 'consent.resumed',
};

/** Tells the organization's webhooks: who sends must not learn of an opt-out from a refusal. No number is in it. */
async function announce(
  tx: Tx,
  { seq, id, action, organizationId, senderId, purpose, source }: NumberedEntry,
  at: Date,
) {
  const type = events[action];
  if (!type) return;
  const payload = { type, organizationId, consentId: id, seq, purpose, senderId, source };
  await addOutbox(tx, { kind: 'event', payload, key: `event:${id}` }, at);
}

async function keyedHash(tx: Tx, value: string): Promise<string> {
  const [row] = await tx.execute<{ hash: string }[]>(`select encode(ledger_keyed_hash(?), 'hex') as hash`, [value]);
  return (row as { hash: string }).hash;
}

async function append(tx: Tx, entry: NumberedEntry, at: Date): Promise<AppendedEntry> {
  const { seq, action, evidenceHash: evidence, channel, purpose, senderId } = entry;
  const { subjectId, history } = await subjectAndHistory(tx, entry);
  const own: FoldEntry = {
    ...{ seq, action, evidence, channel, purpose, senderId },
    effectiveAt: entry.effectiveAt.getTime(),
    expiresAt: entry.expiresAt?.getTime() ?? null,
  };
  const all = [...history, own];
  const state = foldScope(all, Number.MAX_SAFE_INTEGER);
  if (!state) throw new Error('an entry has no state');
  await insertEntry(tx, entry, subjectId, state);
  if (entry.evidence && evidence) await keepEvidence(tx, entry, subjectId);
  return { seq, id: entry.id, state: foldScope(all, Math.max(at.getTime(), own.effectiveAt))?.state ?? 'none' };
}

interface HistoryRow {
  subject_id: string | null;
  seq: string | null;
  action: EntryAction;
  evidence: string | null;
  effective_at: string;
  expires_at: string | null;
}

/**
 * The subject, made if it is new, and the earlier entries of the scope with what was refused before an erasure. Under
 * the lock only: the subject may have been erased before it, and two that made the same one would wait for each other.
 */
async function subjectAndHistory(tx: Tx, entry: NumberedEntry): Promise<{ subjectId: string; history: FoldEntry[] }> {
  const { msisdn, organizationId, channel, purpose, senderId, seq } = entry;
  const rows = await tx.execute<HistoryRow[]>(
    `select s.subject_id, e.seq, e.action, encode(e.evidence_hash, 'hex') as evidence, e.effective_at, e.expires_at
     from consent_subject s left join consent_entry e on e.subject_id = s.subject_id and e.organization_id = ?
       and e.channel = ? and e.purpose = ? and e.sender_id is not distinct from ?::uuid and e.seq < ?
     where s.msisdn = ?
     union all
     select null, seq, action, encode(evidence_hash, 'hex'), since, null from consent_suppressed_entry
     where msisdn_hash = ledger_keyed_hash(?) and organization_id = ? and channel = ? and purpose = ? and sender_id = ?`,
    [
      ...[organizationId, channel, purpose, senderId, seq, msisdn],
      ...[msisdn, organizationId, channel, purpose, senderId ?? NO_SENDER],
    ],
  );
  const known = rows.find(({ subject_id }) => subject_id !== null)?.subject_id;
  const history = rows.flatMap((row): FoldEntry[] => {
    if (row.seq === null) return [];
    return [
      {
        ...{ channel, purpose, senderId, action: row.action, evidence: row.evidence },
        seq: Number(row.seq),
        effectiveAt: new Date(row.effective_at).getTime(),
        expiresAt: row.expires_at === null ? null : new Date(row.expires_at).getTime(),
      },
    ];
  });
  return { subjectId: known ?? (await makeSubject(tx, msisdn)), history };
}

async function makeSubject(tx: Tx, msisdn: string): Promise<string> {
  await tx.execute('insert into consent_subject (msisdn) values (?) on conflict (msisdn) do nothing', [msisdn]);
  const [row] = await tx.execute<{ subject_id: string }[]>('select subject_id from consent_subject where msisdn = ?', [
    msisdn,
  ]);
  return (row as { subject_id: string }).subject_id;
}
