import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError, newId } from '#src/kernel/index.ts';
import { ERASE_LOCK } from './locks.ts';
import { toMobile } from './recipient.ts';
import { NO_SENDER } from './scope.ts';

/** What an erasure left: its own entry in the ledger, and how many opt-outs are still enforced. */
export interface Erasure {
  seq: number;
  erasedEntries: number;
  enforcedOptOuts: number;
}

/**
 * Erases a person: destroys the number, the key of the person's leaves, evidence that is nobody else's, and what the
 * person wrote. Entries stay as they are, proofs keep verifying, and what was refused stays refused, by keyed hash of
 * the number. The erasure is itself an entry. For someone unknown it does nothing else.
 *
 * @throws NOT_SEALED when entries of the person are not in the tree yet: their leaves could not be made afterwards
 */
export async function eraseSubject(tx: Tx, actor: Actor, written: string, at: Date): Promise<Erasure> {
  const msisdn = toMobile(written);
  await tx.flush();
  await tx.execute('select pg_advisory_xact_lock(?)', [ERASE_LOCK]);
  const [counter] = await tx.execute<{ last: string }[]>(
    `update ledger_counter set last = last + 1, recorded_at = greatest(recorded_at, ?::timestamptz) where id = 1 returning last`,
    [at],
  );
  const seq = Number(counter?.last);
  const [subject] = await tx.execute<{ subject_id: string; entries: string; newest: string | null; sealed: string }[]>(
    `select s.subject_id, count(e.seq) as entries, max(e.seq) as newest, (select coalesce(max(size), 0) from ledger_head) as sealed
     from consent_subject s left join consent_entry e using (subject_id) where s.msisdn = ? group by s.subject_id`,
    [msisdn],
  );
  if (Number(subject?.newest ?? 0) > Number(subject?.sealed ?? 0)) throw new AppError('NOT_SEALED');
  await appendErasure(tx, actor, { seq, subjectId: subject?.subject_id ?? '0' }, at);
  const enforcedOptOuts = await suppress(tx, msisdn);
  if (subject) await destroy(tx, msisdn, subject.subject_id);
  await forgetMessages(tx, msisdn);
  recordAudit(tx, actor, {
    at,
    action: 'subject.erase',
    object: { kind: 'ledger_entry', id: String(seq) },
    organizationId: null,
    detail: { entries: Number(subject?.entries ?? 0), enforcedOptOuts },
  });
  await tx.flush();
  return { seq, erasedEntries: Number(subject?.entries ?? 0), enforcedOptOuts };
}

async function appendErasure(tx: Tx, actor: Actor, { seq, subjectId }: { seq: number; subjectId: string }, at: Date) {
  await tx.execute(
    `insert into consent_entry (subject_id, seq, id, channel, purpose, action, source, effective_at, recorded_at, recorded_by)
     select ?, ?, ?, 'all', 'all', 'erase', 'api', ?, recorded_at, ? from ledger_counter where id = 1`,
    [subjectId, seq, newId(), at, actor.id],
  );
}

/**
 * Keeps what was refused under the keyed hash of the number, with the hashes of the evidence that was used before (a
 * customer file that is sent again must not grant anew), and forgets the states under the number itself.
 */
async function suppress(tx: Tx, msisdn: string): Promise<number> {
  const kept = await tx.execute<unknown[]>(
    `insert into consent_suppression as p (msisdn_hash, organization_id, channel, purpose, sender_id, since, seq, evidence)
     select ledger_keyed_hash(c.msisdn), c.organization_id, c.channel, c.purpose, c.sender_id, c.since, c.seq, array(
         select distinct e.evidence_hash from consent_subject s join consent_entry e using (subject_id)
         where s.msisdn = c.msisdn and e.organization_id = c.organization_id and e.channel = c.channel
           and e.purpose = c.purpose and coalesce(e.sender_id, '${NO_SENDER}') = c.sender_id
           and e.action = 'opt_in' and e.evidence_hash is not null)
     from consent_state c where c.msisdn = ? and c.state = 'opted_out'
     on conflict (msisdn_hash, organization_id, channel, purpose, sender_id)
       do update set since = excluded.since, seq = excluded.seq,
         evidence = array(select unnest(p.evidence) union select unnest(excluded.evidence))
     returning 1`,
    [msisdn],
  );
  // What was opted into again after an earlier erasure is refused no longer.
  await tx.execute(
    `delete from consent_suppression p using consent_state c
     where p.msisdn_hash = ledger_keyed_hash(?) and c.msisdn = ? and c.state = 'opted_in' and c.organization_id = p.organization_id
       and c.channel = p.channel and c.purpose = p.purpose and c.sender_id = p.sender_id`,
    [msisdn, msisdn],
  );
  await tx.execute('delete from consent_state where msisdn = ?', [msisdn]);
  return kept.length;
}

async function destroy(tx: Tx, msisdn: string, subjectId: string): Promise<void> {
  // Wording that others consented to, too, is theirs; it names nobody.
  await tx.execute(
    `delete from consent_evidence v where not v.shared and v.first_subject_id = ?
       and v.hash in (select evidence_hash from consent_entry where subject_id = ?)`,
    [subjectId, subjectId],
  );
  await tx.execute('delete from consent_subject where msisdn = ?', [msisdn]);
}

async function forgetMessages(tx: Tx, msisdn: string): Promise<void> {
  await tx.execute('delete from consent_review where mo_id in (select id from mo_message where msisdn = ?)', [msisdn]);
  await tx.execute('delete from mo_message where msisdn = ?', [msisdn]);
  await tx.execute('delete from consent_confirmation where msisdn = ?', [msisdn]);
}
