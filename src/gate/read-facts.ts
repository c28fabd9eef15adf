import type { ClientBase, Pool } from 'pg';
import { blankRow, type FactRow } from './fact-row.ts';

/** One question to the database: what is recorded about this recipient, for this sender, at this instant? */
export interface FactQuestion {
  msisdn: string | null;
  organizationId: string | null;
  senderId: string | null;
  at: Temporal.Instant;
  /** True: as of `at` (a dry run in another time); false: what holds now. */
  asOf: boolean;
  /** Ids of decisions that are not counted; see `CheckOptions.replaces`. */
  replaces?: readonly string[];
  /** Whether earlier messages must be counted. */
  wantsRecent: boolean;
  /** Opt-ins to promotion without an expiry of their own that are not younger have lapsed; absent: they never do. */
  lapsedBefore?: Temporal.Instant | null;
}

/** Which consents hold: those of now, or those of the question's instant. */
export type When = 'now' | 'as_of';

/** The SQL that other rooms give for their part of the facts: text of a lateral subquery over the columns of `alias`. */
export interface FactSources {
  /** One row: promotional, vas, sender_opt_out, organization_opt_out, opt_out_purposes text[], unclear, national_block, block_lists text[]. */
  consent(alias: string, when: When, lapsed: string): string;
  /** One row: audience_member, audience_number (the version that was asked). */
  audience(alias: string): string;
  /** A scalar: the ledger sequence number that this statement sees. */
  ledgerSeq: string;
}

/** The facts of each question, and the ledger sequence number that the statement saw. */
export interface FactAnswers {
  rows: FactRow[];
  ledgerSeq: number;
}

interface SqlRow {
  i: number;
  ledger_seq: string;
  promotional: FactRow['promotional'] | null;
  vas: FactRow['vas'] | null;
  sender_opt_out: boolean | null;
  organization_opt_out: boolean | null;
  opt_out_purposes: string[] | null;
  unclear: boolean | null;
  national_block: boolean | null;
  block_lists: string[] | null;
  audience_member: boolean | null;
  audience_number: number | null;
  organization_promotional?: number[] | null;
  sender_promotional?: number[] | null;
  organization_all?: number[] | null;
}

/** Milliseconds since the epoch from the 48 bits that a UUIDv7 starts with. */
const EPOCH_MS = `('x' || lpad(substr(replace(d.id::text, '-', ''), 1, 12), 16, '0'))::bit(64)::bigint::float8`;
/** In the order that caps count in. */
const NEWEST_FIRST = `${EPOCH_MS} order by d.id desc`;

/** A plan for everything would cost more to start than most questions cost to answer: there is one for each kind. */
type Kind = 'now' | 'now_recent' | 'as_of';

const kindOf = ({ asOf, wantsRecent }: FactQuestion): Kind => {
  if (asOf) return 'as_of';
  return wantsRecent ? 'now_recent' : 'now';
};

/**
 * Builds the statements that answer any number of questions, one for all of a kind. All facts and the ledger's
 * sequence number come from one snapshot, so an opt-out that was committed before the statement began is always seen
 * (it is never cached). Where questions of several kinds come together, the number is the smallest that was seen.
 */
export function createReadFacts(
  sources: FactSources,
): (client: Pool | ClientBase, questions: readonly FactQuestion[]) => Promise<FactAnswers> {
  const texts: Readonly<Record<Kind, string>> = {
    now: statement(sources, 'now'),
    now_recent: statement(sources, 'now_recent'),
    as_of: statement(sources, 'as_of'),
  };
  return async (client, questions) => {
    const answers = questions.map(() => blankRow);
    let ledgerSeq = Number.POSITIVE_INFINITY;
    for (const [kind, numbered] of Map.groupBy(questions.entries(), ([, question]) => kindOf(question))) {
      const { rows } = await client.query<SqlRow>({
        name: `gate-facts-${kind}`,
        text: texts[kind],
        values: columns(numbered, kind),
      });
      for (const row of rows) answers[row.i] = toFactRow(row);
      ledgerSeq = Math.min(ledgerSeq, Number(rows[0]?.ledger_seq ?? 0));
    }
    return { rows: answers, ledgerSeq };
  };
}

