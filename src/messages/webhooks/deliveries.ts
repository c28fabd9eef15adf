import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Reader, Tx } from '#src/db/index.ts';
import { type Actor, AppError, newId, type Page, type PageRequest, pageOf, readCursor } from '#src/kernel/index.ts';
import { getEndpoint } from './endpoints.ts';
import type { OwedWebhook } from './owe-webhooks.sql.ts';

/** A webhook that is or was owed. */
export interface Delivery {
  id: string;
  endpoint_id: string | null;
  type: string;
  body: string;
  due_at: string | null;
  tries: number;
  last_status: number | null;
  last_error: string | null;
  delivered_at: string | null;
}

/** Takes webhooks that are due, in hand until `leaseUntil`. */
export async function claimDeliveries(
  pool: Pool,
  { at, limit, leaseUntil }: { at: Date; limit: number; leaseUntil: Date },
): Promise<OwedWebhook[]> {
  const { rows } = await pool.query<OwedWebhook>({
    name: 'webhook-claim',
    text: `with due as materialized (
             select id from webhook_delivery where due_at <= $1 order by due_at limit $2 for update skip locked)
           update webhook_delivery d set due_at = $3 from due where d.id = due.id
           returning d.id, d.endpoint_id as "endpointId", d.url, d.organization_id as "organizationId", d.type, d.body, d.tries`,
    values: [at, limit, leaseUntil],
  });
  return rows;
}

/** How one try ended: delivered, to be tried again at `dueAt`, or given up. */
export interface AttemptResult {
  id: string;
  status: number | null;
  error: string | null;
  deliveredAt: Date | null;
  dueAt: Date | null;
  /** False where it was only put off: the endpoint was not asked. */
  tried: boolean;
}

/** Records how tries ended, many with one statement. A callback that was delivered leaves no row: nobody can replay it. */
export async function recordAttempts(pool: Pool, results: readonly AttemptResult[]): Promise<void> {
  await pool.query({
    name: 'webhook-results',
    text: `with r as (
             select * from jsonb_to_recordset($1::jsonb) as r(id uuid, status smallint, error text, "deliveredAt" timestamptz,
               "dueAt" timestamptz, tried boolean)),
           gone as (
             delete from webhook_delivery d using r
             where d.id = r.id and d.endpoint_id is null and r."deliveredAt" is not null)
           update webhook_delivery d set due_at = r."dueAt", tries = d.tries + r.tried::int, last_status = r.status,
             last_error = r.error, delivered_at = r."deliveredAt"
           from r where d.id = r.id and not (d.endpoint_id is null and r."deliveredAt" is not null)`,
    values: [JSON.stringify(results)],
  });
}

/** What an event that another room reports is made of. */
export interface EventToOwe {
  /** The outbox row that reports it: each endpoint is owed it once. */
  occasion: string;
  type: string;
  at: Date;
  organizationId: string | null;
  data: Readonly<Record<string, unknown>>;
}

/** Who is owed an event: an endpoint, or the callback of a message. */
export interface Target {
  endpointId: string | null;
  url: string | null;
}

/** Writes what is owed for one event; written twice it is owed once. */
export async function oweEvent(pool: Pool, event: EventToOwe, targets: readonly Target[]): Promise<void> {
  const body = JSON.stringify({ type: event.type, timestamp: event.at.toISOString(), data: event.data });
  const rows = targets.map((target) => ({
    ...target,
    id: idFor(event.occasion, target.endpointId ?? target.url ?? ''),
  }));
  await pool.query(
    `insert into webhook_delivery (id, endpoint_id, url, organization_id, type, body, due_at)
     select r.id, r."endpointId", r.url, $2, $3, $4, $5
     from jsonb_to_recordset($1::jsonb) as r(id uuid, "endpointId" uuid, url text) on conflict (id) do nothing`,
    [JSON.stringify(rows), event.organizationId, event.type, body, event.at],
  );
}

/** Owes an endpoint one event that says nothing but that it arrives; returns its id. @throws NOT_FOUND */
export async function oweTest(tx: Tx, actor: Actor, endpointId: string, at: Date): Promise<string> {
  const endpoint = await getEndpoint(tx, actor, endpointId);
  const id = newId();
  const body = { type: 'webhook.test', timestamp: at.toISOString(), data: { endpointId } };
  await tx.execute(
    `insert into webhook_delivery (id, endpoint_id, organization_id, type, body, due_at) values (?, ?, ?, 'webhook.test', ?, ?)`,
    [id, endpointId, endpoint.organizationId ?? null, JSON.stringify(body), at],
  );
  return id;
}

/** Lists what was owed to an endpoint, newest first. @throws NOT_FOUND */
export async function listDeliveries(
  em: Reader,
  actor: Actor,
  endpointId: string,
  page: PageRequest,
): Promise<Page<Delivery>> {
  await getEndpoint(em, actor, endpointId);
  const before = page.cursor ? readCursor(page.cursor, ['id'])[0] : null;
  const rows = await em.execute<Delivery[]>(
    `select id, endpoint_id, type, body, due_at, tries, last_status, last_error, delivered_at from webhook_delivery
     where endpoint_id = ? ${before === null ? '' : 'and id < ?::uuid'} order by id desc limit ?`,
    [endpointId, ...(before === null ? [] : [before]), page.limit + 1],
  );
  return pageOf(
    rows,
    page,
    (row) => [row.id],
    (row) => row,
  );
}

/** Has one webhook sent again. @throws NOT_FOUND */
export async function replayDelivery(tx: Tx, actor: Actor, endpointId: string, id: string, at: Date): Promise<void> {
  await getEndpoint(tx, actor, endpointId);
  const rows = await tx.execute<{ id: string }[]>(
    'update webhook_delivery set due_at = ?, tries = 0, delivered_at = null where id = ? and endpoint_id = ? returning id',
    [at, id, endpointId],
  );
  if (rows.length === 0) throw new AppError('NOT_FOUND');
}

/** Has everything since an instant sent again that was not delivered (or all of it); returns how many. @throws NOT_FOUND */
export async function replayDeliveries(
  tx: Tx,
  actor: Actor,
  endpointId: string,
  { since, all }: { since: Date; all: boolean },
  at: Date,
): Promise<number> {
  await getEndpoint(tx, actor, endpointId);
  const rows = await tx.execute<{ id: string }[]>(
    `update webhook_delivery set due_at = ?, tries = 0, delivered_at = null
     where endpoint_id = ? and id >= uuid_floor(?) and due_at is null ${all ? '' : 'and delivered_at is null'} returning id`,
    [at, endpointId, since],
  );
  return rows.length;
}

/** A UUIDv7 with the time of the occasion and a hash for the rest. */
function idFor(occasion: string, target: string): string {
  const hash = createHash('sha256').update(`${occasion} ${target}`).digest('hex');
  return `${occasion.slice(0, 13)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
