import { NO_SENDER } from './scope.ts';

/** The columns that tell one scope of one recipient from another. */
const SCOPE = 'msisdn, organization_id, channel, purpose, sender_id';

/**
 * The fold of `fold.rules.ts` in SQL, for many scopes at once; a test holds the two together.
 *
 * `history` is a query that yields msisdn, organization_id, channel, purpose, sender_id (nil UUID for none), seq,
 * action, evidence_hash, effective_at, expires_at. The result has one row per scope: those five, state (expiry left to
 * the reader, who knows the instant), paused, since, expires_at, seq.
 */
export function foldSql(history: string): string {
  return `
    select ${SCOPE},
      case action when 'opt_in' then 'opted_in' when 'opt_out' then 'opted_out' when 'request' then 'pending' else 'none' end as state,
      coalesce(last_pause > coalesce(greatest(last_in, last_out, last_resume), 0), false) as paused,
      effective_at as since, case when action = 'opt_in' then expires_at end as expires_at, seq
    from (
      select marked.*, ${lastOf(`action = 'opt_in' and (last_out is null
          or (pos > last_out and evidence_hash is not null and first_use > last_out))`)} as last_in
      from (
        select placed.*, ${lastOf(`action = 'opt_out'`)} as last_out, ${lastOf(`action = 'request'`)} as last_request,
          ${lastOf(`action = 'pause'`)} as last_pause, ${lastOf(`action = 'resume'`)} as last_resume, ${lastOf('true')} as last_pos,
          min(pos) filter (where action = 'opt_in') over (partition by ${SCOPE}, evidence_hash) as first_use
        from (
          select h.*, row_number() over (partition by ${SCOPE} order by effective_at, seq) as pos from (${history}) h
        ) placed
      ) marked
    ) decided
    where pos = coalesce(greatest(last_in, last_out), last_request, last_pos)`;
}

/** Position of the last entry of the scope for which `condition` holds. */
const lastOf = (condition: string): string => `max(pos) filter (where ${condition}) over (partition by ${SCOPE})`;

/** Entries of some subjects as `foldSql` reads them; `chosen` yields msisdn and subject_id, `where` narrows the entries `e`. */
export function entryHistory(chosen: string, where = 'true'): string {
  return `
    select c.msisdn, e.organization_id, e.channel, e.purpose, coalesce(e.sender_id, '${NO_SENDER}') as sender_id,
      e.seq, e.action, e.evidence_hash, e.effective_at, e.expires_at
    from (${chosen}) c join consent_entry e using (subject_id)
    where e.organization_id is not null and ${where}`;
}

/** What an erased person had refused, as entries that `foldSql` reads; `chosen` yields msisdn. */
export function suppressedHistory(chosen: string, where = 'true'): string {
  return `
    select c.msisdn, e.organization_id, e.channel, e.purpose, e.sender_id, e.seq, e.action,
      e.evidence_hash, e.since as effective_at, null::timestamptz as expires_at
    from (${chosen}) c join consent_suppressed_entry e on e.msisdn_hash = ledger_keyed_hash(c.msisdn)
    where ${where}`;
}
