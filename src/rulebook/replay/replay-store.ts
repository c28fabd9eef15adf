import type { Pool } from 'pg';
import { recordAudit } from '#src/audit/index.ts';
import type { Reader, Tx } from '#src/db/index.ts';
import { type Actor, AppError, newId, type Page, type PageRequest, pageOf, readCursor } from '#src/kernel/index.ts';
import type { CompiledPack } from '#src/policy/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import type { TrafficQuery } from './recorded.ts';
import { newTally, type Tally } from './tally.ts';

export const replayStatuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type ReplayStatus = (typeof replayStatuses)[number];

/** A replay as its table holds it. */
export interface Replay extends TrafficQuery {
  id: string;
  /** The candidate as JSON text, and the digest under which it was last compiled. */
  candidate: string;
  digest: string;
  /** Decisions at most, the newest first. */
  most: number;
  status: ReplayStatus;
  /** Grows with each stretch of work: a stretch that was done twice counts once. */
  step: number;
  position: string | null;
  total: number | null;
  tally: Tally;
  failure: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** What is to be replayed; `candidate` has been compiled. */
export interface NewReplay extends Omit<TrafficQuery, 'pack' | 'organizationId'> {
  document: unknown;
  candidate: CompiledPack;
  most: number;
}

/** The kind of outbox work that carries a replay on. */
export const REPLAY_JOB = 'policy.replay';

/** Queues a replay; somebody bound to an organization replays that organization's traffic. */
export async function startReplay(tx: Tx, actor: Actor, input: NewReplay, at: Date): Promise<string> {
  const id = newId();
  const { candidate, since, until, most } = input;
  await tx.execute(
    `insert into policy_replay (id, pack, candidate, digest, organization_id, since, until, most, status, tally, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?::jsonb, ?, ?)`,
    [
      id,
      candidate.name,
      JSON.stringify(input.document),
      candidate.digest,
      actor.organizationId,
      since,
      until,
      most,
      JSON.stringify(newTally(candidate, input)),
      actor.id,
      at,
    ],
  );
  recordAudit(tx, actor, {
    at,
    action: 'policy.replay',
    object: { kind: 'policy_replay', id },
    organizationId: actor.organizationId,
    detail: { pack: candidate.name, version: candidate.version, digest: candidate.digest },
  });
  await queueStep(tx, id, 0, at);
  return id;
}

/** Queues the stretch of work that begins at `step`. */
export const queueStep = (tx: Tx, replayId: string, step: number, at: Date): Promise<void> =>
  // After whatever is owed to subscribers and businesses.
  addOutbox(tx, { kind: REPLAY_JOB, payload: { replayId }, key: `replay:${replayId}:${step}`, priority: 9 }, at);

interface Row {
  id: string;
  pack: string;
  candidate: string;
  digest: string;
  organization_id: string | null;
  since: string | Date;
  until: string | Date;
  most: string;
  status: ReplayStatus;
  step: number;
  position: string | null;
  total: string | null;
  tally: Tally;
  failure: string | null;
  created_at: string | Date;
  started_at: string | Date | null;
  finished_at: string | Date | null;
}

/** Finds a replay of a pack that the actor may follow. @throws NOT_FOUND */
export async function getReplay(em: Reader, actor: Actor, pack: string, id: string): Promise<Replay> {
  const [row] = await em.execute<Row[]>('select * from policy_replay where id = ?::uuid and pack = ?', [id, pack]);
  if (!row || (actor.organizationId && row.organization_id !== actor.organizationId)) throw new AppError('NOT_FOUND');
  return toReplay(row);
}

/** Finds a replay for the worker that carries it on. */
export async function findReplay(pool: Pool, id: string): Promise<Replay | null> {
  const { rows } = await pool.query<Row>('select * from policy_replay where id = $1', [id]);
  return rows[0] ? toReplay(rows[0]) : null;
}

/** Lists the replays of a pack, newest first. */
export async function listReplays(em: Reader, actor: Actor, pack: string, page: PageRequest): Promise<Page<Replay>> {
  const after = page.cursor ? readCursor(page.cursor, ['id'])[0] : null;
  const rows = await em.execute<Row[]>(
    `select * from policy_replay where pack = ? and (?::uuid is null or organization_id = ?::uuid)
       and (?::uuid is null or id < ?::uuid) order by id desc limit ?`,
    [pack, actor.organizationId, actor.organizationId, after, after, page.limit + 1],
  );
  return pageOf(rows, page, (row) => [row.id], toReplay);
}

/** Stops a replay; what it has found stays. @throws NOT_FOUND, INVALID_TRANSITION once it has ended */
export async function cancelReplay(tx: Tx, actor: Actor, pack: string, id: string, at: Date): Promise<Replay> {
  const { status } = await getReplay(tx, actor, pack, id);
  const stopped = await tx.execute<unknown[]>(
    `update policy_replay set status = 'cancelled', finished_at = ?
     where id = ? and status in ('queued', 'running') returning 1`,
    [at, id],
  );
  if (stopped.length === 0) throw new AppError('INVALID_TRANSITION', { extra: { from: status } });
  const object = { kind: 'policy_replay', id };
  recordAudit(tx, actor, { at, action: 'policy.replay_cancel', object, organizationId: actor.organizationId });
  return getReplay(tx, actor, pack, id);
}

function toReplay(row: Row): Replay {
  const date = (value: string | Date | null) => (value === null ? null : new Date(value));
  return {
    id: row.id,
    pack: row.pack,
    candidate: row.candidate,
    digest: row.digest,
    organizationId: row.organization_id,
    since: new Date(row.since),
    until: new Date(row.until),
    most: Number(row.most),
    status: row.status,
    step: row.step,
    position: row.position,
    total: row.total === null ? null : Number(row.total),
    tally: row.tally,
    failure: row.failure,
    createdAt: new Date(row.created_at),
    startedAt: date(row.started_at),
    finishedAt: date(row.finished_at),
  };
}
