import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { APPEND_STAGED, INSERT_SUBJECTS, LOCK_COUNTER, STAGING } from './append-staged.sql.ts';
import type { RejectedRow } from './read-rows.ts';

/** What one chunk came to; `unchanged` rows are accepted, too. */
export interface ChunkCounts {
  rows: number;
  accepted: number;
  unchanged: number;
  rejected: number;
}

/** The import that a chunk belongs to. */
export interface ImportHeader {
  id: string;
  organizationId: string;
  createdBy: string | null;
  /** When it was uploaded: what a row without a date of its own takes effect at. */
  createdAt: Date;
}

/** Makes the staging table of a connection; it lives as long as the connection. */
export async function prepareStaging(client: PoolClient): Promise<void> {
  await client.query(STAGING);
}

/** The rows of a chunk, checked and written as COPY wants them; `copy` is good until its writer is used again. */
export interface CheckedChunk {
  copy: Buffer;
  accepted: number;
  rejected: RejectedRow[];
}

/**
 * Copies the rows of a chunk into the staging table and makes their subjects. Committed on its own: subjects say
 * nothing by themselves, and taking them under the ledger's lock would make everyone wait.
 */
export async function stageChunk(client: PoolClient, chunk: CheckedChunk): Promise<void> {
  await client.query('truncate import_row');
  await pipeline(Readable.from([chunk.copy]), client.query(copyFrom('copy import_row from stdin')));
  await client.query(INSERT_SUBJECTS);
}

/** Writes what was staged to the ledger, in the open transaction, whose commit gives the lock back; returns how many. */
export async function appendStaged(client: PoolClient, header: ImportHeader, at: Date): Promise<number> {
  await client.query(LOCK_COUNTER, [at]);
  const { rows } = await client.query<{ n: string }>(APPEND_STAGED, [header.organizationId, header.createdBy]);
  return Number(rows[0]?.n);
}
