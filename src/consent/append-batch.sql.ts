import { foldSql } from './fold.sql.ts';
import { NO_SENDER } from './scope.ts';

/** The entries of a batch, in the order in which they are to be numbered: `$1`, a jsonb array. */
const GIVEN = `jsonb_to_recordset($1::jsonb) as r(ord int, id uuid, audit_id uuid, event_id uuid, msisdn text,
  organization_id uuid, sender_id uuid, channel text, purpose text, action text, source text, touchpoint text,
  evidence text, effective_at timestamptz, expires_at timestamptz, recorded_by uuid, actor_name text, actor_role text,
  at timestamptz)`;

/** Takes the lock that orders appends, and `$1` numbers; `recorded_at` never goes back. */
export const TAKE_NUMBERS = `update ledger_counter set last = last + $1, recorded_at = greatest(recorded_at, $2::timestamptz)
  where id = 1 returning last`;

/** Makes sure that every number is a subject; under the lock, since one may have been erased before it. */
export const MAKE_SUBJECTS = `insert into consent_subject (msisdn) select distinct m from unnest($1::text[]) m order by m
  on conflict (msisdn) do nothing`;

const sameScope = (e: string, t: string): string => `${e}.organization_id = ${t}.organization_id
  and ${e}.channel = ${t}.channel and ${e}.purpose = ${t}.purpose`;

/** Every entry of the scopes that the batch touches, old and new, with what was refused before an erasure. */
const HISTORY = `
  select t.msisdn, t.organization_id, t.channel, t.purpose, t.sender_id, e.seq, e.action, e.evidence_hash,
    e.effective_at, e.expires_at
  from touched t cross join lateral (select * from consent_entry e where e.subject_id = t.subject_id
    and ${sameScope('e', 't')} and coalesce(e.sender_id, '${NO_SENDER}') = t.sender_id offset 0) e
  union all
  select t.msisdn, t.organization_id, t.channel, t.purpose, t.sender_id, p.seq, p.action, p.evidence_hash, p.since, null
  from touched t cross join lateral (select * from consent_suppressed_entry p
    where exists (select from consent_suppression) and p.msisdn_hash = ledger_keyed_hash(t.msisdn)
      and ${sameScope('p', 't')} and p.sender_id = t.sender_id offset 0) p
  union all
  select msisdn, organization_id, channel, purpose, coalesce(sender_id, '${NO_SENDER}'), seq, action, evidence_hash,
    effective_at, expires_at
  from numbered`;

const STATE_COLUMNS = 'msisdn, organization_id, channel, purpose, sender_id, state, paused, since, expires_at, seq';

/**
 * One statement that writes entries with their evidence, the states that follow, the events that tell of them and the
 * audit trail. Under the lock of `TAKE_NUMBERS`, after it and `MAKE_SUBJECTS`, so that it sees what both have seen.
 * `$2`: the number before the first.
 */
export const APPEND_BATCH = `
  with hashes as materialized (
    select evidence, ledger_keyed_hash(evidence) as evidence_hash
    from (select distinct evidence from ${GIVEN} where evidence is not null) d
  ), numbered as materialized (
    select r.*, $2::bigint + r.ord as seq, s.subject_id, h.evidence_hash, k.recorded_at
    from ${GIVEN} join consent_subject s using (msisdn) left join hashes h using (evidence) cross join ledger_counter k
  ), entries as (
    insert into consent_entry (subject_id, seq, id, organization_id, sender_id, channel, purpose, action, source,
      touchpoint, evidence_hash, effective_at, expires_at, recorded_at, recorded_by)
    select subject_id, seq, id, organization_id, sender_id, channel, purpose, action, source, touchpoint,
      evidence_hash, effective_at, expires_at, recorded_at, recorded_by from numbered
  ), evidences as (
    insert into consent_evidence (hash, body, first_subject_id, shared)
    select evidence_hash, min(evidence)::jsonb, min(subject_id), count(distinct subject_id) > 1
    from numbered where evidence_hash is not null group by evidence_hash
    on conflict (hash) do nothing
  ), sharing as (
    update consent_evidence v set shared = true from numbered n
    where v.hash = n.evidence_hash and not v.shared and v.first_subject_id <> n.subject_id
  ), touched as materialized (
    select distinct msisdn, subject_id, organization_id, channel, purpose, coalesce(sender_id, '${NO_SENDER}') as sender_id
    from numbered
  ), folded as (
    insert into consent_state (${STATE_COLUMNS}) select ${STATE_COLUMNS} from (${foldSql(HISTORY)}) f
    on conflict (msisdn, organization_id, channel, purpose, sender_id) do update
      set state = excluded.state, paused = excluded.paused, since = excluded.since,
        expires_at = excluded.expires_at, seq = excluded.seq
  ), events as (
    insert into outbox (id, kind, payload, key, priority, not_before, tries, created_at)
    select event_id, 'event', jsonb_build_object('type', case action when 'opt_in' then 'consent.opted_in' else 'consent.opted_out' end,
        'organizationId', organization_id, 'consentId', id, 'seq', seq, 'purpose', purpose, 'senderId', sender_id, 'source', source),
      'event:' || id, 5, at, 0, at
    from numbered
  )
  insert into audit_event (id, at, actor_id, actor_name, actor_role, action, object_kind, object_id, organization_id, detail)
  select audit_id, at, recorded_by, actor_name, actor_role, 'consent.record', 'consent', id::text, organization_id,
    jsonb_build_object('seq', seq, 'action', action, 'purpose', purpose, 'channel', channel, 'senderId', sender_id, 'source', source)
  from numbered`;

/** Which of the organizations and senders that entries name the callers may act for: one row each, in order. */
export const MAY_WRITE = `
  select exists (select from organization o where o.id = r.organization_id and (r.own is null or r.own = o.id))
    and (r.sender_id is null or exists (select from sender s where s.id = r.sender_id and s.organization_id = r.organization_id)) as may
  from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as r(organization_id, sender_id, own, n) order by r.n`;

/** The states of the recipients' scopes towards an organization: `$1` and `$2` are pairs. */
export const STATES_OF = `
  select r.n, x.channel, x.purpose, x.sender_id, x.state, x.paused, x.since, x.expires_at, x.seq
  from unnest($1::text[], $2::uuid[]) with ordinality as r(msisdn, organization_id, n)
  cross join lateral (
    select c.channel, c.purpose, c.sender_id, c.state, c.paused, c.since, c.expires_at, c.seq from consent_state c
    where c.msisdn = r.msisdn and c.organization_id = r.organization_id
    union all
    select p.channel, p.purpose, p.sender_id, 'opted_out', false, p.since, null, p.seq from consent_suppression p
    where exists (select from consent_suppression) and p.msisdn_hash = ledger_keyed_hash(r.msisdn)
      and p.organization_id = r.organization_id and not exists (select from consent_state s
        where s.msisdn = r.msisdn and s.organization_id = p.organization_id and s.channel = p.channel
          and s.purpose = p.purpose and s.sender_id = p.sender_id)
  ) x`;

/** Stores the answers to requests with an Idempotency-Key: `$1`, a jsonb array of id, status and body. */
export const KEEP_ANSWERS = `update idempotency_record i set status = r.status, body = r.body
  from jsonb_to_recordset($1::jsonb) as r(id text, status smallint, body text) where i.id = r.id`;
