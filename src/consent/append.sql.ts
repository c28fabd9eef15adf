import { entryHistory, foldSql, suppressedHistory } from './fold.sql.ts';
import { NO_SENDER } from './scope.ts';

/**
 * Takes the lock that orders appends; held until the commit. `recorded_at` never goes back, so that what was known at
 * an instant is a prefix of the ledger. The parameter is the present instant.
 */
export const lockCounter = (instant: string): string =>
  `update ledger_counter set recorded_at = greatest(recorded_at, ${instant}::timestamptz) where id = 1 returning last`;

/** Makes sure that every msisdn of `source` is a subject. In a statement of its own: the next one must see them all. */
export const insertSubjects = (source: string): string =>
  `insert into consent_subject (msisdn) select distinct r.msisdn from ${source} on conflict (msisdn) do nothing`;

/** Two entries `a` and `b` are of one scope of one subject. */
export const sameScope = (a: string, b: string): string =>
  `${a}.subject_id = ${b}.subject_id and ${a}.organization_id = ${b}.organization_id and ${a}.channel = ${b}.channel
   and ${a}.purpose = ${b}.purpose and coalesce(${a}.sender_id, '${NO_SENDER}') = coalesce(${b}.sender_id, '${NO_SENDER}')`;

/**
 * One statement that numbers entries, inserts them with their evidence and derives the states that follow. It must run
 * under the lock of `lockCounter`, in a statement after it, so that it sees all that was committed before.
 *
 * `source` is a relation `r` with the columns of an entry, `msisdn`, `ord` and `evidence` (its canonical text); `fresh` a condition on `g` (a row with subject_id and evidence_hash)
 * that leaves out rows that the ledger has already; `result` the final select, over `numbered` (also seq) and `folded`.
 */
export function appendSql(source: string, fresh: string, result: string): string {
  const touched = 'select distinct msisdn, subject_id, organization_id, channel, purpose, sender_id from numbered';
  const suppressed = `c.organization_id = e.organization_id and c.channel = e.channel and c.purpose = e.purpose
    and coalesce(c.sender_id, '${NO_SENDER}') = e.sender_id`;
  const history = `
    ${entryHistory('select * from touched', sameScope('c', 'e'))}
    union all ${suppressedHistory('select * from touched', suppressed)}
    union all select msisdn, organization_id, channel, purpose, coalesce(sender_id, '${NO_SENDER}'), seq, action,
      evidence_hash, effective_at, expires_at from numbered`;
  return `
    with given as (
      select r.*, s.subject_id, case when r.evidence is not null then ledger_keyed_hash(r.evidence) end as evidence_hash
      from ${source} join consent_subject s using (msisdn)
    ), numbered as materialized (
      select g.*, k.last + row_number() over (order by g.ord) as seq, k.recorded_at
      from given g cross join ledger_counter k where ${fresh}
    ), counted as (
      update ledger_counter set last = last + (select count(*) from numbered)
    ), entries as (
      insert into consent_entry (subject_id, seq, id, organization_id, sender_id, channel, purpose, action, source,
        touchpoint, evidence_hash, effective_at, expires_at, recorded_at, recorded_by)
      select subject_id, seq, id, organization_id, sender_id, channel, purpose, action, source,
        touchpoint, evidence_hash, effective_at, expires_at, recorded_at, recorded_by from numbered
    ), evidences as (
      insert into consent_evidence (hash, body, first_subject_id, shared)
      select evidence_hash, min(evidence)::jsonb, min(subject_id), count(distinct subject_id) > 1
      from numbered where evidence_hash is not null group by evidence_hash
      on conflict (hash) do nothing
    ), sharing as (
      update consent_evidence v set shared = true from numbered n
      where v.hash = n.evidence_hash and not v.shared and v.first_subject_id <> n.subject_id
    ), touched as materialized (${touched}
    ), folded as (
      insert into consent_state (msisdn, organization_id, channel, purpose, sender_id, state, paused, since, expires_at, seq)
      select msisdn, organization_id, channel, purpose, sender_id, state, paused, since, expires_at, seq
      from (${foldSql(history)}) f
      on conflict (msisdn, organization_id, channel, purpose, sender_id) do update
        set state = excluded.state, paused = excluded.paused, since = excluded.since,
          expires_at = excluded.expires_at, seq = excluded.seq
      returning msisdn, organization_id, channel, purpose, sender_id, state, expires_at
    )
    ${result}`;
}