/** What a pack says of opt-ins to promotion that name no expiry. */
const LAPSED = `x.purpose = 'promotional' and x.expires_at is null and x.since <= r.lapsed_before`;

function statement({ consent, audience, ledgerSeq }: FactSources, kind: Kind): string {
  const recent = kind === 'now' ? '' : `left join lateral (${recentSql(kind)}) p on true`;
  return `
    select r.i, (${ledgerSeq})::text as ledger_seq, c.*, a.*${kind === 'now' ? '' : ', p.*'}
    from unnest($1::int[], $2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::timestamptz[])
      as r(i, msisdn, organization_id, sender_id, at, lapsed_before)
    left join lateral (${consent('r', kind === 'as_of' ? 'as_of' : 'now', LAPSED)}) c on true
    left join lateral (${audience('r')}) a on true
    ${recent}
    where ${kind === 'now' ? `r.i = ($1::int[])[1] or not (${BLANK})` : 'true'}`;
}

/**
 * What `blankRow` says: of most recipients nothing is recorded, and nothing is sent. One row always comes, with the
 * ledger's number.
 */
const BLANK = `coalesce(c.promotional, 'none') = 'none' and coalesce(c.vas, 'none') = 'none' and c.sender_opt_out is not true
  and c.organization_opt_out is not true and coalesce(cardinality(c.opt_out_purposes), 0) = 0 and c.unclear is not true
  and c.national_block is not true and coalesce(cardinality(c.block_lists), 0) = 0
  and a.audience_member is not true and coalesce(a.audience_number, 0) = 0`;

/** Instants of accepted messages of the last 31 days; of now there is no upper end: what a lock waited for counts. */
const recentSql = (kind: Kind): string => `
  select
    array_agg(${NEWEST_FIRST}) filter (where d.category = 'promotional') as organization_promotional,
    array_agg(${NEWEST_FIRST}) filter (where d.category = 'promotional' and d.sender_id = r.sender_id) as sender_promotional,
    array_agg(${NEWEST_FIRST}) as organization_all
  from decision d
  where d.msisdn = r.msisdn and d.organization_id = r.organization_id and (d.outcome = 'allow' or d.released)
    and d.id <> all($7::uuid[])
    and d.id >= uuid_floor(r.at - interval '31 days')
    ${kind === 'as_of' ? `and d.id <= uuid_floor(r.at + interval '1 millisecond')` : ''}`;

/** Statements write instants in milliseconds; the same one usually comes many times in a row. */
function writer(): (at: Temporal.Instant | null | undefined) => string | null {
  let last: Temporal.Instant | null | undefined;
  let text: string | null = null;
  return (at) => {
    if (at !== last) {
      last = at;
      text = at?.toString({ smallestUnit: 'millisecond' }) ?? null;
    }
    return text;
  };
}

function columns(numbered: readonly (readonly [number, FactQuestion])[], kind: Kind): unknown[] {
  const [written, lapsed] = [writer(), writer()];
  const values: unknown[] = [
    numbered.map(([i]) => i),
    numbered.map(([, { msisdn }]) => msisdn),
    numbered.map(([, { organizationId }]) => organizationId),
    numbered.map(([, { senderId }]) => senderId),
    numbered.map(([, { at }]) => written(at)),
    numbered.map(([, { lapsedBefore }]) => lapsed(lapsedBefore)),
  ];
  if (kind !== 'now') values.push(numbered.flatMap(([, { replaces }]) => replaces ?? []));
  return values;
}

function toFactRow(row: SqlRow): FactRow {
  return {
    promotional: row.promotional ?? 'none',
    vas: row.vas ?? 'none',
    senderOptOut: row.sender_opt_out ?? false,
    organizationOptOut: row.organization_opt_out ?? false,
    optOutPurposes: row.opt_out_purposes ?? [],
    unclear: row.unclear ?? false,
    nationalBlock: row.national_block ?? false,
    blockLists: row.block_lists ?? [],
    inAudience: row.audience_member ?? false,
    audienceVersion: row.audience_number ?? 0,
    organizationPromotional: row.organization_promotional ?? [],
    senderPromotional: row.sender_promotional ?? [],
    organizationAll: row.organization_all ?? [],
  };
}
