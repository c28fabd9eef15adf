import { listsOf } from './blocklist/page.ts';
import { entryHistory, foldSql, suppressedHistory } from './fold.sql.ts';
import { NO_SENDER } from './scope.ts';

/** Scalar SQL: the ledger sequence number that the statement sees. */
export const LEDGER_SEQ_SQL = '(select last from ledger_counter where id = 1)';

/**
 * SQL text of a lateral subquery with the consent facts of one recipient: for columns `msisdn` (E.164),
 * `organization_id`, `sender_id` and `at` of `alias`, one row of
 *
 * - promotional, vas: 'opted_in' | 'opted_out' | 'expired' | 'pending' | 'none', wider opt-outs included
 * - sender_opt_out, organization_opt_out: everything is refused from the sender, from the organization
 * - opt_out_purposes text[]: purposes refused from either
 * - unclear: what the recipient wrote may be a revocation, and nobody has read it yet
 * - national_block: on a list whose name ends with `-national`; block_lists text[]: on which
 *
 * Of `now` only current state is read, by primary key; of `as_of` the history is folded as of `at`. Two texts, because
 * a plan that could do either costs more to start than the first one to run. Block lists are always as they are now.
 * `lapsed` is a condition on `x` (purpose, since, expires_at) under which an opt-in no longer counts.
 */
export function consentFactsSql(alias: string, when: 'now' | 'as_of', lapsed = 'false'): string {
  return `
    select scopes.*, coalesce(b.lists, '{}') as block_lists,
      b.lists is not null and exists (select from unnest(b.lists) l where l like '%-national') as national_block
    from (
      select ${purposeState('promotional')} as promotional, ${purposeState('vas')} as vas,
        coalesce(bool_or(s.state = 'opted_out' and s.purpose = 'all' and s.sender_id <> '${NO_SENDER}'), false) as sender_opt_out,
        coalesce(bool_or(s.state = 'opted_out' and s.purpose = 'all' and s.sender_id = '${NO_SENDER}'), false) as organization_opt_out,
        coalesce(array_agg(s.purpose) filter (where s.state = 'opted_out' and s.purpose <> 'all'), '{}') as opt_out_purposes,
        coalesce(bool_or(s.paused), false) as unclear
      from (
        select x.purpose, x.sender_id, x.paused,
          case when x.state = 'opted_in' and (x.expires_at <= ${alias}.at or ${lapsed}) then 'expired' else x.state end as state
        from (${when === 'now' ? currentScopes(alias) : scopesAsOf(alias)}) x
        where x.sender_id = '${NO_SENDER}' or x.sender_id = ${alias}.sender_id
      ) s
    ) scopes, (
      select array_agg(list) as lists from (${listsOf(`${alias}.msisdn`)}) l
    ) b`;
}

/** State of a purpose from the rows of its scopes: `effectiveState` of fold.rules.ts. */
const purposeState = (purpose: string): string => `
  case when bool_or(s.state = 'opted_out' and s.purpose in ('all', '${purpose}')) then 'opted_out'
    when bool_or(s.state = 'opted_in' and s.purpose = '${purpose}') then 'opted_in'
    when bool_or(s.state = 'expired' and s.purpose = '${purpose}') then 'expired'
    when bool_or(s.state = 'pending' and s.purpose = '${purpose}') then 'pending'
    else 'none' end`;

/**
 * What holds now; an erased person's opt-out counts until a newer entry of the same scope was folded with it. While
 * nobody was erased, no number is hashed: that alone is a third of the time.
 */
const currentScopes = (alias: string): string => `
  select c.purpose, c.sender_id, c.state, c.paused, c.since, c.expires_at from consent_state c
  where c.msisdn = ${alias}.msisdn and c.organization_id = ${alias}.organization_id and c.channel = 'sms'
  union all
  select p.purpose, p.sender_id, 'opted_out', false, p.since, null from consent_suppression p
  where exists (select from consent_suppression) and p.msisdn_hash = ledger_keyed_hash(${alias}.msisdn)
    and p.organization_id = ${alias}.organization_id and p.channel = 'sms'
    and not exists (select from consent_state c where c.msisdn = ${alias}.msisdn and c.organization_id = p.organization_id
      and c.channel = p.channel and c.purpose = p.purpose and c.sender_id = p.sender_id)`;

function scopesAsOf(alias: string): string {
  const subject = `select s.msisdn, s.subject_id from consent_subject s where s.msisdn = ${alias}.msisdn`;
  const number = `select ${alias}.msisdn`;
  const organization = `e.organization_id = ${alias}.organization_id and e.channel = 'sms'`;
  const history = `${entryHistory(subject, `${organization} and e.effective_at <= ${alias}.at`)}
    union all ${suppressedHistory(number, `${organization} and e.since <= ${alias}.at`)}`;
  return `select f.purpose, f.sender_id, f.state, f.paused, f.since, f.expires_at from (${foldSql(history)}) f`;
}
