import type { Pool } from 'pg';
import type { Reader, Tx } from '#src/db/index.ts';
import { type Actor, AppError, found, newId } from '#src/kernel/index.ts';
import type { Block } from './record-splitter.ts';

export const importStatuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** An import as its owner sees it. */
export interface ImportView {
  id: string;
  kind: 'consents' | 'blocklist';
  organizationId: string | null;
  status: ImportStatus;
  rows: number;
  accepted: number;
  unchanged: number;
  rejected: number;
  failure: string | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** Null until there is something to go by, and after the end. */
  etaSeconds: number | null;
}

/** What is uploaded: consents of an organization, or a block list (`target` is then `mode name`). */
export interface NewImport {
  /** Chosen already, when rows were staged under it. */
  id?: string;
  kind: ImportView['kind'];
  organizationId: string | null;
  target: string | null;
  format: 'csv' | 'ndjson';
  columns: readonly string[];
  createdBy: string | null;
}

/** Opens an import whose rows are still coming; nobody works on it before `queueImport`. */
export async function openImport(pool: Pool, input: NewImport, at: Date): Promise<string> {
  const id = input.id ?? newId();
  await pool.query(
    `insert into import (id, kind, organization_id, target, format, columns, status, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, 'uploading', $7, $8)`,
    [
      id,
      input.kind,
      input.organizationId,
      input.target,
      input.format,
      JSON.stringify(input.columns),
      input.createdBy,
      at,
    ],
  );
  return id;
}

/** Stores one block of the upload. */
export async function storeChunk(pool: Pool, importId: string, n: number, block: Block): Promise<void> {
  await pool.query({
    name: 'import-chunk-store',
    text: 'insert into import_chunk (import_id, n, first_row, bytes) values ($1, $2, $3, $4)',
    values: [importId, n, block.firstRow, block.bytes],
  });
}

/** Hands a complete upload to the workers. */
export async function queueImport(
  pool: Pool,
  importId: string,
  upload: { chunks: number; bytes: number; rows?: number },
): Promise<void> {
  await pool.query(`update import set status = 'queued', chunks = $2, bytes = $3, rows = $4 where id = $1`, [
    importId,
    upload.chunks,
    upload.bytes,
    upload.rows ?? 0,
  ]);
  await pool.query('notify import_queued');
}

/** Ends an import that cannot go on; nothing of it is left to be done. */
export async function failImport(pool: Pool, importId: string, failure: string, at: Date): Promise<void> {
  await pool.query(
    `update import set status = 'failed', failure = $2, finished_at = $3, claimed_until = null
     where id = $1 and status in ('uploading', 'queued', 'running')`,
    [importId, failure, at],
  );
  await dropChunks(pool, importId);
}

/** Forgets what was uploaded. */
export async function dropChunks(pool: Pool, importId: string): Promise<void> {
  await pool.query('delete from import_chunk where import_id = $1', [importId]);
}

interface ImportRow {
  id: string;
  kind: ImportView['kind'];
  organization_id: string | null;
  status: ImportStatus | 'uploading';
  rows: string;
  accepted: string;
  unchanged: string;
  rejected: string;
  done_bytes: string;
  bytes: string;
  failure: string | null;
  started_at: string | null;
  finished_at: string | null;
}

/** Finds an import that the actor may follow. @throws NOT_FOUND */
export async function getImport(em: Reader, actor: Actor, id: string, at: Date): Promise<ImportView> {
  const [row] = await em.execute<ImportRow[]>(
    `select id, kind, organization_id, status, rows, accepted, unchanged, rejected, done_bytes, bytes, failure,
       started_at, finished_at from import where id = ?`,
    [id],
  );
  const one = found(row);
  if (actor.organizationId && one.organization_id !== actor.organizationId) throw new AppError('NOT_FOUND');
  return toView(one, at);
}

/** Stops an import; what it has recorded by then stays. @throws INVALID_TRANSITION once it has ended */
export async function cancelImport(tx: Tx, actor: Actor, id: string, at: Date): Promise<ImportView> {
  await getImport(tx, actor, id, at);
  const stopped = await tx.execute<{ id: string }[]>(
    `update import set status = 'cancelled', finished_at = ?, claimed_until = null
     where id = ? and status in ('uploading', 'queued', 'running') returning id`,
    [at, id],
  );
  if (stopped.length === 0) throw new AppError('INVALID_TRANSITION');
  await tx.execute('delete from import_chunk where import_id = ?', [id]);
  await tx.execute('delete from blocklist_stage where import_id = ?', [id]);
  return getImport(tx, actor, id, at);
}

function toView(row: ImportRow, at: Date): ImportView {
  const startedAt = row.started_at === null ? null : new Date(row.started_at);
  return {
    id: row.id,
    kind: row.kind,
    organizationId: row.organization_id,
    status: row.status === 'uploading' ? 'queued' : row.status,
    rows: Number(row.rows),
    accepted: Number(row.accepted),
    unchanged: Number(row.unchanged),
    rejected: Number(row.rejected),
    failure: row.failure,
    startedAt,
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at),
    etaSeconds: row.status === 'running' ? etaSeconds(startedAt, at, Number(row.done_bytes), Number(row.bytes)) : null,
  };
}

/** What is left takes as long in proportion as what is done took. */
function etaSeconds(startedAt: Date | null, at: Date, done: number, all: number): number | null {
  if (!startedAt || done === 0) return null;
  const elapsed = Math.max(0, at.getTime() - startedAt.getTime());
  return Math.ceil((elapsed * (all - done)) / done / 1000);
}
