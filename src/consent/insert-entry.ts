import type { Tx } from '#src/db/index.ts';
import type { Evidence } from './evidence.ts';
import type { ScopeState } from './fold.rules.ts';
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

/** An entry with its place in the ledger; `evidenceHash` in lower-case hex. */
export type NumberedEntry = NewEntry & { seq: number; id: string; evidenceHash: string | null; recordedAt: string };

/** Writes an entry and the state that follows from it. */
export async function insertEntry(tx: Tx, entry: NumberedEntry, subjectId: string, state: ScopeState): Promise<void> {
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
      ...[subjectId, entry.seq, entry.id, organizationId, senderId, channel, purpose, action, source, touchpoint],
      ...[entry.evidenceHash, effectiveAt, expiresAt, entry.recordedAt, entry.recordedBy],
      ...[entry.msisdn, organizationId, channel, purpose, senderId ?? NO_SENDER, storedState(state), state.paused],
      ...[new Date(state.since), state.expiresAt === null ? null : new Date(state.expiresAt), state.seq],
    ],
  );
}

/** Expiry is left to the reader, who knows the instant. */
const storedState = ({ state }: ScopeState): ConsentState => (state === 'expired' ? 'opted_in' : state);

/** Keeps evidence once, however many entries rest on it; what two people rest on outlives the erasure of one. */
export async function keepEvidence(
  tx: Tx,
  { evidence, evidenceHash }: NumberedEntry,
  subjectId: string,
): Promise<void> {
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
