import type { Pool } from 'pg';
import type { Facts } from '#src/policy/index.ts';
import type { Recorded, RecordedTraffic, TrafficPage, TrafficQuery } from '#src/rulebook/index.ts';
import { readKinds, type StoredKinds } from './batch-kinds.ts';
import { type DecisionBody, readDecisionBody } from './get-decision.ts';

/** The decisions that this room has stored, one by one and in batches, for those who decide them again. */
export function recordedTraffic(pool: Pool): RecordedTraffic {
  return {
    count: (query, limit) => countTraffic(pool, query, limit),
    page: (query, cursor, size) => readPage(pool, query, cursor, size),
  };
}

// A short decision that a batch leaves for the caps is part of that batch.
const DECISIONS = `from decision where pack = $1 and id >= uuid_floor($2) and id < coalesce($5::uuid, uuid_floor($3))
  and ($4::uuid is null or organization_id = $4) and batch_id is null`;
const BATCHES = `from decision_batch where id >= uuid_floor($2) and id < coalesce($5::uuid, uuid_floor($3))
  and ($4::uuid is null or organization_id = $4) and coalesce(packs ? $1, body -> 'policy' ->> 'pack' = $1)`;
/** Recipients of a batch that the pack decided for. */
const WEIGHT = `coalesce((packs ->> $1)::int, json_array_length(body -> 'results'))`;

const parametersOf = ({ pack, since, until, organizationId }: TrafficQuery, before: string | null): unknown[] => [
  pack,
  since,
  until,
  organizationId,
  before,
];

async function countTraffic(pool: Pool, query: TrafficQuery, limit: number): Promise<number> {
  const { rows } = await pool.query<{ n: string }>(
    `select (select count(*) ${DECISIONS}) + (select coalesce(sum(${WEIGHT}), 0) ${BATCHES}) as n`,
    parametersOf(query, null),
  );
  return Math.min(limit, Number(rows[0]?.n ?? 0));
}

interface Row {
  id: string;
  organization_id: string | null;
  /** Null for a batch. */
  body: DecisionBody | null;
  weight: number;
}

async function readPage(pool: Pool, query: TrafficQuery, cursor: string | null, size: number): Promise<TrafficPage> {
  const { rows } = await pool.query<Row>({
    name: 'gate-recorded',
    // Each table by its key, only as far as the page goes.
    text: `(select id, organization_id, body, 1 as weight ${DECISIONS} order by id desc limit $6)
      union all (select id, organization_id, null, ${WEIGHT} ${BATCHES} order by id desc limit $6)
      order by id desc limit $6`,
    values: [...parametersOf(query, cursor), size],
  });
  const page: Recorded[] = [];
  let factless = 0;
  for (const row of rows) {
    if (row.body) page.push(toRecorded(row.organization_id, row.body));
    else {
      const kinds = await readBatch(pool, query.pack, row);
      page.push(...kinds);
      if (kinds.length === 0) factless += row.weight;
    }
  }
  return { decisions: page, factless, next: rows.length < size ? null : (rows.at(-1)?.id ?? null) };
}

function toRecorded(organizationId: string | null, body: DecisionBody): Recorded {
  const { id, at, sender, recipient, outcome, notBefore, reasons, facts, unread } = readDecisionBody(body);
  return {
    id,
    at: Temporal.Instant.from(at),
    organizationId,
    sender: sender?.address ?? null,
    country: recipient.country ?? '',
    facts: withoutUnread(facts, unread),
    outcome,
    notBefore,
    reasons,
    weight: 1,
  };
}

/** What was not looked up is absent: a pack that needs it then says so, and does not take blanks for facts. */
function withoutUnread(facts: Facts, unread: readonly string[] = []): Facts {
  return unread.length === 0 ? facts : { ...facts, ...Object.fromEntries(unread.map((group) => [group, {}])) };
}

/** A batch, which may be large, is read by itself; none if it was stored without its facts. */
async function readBatch(pool: Pool, pack: string, { id, organization_id }: Row): Promise<Recorded[]> {
  const { rows } = await pool.query<{ sender_address: string | null; at: string; kinds: StoredKinds | null }>({
    name: 'gate-recorded-batch',
    text: `select sender_address, body ->> 'at' as at, kinds from decision_batch where id = $1`,
    values: [id],
  });
  const [batch] = rows;
  if (!batch?.kinds) return [];
  const at = Temporal.Instant.from(batch.at);
  return readKinds(batch.kinds)
    .filter((kind) => kind.pack === pack)
    .map(({ country, facts, unread, outcome, notBefore, reasons, count }) => ({
      id,
      at,
      organizationId: organization_id,
      sender: batch.sender_address,
      country,
      facts: withoutUnread(facts, unread),
      outcome,
      notBefore,
      reasons,
      weight: count,
    }));
}
