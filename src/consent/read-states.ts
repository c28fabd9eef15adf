import { getOrganization } from '#src/accounts/index.ts';
import type { Reader } from '#src/db/index.ts';
import { type Actor, type Fault, fault, invalidInput } from '#src/kernel/index.ts';
import { type FoldEntry, foldAll, type ScopeState, withWiderOptOuts } from './fold.rules.ts';
import { requireMobile } from './recipient.ts';
import { type EntryAction, NO_SENDER } from './scope.ts';
import { organizationOf } from './scope-owner.ts';

/** A question of consent: as of an instant, and as it was known at an instant. */
export interface StatesQuestion {
  msisdn: string;
  organizationId?: string | undefined;
  asOf?: Date | undefined;
  knownAt?: Date | undefined;
}

/** The answer; `seq` is the last entry of the whole ledger that it takes into account. */
export interface StatesAnswer {
  msisdn: string;
  organizationId: string;
  asOf: Date;
  knownAt: Date;
  seq: number;
  states: ScopeState[];
}

interface EntryRow {
  seq: string;
  action: EntryAction;
  channel: string;
  purpose: string;
  sender_id: string | null;
  evidence: string | null;
  effective_at: string;
  expires_at: string | null;
}

/**
 * Answers what held for a recipient towards an organization at `asOf`, by what the ledger knew at `knownAt` (both
 * default to `at`). Wider opt-outs are applied to each scope. @throws NOT_FOUND, INVALID_INPUT
 */
export async function readStates(em: Reader, actor: Actor, question: StatesQuestion, at: Date): Promise<StatesAnswer> {
  const faults: Fault[] = [];
  const msisdn = requireMobile(question.msisdn, 'msisdn', faults);
  const organizationId = organizationOf(actor, question.organizationId);
  if (!organizationId) faults.push(fault('organizationId', 'required', 'name an organization', 'سازمان را نام ببرید'));
  if (!organizationId || faults.length > 0) throw invalidInput(faults);
  await getOrganization(em, actor, organizationId);
  const { asOf = at, knownAt = at } = question;
  const seq = await lastKnown(em, knownAt);
  const entries = await loadEntries(em, msisdn, organizationId, seq);
  const own = foldAll(entries, asOf.getTime()).filter(({ state }) => state !== 'none');
  return { msisdn, organizationId, asOf, knownAt, seq, states: own.map((state) => withWiderOptOuts(state, own)) };
}

/** Finds the last entry recorded by an instant; times of recording never go back along the ledger, so it halves. */
async function lastKnown(em: Reader, knownAt: Date): Promise<number> {
  const [row] = await em.execute<{ seq: string }[]>(
    `with recursive search (low, high) as (
       select 0::bigint, last from ledger_counter
       union all
       select case when e.recorded_at <= ? then e.seq else low end, case when e.recorded_at <= ? then high else e.seq - 1 end
       from search join consent_entry e on e.seq = (low + high + 1) / 2
       where low < high
     )
     select low as seq from search where low = high`,
    [knownAt, knownAt],
  );
  return Number(row?.seq ?? 0);
}

/** The entries of a recipient towards an organization up to a sequence number, an erased person's opt-outs included. */
export async function loadEntries(
  em: Reader,
  msisdn: string,
  organizationId: string,
  upTo: number,
): Promise<FoldEntry[]> {
  const rows = await em.execute<EntryRow[]>(
    `select e.seq, e.action, e.channel, e.purpose, e.sender_id, encode(e.evidence_hash, 'hex') as evidence,
       e.effective_at, e.expires_at
     from consent_entry e join consent_subject s using (subject_id)
     where s.msisdn = ? and e.organization_id = ? and e.seq <= ?
     union all
     select seq, action, channel, purpose, nullif(sender_id, '${NO_SENDER}'), encode(evidence_hash, 'hex'), since, null
     from consent_suppressed_entry where msisdn_hash = ledger_keyed_hash(?) and organization_id = ? and seq <= ?`,
    [msisdn, organizationId, upTo, msisdn, organizationId, upTo],
  );
  return rows.map((row) => ({
    seq: Number(row.seq),
    action: row.action,
    channel: row.channel,
    purpose: row.purpose,
    senderId: row.sender_id,
    evidence: row.evidence,
    effectiveAt: new Date(row.effective_at).getTime(),
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at).getTime(),
  }));
}
