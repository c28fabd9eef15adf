import { foldSql } from '../fold.sql.ts';
import { NO_SENDER } from '../scope.ts';

/** Table of a connection's own with the rows of one chunk; `alone`: no other row of the chunk is of its scope. */
export const STAGING = `create temporary table if not exists import_row (
  ord int, alone boolean, id uuid, dated boolean, msisdn text, sender_id uuid, channel text, purpose text, action text,
  source text, touchpoint text, evidence text, effective_at timestamptz, expires_at timestamptz)`;

/**
 * Takes the lock that orders appends; held until the commit. `recorded_at` never goes back, so that what was known at
 * an instant is a prefix of the ledger. The parameter is the present instant.
 */
export const LOCK_COUNTER =
  'update ledger_counter set recorded_at = greatest(recorded_at, $1::timestamptz) where id = 1';

/** Makes sure that every number of the chunk is a subject. In a statement of its own: the next one must see them all. */
export const INSERT_SUBJECTS =
  'insert into consent_subject (msisdn) select distinct msisdn from import_row order by msisdn on conflict (msisdn) do nothing';

/** Entry `e` is of the scope of the subject that row `r` is of. */
const sameScope = (e: string, r: string): string => `${e}.subject_id = ${r}.subject_id
  and ${e}.organization_id = ${r}.organization_id and ${e}.channel = ${r}.channel and ${e}.purpose = ${r}.purpose
  and coalesce(${e}.sender_id, '${NO_SENDER}') = coalesce(${r}.sender_id, '${NO_SENDER}')`;

/**
 * Rows that the ledger has not yet. A dated row is there when an entry says the same of the same time. One without a
 * date is when it would change nothing: an opt-out while opted out, an opt-in on evidence that was given before. Where
 * the scope has no state there is no entry. `offset 0` keeps each a look-up by index, row by row, however large the
 * tables are; the planner would else read them whole once.
 */
const FRESH = `(g.state is null or case
  when g.dated then not exists (select from consent_entry e where ${sameScope('e', 'g')} and e.action = g.action
    and e.effective_at = g.effective_at and e.source = g.source and e.evidence_hash is not distinct from g.evidence_hash offset 0)
  when g.action = 'opt_in' and g.evidence_hash is not null then not exists (select from consent_entry e
    where ${sameScope('e', 'g')} and e.action = 'opt_in' and e.evidence_hash = g.evidence_hash offset 0)
  else g.state is distinct from case g.action when 'opt_in' then 'opted_in' else 'opted_out' end end)`;

const SUPPRESSED = `exists (select from consent_suppression p where p.msisdn_hash = ledger_keyed_hash(g.msisdn)
  and p.organization_id = g.organization_id and p.channel = g.channel and p.purpose = g.purpose
  and p.sender_id = coalesce(g.sender_id, '${NO_SENDER}') offset 0)`;

/** Entries of the scopes that have more than the one new entry, old and new, with what was refused before an erasure. */
const HISTORY = `
  select t.msisdn, t.organization_id, t.channel, t.purpose, coalesce(t.sender_id, '${NO_SENDER}') as sender_id,
    e.seq, e.action, e.evidence_hash, e.effective_at, e.expires_at
  from touched t cross join lateral (select * from consent_entry e where ${sameScope('e', 't')} offset 0) e
  union all
  select t.msisdn, t.organization_id, t.channel, t.purpose, coalesce(t.sender_id, '${NO_SENDER}'),
    p.seq, p.action, p.evidence_hash, p.since, null
  from touched t cross join lateral (
    select * from consent_suppressed_entry p where p.msisdn_hash = ledger_keyed_hash(t.msisdn)
      and p.organization_id = t.organization_id and p.channel = t.channel and p.purpose = t.purpose
      and p.sender_id = coalesce(t.sender_id, '${NO_SENDER}') offset 0) p
  union all
  select msisdn, organization_id, channel, purpose, coalesce(sender_id, '${NO_SENDER}'), seq, action, evidence_hash,
    effective_at, expires_at
  from numbered where not first`;

const STATE_COLUMNS = 'msisdn, organization_id, channel, purpose, sender_id, state, paused, since, expires_at, seq';

/**
 * One statement that numbers the staged rows, inserts them with their evidence and derives the states that follow; to
 * be run under the lock of `LOCK_COUNTER`, after it, so that it sees all that was committed before. A first and only
 * entry of its scope is its state; the others are folded with what is there. Parameters: organization, who recorded.
 */
export const APPEND_STAGED = `
  with hashes as materialized (
    select evidence, ledger_keyed_hash(evidence) as evidence_hash
    from (select distinct evidence from import_row where evidence is not null) d
  ), given as (
    select r.*, $1::uuid as organization_id, s.subject_id, h.evidence_hash, c.state
    from import_row r
    cross join lateral (select s.subject_id from consent_subject s where s.msisdn = r.msisdn offset 0) s
    left join hashes h on h.evidence = r.evidence
    left join lateral (select c.state from consent_state c where c.msisdn = r.msisdn and c.organization_id = $1::uuid
      and c.channel = r.channel and c.purpose = r.purpose and c.sender_id = coalesce(r.sender_id, '${NO_SENDER}') offset 0) c on true
  ), numbered as materialized (
    select g.*, k.last + row_number() over (order by g.ord) as seq, k.recorded_at,
      g.alone and g.state is null and (not exists (select from consent_suppression) or not ${SUPPRESSED}) as first
    from given g cross join ledger_counter k where ${FRESH}
  ), counted as (
    update ledger_counter set last = last + (select count(*) from numbered)
  ), entries as (
    insert into consent_entry (subject_id, seq, id, organization_id, sender_id, channel, purpose, action, source,
      touchpoint, evidence_hash, effective_at, expires_at, recorded_at, recorded_by)
    select subject_id, seq, id, organization_id, sender_id, channel, purpose, action, source,
      touchpoint, evidence_hash, effective_at, expires_at, recorded_at, $2::uuid from numbered
  ), evidences as (
    insert into consent_evidence (hash, body, first_subject_id, shared)
    select evidence_hash, min(evidence)::jsonb, min(subject_id), count(distinct subject_id) > 1
    from numbered where evidence_hash is not null group by evidence_hash
    on conflict (hash) do nothing
  ), sharing as (
    update consent_evidence v set shared = true from numbered n
    where v.hash = n.evidence_hash and not v.shared and v.first_subject_id <> n.subject_id
  ), firsts as (
    insert into consent_state (${STATE_COLUMNS})
    select msisdn, organization_id, channel, purpose, coalesce(sender_id, '${NO_SENDER}'),
      case action when 'opt_in' then 'opted_in' else 'opted_out' end, false, effective_at, expires_at, seq
    from numbered where first
  ), touched as materialized (
    select distinct msisdn, subject_id, organization_id, channel, purpose, sender_id from numbered where not first
  ), folded as (
    insert into consent_state (${STATE_COLUMNS}) select ${STATE_COLUMNS} from (${foldSql(HISTORY)}) f
    on conflict (msisdn, organization_id, channel, purpose, sender_id) do update
      set state = excluded.state, paused = excluded.paused, since = excluded.since,
        expires_at = excluded.expires_at, seq = excluded.seq
  )
  select count(*) as n from numbered`;
