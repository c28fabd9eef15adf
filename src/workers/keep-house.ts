import type { Pool, PoolClient } from 'pg';
import { forgetEndedSessions } from '#src/accounts/index.ts';
import type { Database } from '#src/db/index.ts';
import type { House } from '#src/house.ts';
import { newId, systemActor, toDate } from '#src/kernel/index.ts';
import { forgetMails } from '#src/mail/index.ts';
import { forgetKeptReceipts } from '#src/messages/index.ts';
import { durationMs, type PackSource } from '#src/policy/index.ts';
import { forgetDoneWork } from '#src/queue/index.ts';
import type { Rulebook } from '#src/rulebook/index.ts';
import { forgetOldKeys } from '#src/web/index.ts';

const DAY = 86_400_000;
const EVERY_MS = 3_600_000;
const MONTHS_AHEAD = 2;
/** Any number, the same in every process: one worker at a time keeps house. */
const LOCK = 7_238_117;

/** Where no pack says how long something is kept. */
const KEEP_MS = { texts: 90 * DAY, decisions: 730 * DAY, webhooks: 30 * DAY, doneWork: 7 * DAY, mails: 30 * DAY };

/** Until when each kind of record is older than is kept. */
export interface Cutoffs {
  messages: Date;
  decisions: Date;
  webhooks: Date;
  doneWork: Date;
  mails: Date;
}

/** The cut-offs at an instant: each kind is kept as long as the pack that keeps it longest says. */
export function cutoffs(packs: Iterable<Pick<PackSource, 'retention'>>, at: Date): Cutoffs {
  const retentions = [...packs].flatMap(({ retention }) => retention ?? []);
  const longest = (of: 'texts' | 'decisions') => {
    const asked = retentions.map((retention) => durationMs(retention[of]));
    return asked.length > 0 ? Math.max(...asked) : KEEP_MS[of];
  };
  const before = (ms: number) => new Date(at.getTime() - ms);
  return {
    messages: before(longest('texts')),
    decisions: before(longest('decisions')),
    webhooks: before(KEEP_MS.webhooks),
    doneWork: before(KEEP_MS.doneWork),
    mails: before(KEEP_MS.mails),
  };
}

/** Makes the partitions of the coming months and drops those that are past their time; returns what was dropped. */
export async function keepPartitions(db: Pick<Database, 'pool'>, limits: Cutoffs, at: Date): Promise<string[]> {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_xact_lock($1) as locked', [LOCK]);
    if (!rows[0]?.locked) return [];
    // Nobody waits long behind the locks that this needs; what they refuse is done an hour later.
    await client.query(`set local lock_timeout = '3s'`);
    await client.query('select ensure_message_partitions($1, $2)', [at, MONTHS_AHEAD]);
    for (const parent of ['decision', 'decision_batch', 'webhook_delivery'])
      await client.query('select ensure_partitions($1, $2, $3)', [parent, at, MONTHS_AHEAD]);
    const { rows: gone } = await client.query<{ name: string }>(
      `select drop_partitions(parent, before) as name from unnest($1::text[], $2::timestamptz[]) as t(parent, before)`,
      byParent(limits),
    );
    const dropped = gone.map(({ name }) => name);
    if (dropped.length > 0) {
      // The queue of held messages follows rows that change, not tables that go.
      await client.query('delete from held_message where message_id < uuid_floor($1)', [limits.messages]);
      await recordDrops(client, dropped, limits, at);
    }
    await client.query('commit');
    return dropped;
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

const byParent = ({ messages, decisions, webhooks }: Cutoffs): [string[], Date[]] => [
  ['message', 'message_part', 'decision', 'decision_batch', 'webhook_delivery'],
  [messages, messages, decisions, decisions, webhooks],
];

/** What `keepPartitions` would drop; nothing is changed or locked. */
export async function plannedDrops(
  pool: Pool,
  limits: Cutoffs,
): Promise<{ partition: string; rows: number; bytes: number }[]> {
  const { rows } = await pool.query<{ partition: string; rows: string; bytes: string }>(
    `select c.relname as partition, greatest(c.reltuples, 0)::bigint as rows, pg_total_relation_size(c.oid) as bytes
     from unnest($1::text[], $2::timestamptz[]) as t(parent, before), partitions_before(t.parent, t.before) p
       join pg_class c on c.oid = p order by 1`,
    byParent(limits),
  );
  return rows.map(({ partition, rows: count, bytes }) => ({ partition, rows: Number(count), bytes: Number(bytes) }));
}

async function recordDrops(client: PoolClient, dropped: readonly string[], limits: Cutoffs, at: Date): Promise<void> {
  const { id, name, role } = systemActor;
  await client.query(
    `insert into audit_event (id, at, actor_id, actor_name, actor_role, action, object_kind, object_id, organization_id, detail)
     select i, $2, $3, $4, $5, 'retention.drop', 'partition', p, null, $7 from unnest($1::uuid[], $6::text[]) d(i, p)`,
    [dropped.map(newId), at, id, name, role, dropped, JSON.stringify(limits)],
  );
}

/** Keeps house now and every hour: partitions, and rows that are kept for a time only. */
export function startHousekeeping(house: Pick<House, 'db' | 'clock' | 'log'> & { rulebook: Pick<Rulebook, 'packs'> }): {
  stop(): Promise<void>;
} {
  let running: Promise<void> | null = null;
  const keep = async () => {
    const at = toDate(house.clock.now());
    const limits = cutoffs(
      [...house.rulebook.packs().values()].map(({ source }) => source),
      at,
    );
    const dropped = await keepPartitions(house.db, limits, at);
    if (dropped.length > 0) house.log.info({ dropped }, 'partitions past their time were dropped');
    await forgetDoneWork(house.db.pool, limits.doneWork);
    await forgetMails(house.db.pool, limits.mails);
    const unmatched = await forgetKeptReceipts(house.db.pool, at);
    if (unmatched > 0) house.log.warn({ unmatched }, 'receipts that named no known message were given up');
    await forgetOldKeys(house.db);
    await forgetEndedSessions(house.db.pool, at);
  };
  const start = () => {
    running ??= keep()
      .catch((error: unknown) =>
        house.log.error({ err: error instanceof Error ? error.name : typeof error }, 'housekeeping failed'),
      )
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(start, EVERY_MS);
  start();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
