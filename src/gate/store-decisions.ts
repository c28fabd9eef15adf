import type { ClientBase, Pool } from 'pg';
import type { Decision } from './decision.ts';
import { storeFacts } from './stored-facts.ts';

/** How another room stores rows in the statement that stores decisions: the text of a data-modifying CTE over a jsonb array. */
export interface BatchWriter {
  name: string;
  /** For example `insert into message (…) select … from jsonb_to_recordset($2::jsonb) as r(…)`. */
  statement(param: `$${number}`): string;
}

/** A row for a writer, to be stored in the same commit as its decision. */
export interface Companion {
  writer: string;
  row: Readonly<Record<string, unknown>>;
}

/** A decision with what must be stored beside it. */
export interface Storable {
  decision: Decision;
  textSha256: string;
  batchId: string | null;
  /** See `CheckOptions.released`. */
  released: boolean;
  companions: readonly Companion[];
}

/** Stores decisions and their companions: one statement, one commit, whatever their number. */
export type StoreDecisions = (client: Pool | ClientBase, storables: readonly Storable[]) => Promise<void>;

/** Between the bodies: JSON never holds it bare, and nothing has to be escaped as it would be in an array. */
const SEPARATOR = '\\x1e';

const DECISIONS = `
  insert into decision (id, organization_id, sender_id, msisdn, outcome, category, text_sha256, pack, ledger_seq, batch_id, released, body)
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::uuid[],
    $11::boolean[], string_to_array($12::text, E'${SEPARATOR}')::json[])`;
const FIRST_WRITER = 13;

/** Builds the storing statement from the rooms' writers. */
export function createStoreDecisions(writers: readonly BatchWriter[]): StoreDecisions {
  const known = new Set(writers.map(({ name }) => name));
  const parts = writers.map((writer, i) => `w${i} as (${writer.statement(`$${FIRST_WRITER + i}`)})`);
  const withWriters = `with ${[`d as (${DECISIONS})`, ...parts].join(',\n')} select 1`;
  return async (client, storables) => {
    const companions = storables.flatMap((storable) => storable.companions);
    for (const { writer } of companions) if (!known.has(writer)) throw new Error(`no writer "${writer}"`);
    const values = columns(storables);
    if (companions.length === 0) {
      await client.query({ name: 'gate-store', text: DECISIONS, values });
      return;
    }
    for (const { name } of writers)
      values.push(JSON.stringify(companions.filter(({ writer }) => writer === name).map(({ row }) => row)));
    await client.query({ name: 'gate-store-with', text: withWriters, values });
  };
}

function columns(storables: readonly Storable[]): unknown[] {
  const column = (of: (storable: Storable) => unknown) => storables.map(of);
  return [
    column(({ decision }) => decision.id),
    column(({ decision }) => decision.sender?.organizationId ?? null),
    column(({ decision }) => decision.sender?.id ?? null),
    column(({ decision }) => decision.recipient.msisdn),
    column(({ decision }) => decision.outcome),
    column(({ decision }) => decision.facts.message.category),
    column(({ textSha256 }) => textSha256),
    column(({ decision }) => decision.policy.pack),
    column(({ decision }) => decision.ledgerSeq),
    column(({ batchId }) => batchId),
    column(({ released }) => released),
    storables.map(({ decision }) => storedBody(decision)).join('\x1e'),
  ];
}

/** The decision without the text: who needs the text finds it with the message. */
function storedBody({ text: _, facts, ...decision }: Decision): string {
  return JSON.stringify({ ...decision, facts: storeFacts(facts) });
}
