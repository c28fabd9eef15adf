import type { ClientBase, Pool } from 'pg';
import { blankRow, type FactRow } from './fact-row.ts';
import type { FactQuestion, FactSource, Told, When } from './fact-source.ts';
import { recentSource } from './recent-source.ts';

/** The facts of each question, and the ledger sequence number that the statement saw. */
export interface FactAnswers {
  rows: FactRow[];
  ledgerSeq: number;
}

/** Answers any number of questions. */
export type ReadFacts = (client: Pool | ClientBase, questions: readonly FactQuestion[]) => Promise<FactAnswers>;

/** A plan for everything would cost more to start than most questions cost to answer: there is one for each kind. */
type Kind = 'now' | 'now_recent' | 'as_of';

const kindOf = ({ asOf, wantsRecent }: FactQuestion): Kind => {
  if (asOf) return 'as_of';
  return wantsRecent ? 'now_recent' : 'now';
};

type Numbered = readonly (readonly [number, FactQuestion])[];
type SqlRow = { ledger_seq: string } & Record<string, readonly Told[] | null>;

/**
 * Builds the statements that answer any number of questions, one for all of a kind. All facts and the ledger's
 * sequence number (`ledgerSeq`, scalar SQL) come from one snapshot, so an opt-out that was committed before the
 * statement began is always seen (it is never cached). Where questions of several kinds come together, the number is
 * the smallest that was seen.
 */
export function createReadFacts(sources: readonly FactSource[], ledgerSeq: string): ReadFacts {
  const withRecent = [...sources, recentSource];
  const statements: Readonly<Record<Kind, Statement>> = {
    now: statement(sources, 'now', ledgerSeq),
    now_recent: statement(withRecent, 'now', ledgerSeq),
    as_of: statement(withRecent, 'as_of', ledgerSeq),
  };
  return async (client, questions) => {
    const answers = questions.map(() => blankRow);
    let seen = Number.POSITIVE_INFINITY;
    for (const [kind, numbered] of Map.groupBy(questions.entries(), ([, question]) => kindOf(question))) {
      const { text, sources: asked } = statements[kind];
      const values = columns(numbered, asked.includes(recentSource));
      const { rows } = await client.query<SqlRow>({ name: `gate-facts-${kind}`, text, values });
      const [row] = rows;
      if (!row) throw new Error('a statement without a table has one row');
      for (const source of asked) note(source, row[source.name] ?? [], numbered, answers);
      seen = Math.min(seen, Number(row.ledger_seq));
    }
    return { rows: answers, ledgerSeq: seen };
  };
}

interface Statement {
  text: string;
  sources: readonly FactSource[];
}

function statement(sources: readonly FactSource[], when: When, ledgerSeq: string): Statement {
  const sections = sources.map(({ name, rows }) => `(select json_agg(x.told) from (${rows(when)}) x(told)) as ${name}`);
  const text = `
    with r as materialized (
      select i::int, msisdn, organization_id, sender_id, at
      from unnest($1::text[], $2::uuid[], $3::uuid[], $4::timestamptz[]) with ordinality as q(msisdn, organization_id, sender_id, at, i))
    select (${ledgerSeq})::text as ledger_seq, ${sections.join(', ')}`;
  return { text, sources };
}

/** Statements write instants in milliseconds; the same one usually comes many times in a row. */
function writer(): (at: Temporal.Instant) => string {
  let last: Temporal.Instant | undefined;
  let text = '';
  return (at) => {
    if (at !== last) text = at.toString({ smallestUnit: 'millisecond' });
    last = at;
    return text;
  };
}

function columns(numbered: Numbered, recent: boolean): unknown[] {
  const written = writer();
  const values: unknown[] = [
    numbered.map(([, { msisdn }]) => msisdn),
    numbered.map(([, { organizationId }]) => organizationId),
    numbered.map(([, { senderId }]) => senderId),
    numbered.map(([, { at }]) => written(at)),
  ];
  if (recent) values.push(numbered.flatMap(([, { replaces }]) => replaces ?? []));
  return values;
}

/** Adds what a source told to the answers of the questions that it told of. */
function note({ read }: FactSource, told: readonly Told[], numbered: Numbered, answers: FactRow[]): void {
  for (const [n, rows] of Map.groupBy(told, ([i]) => i)) {
    const asked = numbered[n - 1];
    if (!asked) throw new Error(`no question ${n}`);
    const [i, question] = asked;
    answers[i] = { ...(answers[i] as FactRow), ...read(rows, question) };
  }
}
