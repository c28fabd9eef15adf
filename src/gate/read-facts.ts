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
}

/** The SQL that other rooms give for their part of the facts: text of a lateral subquery over the columns of `alias`. */
export interface FactSources {
  /** One row: promotional, vas, sender_opt_out, organization_opt_out, opt_out_purposes text[], unclear, national_block, block_lists text[]. */
  consent(alias: string): string;
  /** One row: in_audience. */
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
  in_audience: boolean | null;
  organization_promotional: number[] | null;
  sender_promotional: number[] | null;
  organization_all: number[] | null;
}

/** Milliseconds since the epoch from the 48 bits that a UUIDv7 starts with. */
const EPOCH_MS = `('x' || lpad(substr(replace(d.id::text, '-', ''), 1, 12), 16, '0'))::bit(64)::bigint::float8`;

/**
 * Builds the one statement that answers any number of questions. All facts and the ledger's sequence number come from
 * one snapshot, so an opt-out that was committed before the statement began is always seen (it is never cached).
 */
export function createReadFacts(
  sources: FactSources,
): (client: Pool | ClientBase, questions: readonly FactQuestion[]) => Promise<FactAnswers> {
  const text = statement(sources);
  return async (client, questions) => {
    const { rows } = await client.query<SqlRow>({ name: 'gate-facts', text, values: columns(questions) });
    const answers = questions.map(() => blankRow);
    for (const row of rows) answers[row.i] = toFactRow(row);
    return { rows: answers, ledgerSeq: Number(rows[0]?.ledger_seq ?? 0) };
  };
}

function statement({ consent, audience, ledgerSeq }: FactSources): string {
  return `
    select r.i, (${ledgerSeq})::text as ledger_seq, c.*, a.*, p.*
    from unnest($1::int[], $2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::bool[], $7::bool[])
      as r(i, msisdn, organization_id, sender_id, at, as_of, wants_recent)
    left join lateral (${consent('r')}) c on true
    left join lateral (${audience('r')}) a on true
    left join lateral (
      select
        array_agg(${EPOCH_MS}) filter (where d.category = 'promotional') as organization_promotional,
        array_agg(${EPOCH_MS}) filter (where d.category = 'promotional' and d.sender_id = r.sender_id) as sender_promotional,
        array_agg(${EPOCH_MS}) as organization_all
      from decision d
      where r.wants_recent and d.msisdn = r.msisdn and d.organization_id = r.organization_id and d.outcome = 'allow'
        and d.id <> all($8::uuid[])
        and d.id >= uuid_floor(r.at - interval '31 days') and (not r.as_of or d.id <= uuid_floor(r.at + interval '1 millisecond'))
    ) p on true`;
}

function columns(questions: readonly FactQuestion[]): unknown[] {
  return [
    questions.map((_, i) => i),
    questions.map(({ msisdn }) => msisdn),
    questions.map(({ organizationId }) => organizationId),
    questions.map(({ senderId }) => senderId),
    questions.map(({ at }) => at.toString({ smallestUnit: 'millisecond' })),
    questions.map(({ asOf }) => asOf),
    questions.map(({ wantsRecent }) => wantsRecent),
    questions.flatMap(({ replaces }) => replaces ?? []),
  ];
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
    inAudience: row.in_audience ?? false,
    organizationPromotional: row.organization_promotional ?? [],
    senderPromotional: row.sender_promotional ?? [],
    organizationAll: row.organization_all ?? [],
  };
}
