import type { Pool } from 'pg';
import type { ImportColumn } from './columns.ts';
import type { ImportHeader } from './import-chunk.ts';

/** How long a worker may be silent before another takes its import over. */
export const LEASE_SECONDS = 15;
/** Times that an import may be taken up without getting a chunk further. */
const MAX_ATTEMPTS = 5;

/** An import that this worker holds. */
export interface ClaimedImport extends ImportHeader {
  kind: 'consents' | 'blocklist';
  target: string | null;
  format: 'csv' | 'ndjson';
  columns: ImportColumn[];
  rows: number;
  chunks: number;
  nextChunk: number;
}

interface ClaimRow {
  id: string;
  kind: ClaimedImport['kind'];
  organization_id: string;
  target: string | null;
  format: 'csv' | 'ndjson';
  columns: ImportColumn[];
  rows: string;
  chunks: number;
  next_chunk: number;
  created_by: string | null;
  created_at: Date;
}

/** Takes the oldest import that nobody works on, also one that a worker left behind; null if there is none. */
export async function claimImport(pool: Pool, at: Date): Promise<ClaimedImport | null> {
  const { rows } = await pool.query<ClaimRow>(
    `update import set status = 'running', started_at = coalesce(started_at, $1),
       attempts = attempts + 1, claimed_until = clock_timestamp() + $2::int * interval '1 second'
     where id = (
       select id from import where status in ('queued', 'running')
         and (claimed_until is null or claimed_until < clock_timestamp()) and attempts < ${MAX_ATTEMPTS}
       order by created_at for update skip locked limit 1)
     returning id, kind, organization_id, target, format, columns, rows, chunks, next_chunk, created_by, created_at`,
    [at, LEASE_SECONDS],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    id: row.id,
    kind: row.kind,
    organizationId: row.organization_id,
    target: row.target,
    format: row.format,
    columns: row.columns,
    rows: Number(row.rows),
    chunks: row.chunks,
    nextChunk: row.next_chunk,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

/** Ends imports that cannot come to an end: uploads that broke off with their process, and what fails again and again. */
export async function endHopelessImports(pool: Pool, at: Date): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `update import set status = 'failed', finished_at = $1, claimed_until = null,
       failure = case when status = 'uploading' then 'upload' else 'interrupted' end
     where (status = 'uploading' and created_at < $1::timestamptz - interval '1 day')
       or (status = 'running' and attempts >= ${MAX_ATTEMPTS} and claimed_until < clock_timestamp())
     returning id`,
    [at],
  );
  const ended = rows.map(({ id }) => id);
  await pool.query('delete from import_chunk where import_id = any($1::uuid[])', [ended]);
  await pool.query('delete from blocklist_stage where import_id = any($1::uuid[])', [ended]);
}

/** Lets go of an import, so that another worker may take it at once. */
export async function releaseImport(pool: Pool, id: string): Promise<void> {
  await pool.query(`update import set claimed_until = null, attempts = 0 where id = $1 and status = 'running'`, [id]);
}
