import type { Pool, PoolClient } from 'pg';
import { ERASE_LOCK } from '../locks.ts';
import { type ClaimedImport, LEASE_SECONDS } from './claim-import.ts';
import { CopyWriter } from './copy-writer.ts';
import { appendStaged, type CheckedChunk, type ChunkCounts, prepareStaging, stageChunk } from './import-chunk.ts';
import { readChunk } from './read-chunk.ts';
import type { RejectedRow } from './read-rows.ts';

/** Rejected rows that are kept for download; all are counted. */
const MAX_ERRORS = 100_000;

/**
 * Works off the chunks of an import until its end, until it was cancelled or taken over, or until `stopped`. A chunk's
 * entries, its rejected rows and the progress are one commit: after a crash the next chunk is the one that was not done.
 */
export async function runConsentImport(
  pool: Pool,
  claimed: ClaimedImport,
  options: { now(): Date; stopped(): boolean },
): Promise<'done' | 'lost' | 'stopped'> {
  const senders = await sendersOf(pool, claimed.organizationId);
  // Two, since a chunk is read while the one before it is being written.
  const writers = [new CopyWriter(), new CopyWriter()] as const;
  const load = async (n: number): Promise<LoadedChunk | null> =>
    n < claimed.chunks ? loadChunk(pool, { ...claimed, senders }, n, writers[n % 2 === 0 ? 0 : 1]) : null;
  const client = await pool.connect();
  try {
    await prepareStaging(client);
    let next = load(claimed.nextChunk);
    for (let n = claimed.nextChunk; n < claimed.chunks; n++) {
      const chunk = await next;
      if (options.stopped()) return 'stopped';
      if (!chunk) return 'lost';
      // Read while the database works on this one; if that fails, so does the next turn.
      next = load(n + 1);
      next.catch(() => undefined);
      if (!(await runChunk(client, claimed, chunk, options.now()))) return 'lost';
    }
    return (await finish(client, claimed, options.now())) ? 'done' : 'lost';
  } finally {
    // Not given back: its session has a staging table and, after a failure, perhaps locks.
    client.release(true);
  }
}

async function sendersOf(pool: Pool, organizationId: string): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ id: string }>('select id from sender where organization_id = $1', [
    organizationId,
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** A chunk that was read and checked; null where there is none any more, because the import was cancelled. */
interface LoadedChunk extends CheckedChunk {
  n: number;
  bytes: number;
}

async function loadChunk(
  pool: Pool,
  claimed: ClaimedImport & { senders: ReadonlySet<string> },
  n: number,
  writer: CopyWriter,
): Promise<LoadedChunk | null> {
  const chunk = await readChunk(pool, claimed.id, n);
  if (!chunk) return null;
  return { n, bytes: chunk.bytes.length, ...writer.check(chunk, claimed, claimed.createdAt) };
}

async function runChunk(client: PoolClient, claimed: ClaimedImport, chunk: LoadedChunk, at: Date): Promise<boolean> {
  // Whose number is erased between the two steps would be left out: erasures wait for the chunk.
  await client.query('select pg_advisory_lock_shared($1)', [ERASE_LOCK]);
  if (chunk.accepted > 0) await stageChunk(client, chunk);
  await client.query('begin');
  if (!(await stillMine(client, claimed.id, chunk.n))) {
    await client.query('rollback');
    return false;
  }
  const { accepted, rejected } = chunk;
  const appended = accepted > 0 ? await appendStaged(client, claimed, at) : 0;
  await keepErrors(client, claimed.id, rejected);
  const counts = { accepted, unchanged: accepted - appended, rejected: rejected.length };
  await advance(client, claimed.id, { rows: accepted + rejected.length, ...counts }, chunk.bytes);
  await client.query('commit');
  await client.query('select pg_advisory_unlock_shared($1)', [ERASE_LOCK]);
  return true;
}

/** Locks the import's row; false once it was cancelled, or another worker is further. */
async function stillMine(client: PoolClient, id: string, n: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from import where id = $1 and status = 'running' and next_chunk = $2 for update`,
    [id, n],
  );
  return rowCount === 1;
}

async function keepErrors(client: PoolClient, id: string, rejected: readonly RejectedRow[]): Promise<void> {
  if (rejected.length === 0) return;
  await client.query(
    `insert into import_error (import_id, row_number, column_name, reason)
     select $1, r.* from unnest($2::bigint[], $3::text[], $4::text[]) as r(row_number, column_name, reason)
     where (select rejected from import where id = $1) < ${MAX_ERRORS} on conflict do nothing`,
    [id, rejected.map(({ row }) => row), rejected.map(({ column }) => column), rejected.map(({ reason }) => reason)],
  );
}

async function advance(client: PoolClient, id: string, counts: ChunkCounts, bytes: number): Promise<void> {
  await client.query(
    `update import set next_chunk = next_chunk + 1, rows = rows + $2, accepted = accepted + $3, unchanged = unchanged + $4,
       rejected = rejected + $5, done_bytes = done_bytes + $6, attempts = 0,
       claimed_until = clock_timestamp() + ${LEASE_SECONDS} * interval '1 second'
     where id = $1`,
    [id, counts.rows, counts.accepted, counts.unchanged, counts.rejected, bytes],
  );
}

async function finish(client: PoolClient, { id }: ClaimedImport, at: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    `update import set status = 'done', finished_at = $2, claimed_until = null where id = $1 and status = 'running'`,
    [id, at],
  );
  await client.query('delete from import_chunk where import_id = $1', [id]);
  return rowCount === 1;
}
