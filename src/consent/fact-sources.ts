import { listsOf } from './blocklist/page.ts';
import { effectiveState } from './fold.rules.ts';
import { entryHistory, foldSql, suppressedHistory } from './fold.sql.ts';
import { ALL_PURPOSES, type ConsentState, NO_SENDER, type Scope } from './scope.ts';

/** What the gate is told of one recipient towards one sender, wider opt-outs included. */
export interface ConsentFacts {
  promotional: ConsentState;
  vas: ConsentState;
  /** Everything is refused from the sender; from the organization. */
  senderOptOut: boolean;
  organizationOptOut: boolean;
  /** Purposes refused from either. */
  optOutPurposes: readonly string[];
  /** What the recipient wrote may be a revocation, and nobody has read it yet. */
  unclear: boolean;
}

/** For whom, and when, states are read; `lapsedBefore`: opt-ins to promotion that name no expiry and are not younger have lapsed. */
export interface ConsentQuestion {
  senderId: string | null;
  at: Temporal.Instant;
  lapsedBefore?: Temporal.Instant | null;
}

/** One scope that concerns a question, times in milliseconds since the epoch. */
type ScopeRow = [
  i: number,
  purpose: string,
  senderId: string | null,
  state: 'none' | 'opted_in' | 'opted_out' | 'pending',
  paused: boolean,
  since: number,
  expiresAt: number | null,
];

const inMs = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/**
 * Consents for the gate's statement (see `FactSource` of the gate). Of `now` only current state is read, by primary
 * key; of `as_of` the history is folded as of `at`.
 */
export const consentSource = {
  name: 'consents',
  rows: (when: 'now' | 'as_of'): string => `
    select json_build_array(r.i, x.purpose, nullif(x.sender_id, '${NO_SENDER}'), x.state, x.paused, ${inMs('x.since')}, ${inMs('x.expires_at')})
    from r cross join lateral (${when === 'now' ? CURRENT : AS_OF} offset 0) x
    where x.sender_id = '${NO_SENDER}' or x.sender_id = r.sender_id`,
  read: (told: readonly (readonly unknown[])[], question: ConsentQuestion): ConsentFacts =>
    readScopes(told as readonly ScopeRow[], question),
};

/** Block lists for the gate's statement, always as they are now: one whose name ends with `-national` is national. */
export const blockListSource = {
  name: 'block_lists',
  rows: (): string => `
    select json_build_array(r.i, x.list) from r cross join lateral (${listsOf('r.msisdn')} offset 0) x`,
  read: (told: readonly (readonly unknown[])[]): { blockLists: string[]; nationalBlock: boolean } => {
    const blockLists = told.map(([, list]) => list as string).sort();
    return { blockLists, nationalBlock: blockLists.some((list) => list.endsWith('-national')) };
  },
};

function readScopes(rows: readonly ScopeRow[], { senderId, at, lapsedBefore }: ConsentQuestion): ConsentFacts {
  const now = at.epochMilliseconds;
  const lapsed = lapsedBefore?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
  const scopes = rows.map(([, purpose, sender, state, paused, since, expiresAt]) => {
    const forgotten = purpose === 'promotional' && expiresAt === null && since <= lapsed;
    const over = state === 'opted_in' && (forgotten || (expiresAt !== null && expiresAt <= now));
    return { channel: 'sms', purpose, senderId: sender, state: over ? ('expired' as const) : state, paused };
  });
  const target = (purpose: string): Scope => ({ channel: 'sms', purpose, senderId });
  const refused = scopes.filter(({ state }) => state === 'opted_out');
  const everything = refused.filter(({ purpose }) => purpose === ALL_PURPOSES);
  return {
    promotional: effectiveState(scopes, target('promotional')),
    vas: effectiveState(scopes, target('vas')),
    senderOptOut: everything.some((scope) => scope.senderId !== null),
    organizationOptOut: everything.some((scope) => scope.senderId === null),
    optOutPurposes: refused.map(({ purpose }) => purpose).filter((purpose) => purpose !== ALL_PURPOSES),
    unclear: scopes.some(({ paused }) => paused),
  };
}

/**
 * What holds now; an erased person's opt-out counts until a newer entry of the same scope was folded with it. While
 * nobody was erased, no number is hashed: that alone is a third of the time.
 */
const CURRENT = `
  select c.purpose, c.sender_id, c.state, c.paused, c.since, c.expires_at from consent_state c
  where c.msisdn = r.msisdn and c.organization_id = r.organization_id and c.channel = 'sms'
  union all
  select p.purpose, p.sender_id, 'opted_out', false, p.since, null from consent_suppression p
  where exists (select from consent_suppression) and p.msisdn_hash = ledger_keyed_hash(r.msisdn)
    and p.organization_id = r.organization_id and p.channel = 'sms'
    and not exists (select from consent_state c where c.msisdn = r.msisdn and c.organization_id = p.organization_id
      and c.channel = p.channel and c.purpose = p.purpose and c.sender_id = p.sender_id)`;

const OF_ORGANIZATION = `e.organization_id = r.organization_id and e.channel = 'sms'`;
const HISTORY = `
  ${entryHistory(
    'select s.msisdn, s.subject_id from consent_subject s where s.msisdn = r.msisdn',
    `${OF_ORGANIZATION} and e.effective_at <= r.at`,
  )}
  union all ${suppressedHistory('select r.msisdn', `${OF_ORGANIZATION} and e.since <= r.at`)}`;
const AS_OF = `select f.purpose, f.sender_id, f.state, f.paused, f.since, f.expires_at from (${foldSql(HISTORY)}) f`;
