import type { Database } from '#src/db/index.ts';
import { AppError } from '#src/kernel/index.ts';
import { type CompiledPack, PackError } from '#src/policy/index.ts';
import { compileCandidate } from '../compile-candidate.ts';
import type { Rulebook } from '../rulebook.ts';
import type { RecordedTraffic, TrafficQuery } from './recorded.ts';
import { findReplay, queueStep, type Replay } from './replay-store.ts';
import { newTally, replayPage, type Tally } from './tally.ts';

/** What replaying needs of the house. */
export interface Replaying {
  db: Pick<Database, 'pool' | 'transact'>;
  rulebook: Pick<Rulebook, 'library'>;
  traffic: RecordedTraffic;
  now(): Date;
}

/** How long one stretch of work may take: short against the lease of its row and the time that a stop has. */
const STRETCH_MS = 2_000;
/** Decisions read at once: they are parsed and decided in some ten milliseconds, between which others have their turn. */
export const PAGE = 200;

/**
 * Carries a replay on by one stretch and queues the next. Where it is and what it found are stored together, by whoever
 * stores them first: a stretch that is done twice counts once, and one that is cut off is done again.
 */
export async function carryOnReplay(house: Replaying, replayId: string): Promise<void> {
  const startedAt = house.now();
  const replay = await findReplay(house.db.pool, replayId);
  if (replay?.status !== 'queued' && replay?.status !== 'running') return;
  const candidate = compile(house, replay);
  if (candidate instanceof Error) return endReplay(house, replay, 'CANDIDATE_NO_LONGER_COMPILES');
  // What it extends was edited: what was found under the old one says nothing of the new one.
  const fresh = candidate.digest !== replay.digest;
  const progress: Progress = fresh
    ? { position: null, tally: newTally(candidate, replay), more: true }
    : { position: replay.position, tally: replay.tally, more: true };
  const total = replay.total ?? (await house.traffic.count(replay, replay.most));
  await replayStretch(house, candidate, replay, progress);
  await store(house, replay, { ...progress, total, digest: candidate.digest, startedAt });
}

/** Gives a replay up for good. */
export async function failReplay(house: Replaying, replayId: string, failure: string): Promise<void> {
  const replay = await findReplay(house.db.pool, replayId);
  if (replay) await endReplay(house, replay, failure);
}

interface Progress {
  position: string | null;
  tally: Tally;
  more: boolean;
}

function compile({ rulebook }: Replaying, { candidate, pack }: Replay): CompiledPack | Error {
  try {
    return compileCandidate(JSON.parse(candidate), rulebook.library(), pack);
  } catch (error) {
    if (error instanceof AppError || error instanceof PackError) return error;
    throw error;
  }
}

async function replayStretch(house: Replaying, candidate: CompiledPack, replay: Replay, progress: Progress) {
  const end = performance.now() + STRETCH_MS;
  const pages = replayTraffic(house.traffic, replay, candidate, progress, replay.most);
  for await (const _ of pages) if (performance.now() > end) return;
  progress.more = false;
}

/** Replays recorded traffic page by page into `progress`, which is up to date whenever it yields. */
export async function* replayTraffic(
  traffic: RecordedTraffic,
  query: TrafficQuery,
  candidate: CompiledPack,
  progress: { position: string | null; tally: Tally },
  most: number,
): AsyncGenerator<void> {
  for (;;) {
    const left = most - progress.tally.decided;
    if (left <= 0) return;
    const page = await traffic.page(query, progress.position, Math.min(PAGE, left));
    replayPage(progress.tally, candidate, page);
    progress.position = page.next;
    if (page.next === null) return;
    yield;
  }
}

async function store(
  { db, now }: Replaying,
  { id, step }: Replay,
  { position, tally, more, total, digest, startedAt }: Progress & { total: number; digest: string; startedAt: Date },
): Promise<void> {
  const at = now();
  await db.transact(async (tx) => {
    const mine = await tx.execute<unknown[]>(
      `update policy_replay set status = ?, step = step + 1, position = ?, tally = ?::jsonb, total = ?, digest = ?,
         started_at = coalesce(started_at, ?), finished_at = ?
       where id = ? and step = ? and status in ('queued', 'running') returning 1`,
      [
        more ? 'running' : 'done',
        position,
        JSON.stringify(tally),
        total,
        digest,
        startedAt,
        more ? null : at,
        id,
        step,
      ],
    );
    if (mine.length > 0 && more) await queueStep(tx, id, step + 1, at);
  });
}

async function endReplay({ db, now }: Replaying, { id }: Replay, failure: string): Promise<void> {
  await db.pool.query(
    `update policy_replay set status = 'failed', failure = $2, finished_at = $3
     where id = $1 and status in ('queued', 'running')`,
    [id, failure, now()],
  );
}
