import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { newId } from '#src/kernel/index.ts';
import { canonicalEvidence } from '../evidence.ts';
import { APPEND_STAGED, INSERT_SUBJECTS, LOCK_COUNTER, STAGING } from './append-staged.sql.ts';
import type { ImportRow, ReadRows, RejectedRow } from './read-rows.ts';

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

/** The rows of a chunk, checked and written as COPY wants them: one buffer, not thousands of objects that outlive a turn. */
export interface CheckedChunk {
  copy: Buffer;
  accepted: number;
  rejected: RejectedRow[];
}

/** Puts checked rows into the text format of COPY; rows that say the same are written once. */
export function toCopy({ rows, rejected }: ReadRows, importedAt: Date): CheckedChunk {
  return { copy: Buffer.from(copyText(rows, importedAt)), accepted: rows.length, rejected };
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

/** The rows in the text format of COPY, in the order of the staging table's columns. */
function copyText(rows: readonly ImportRow[], importedAt: Date): string {
  const lines = new Map<string, string>();
  const scopes = new Map<string, number>();
  for (const row of rows) {
    const line = copyLine(row, importedAt);
    if (lines.has(line)) continue;
    const scope = `${row.msisdn} ${row.purpose} ${row.senderId}`;
    lines.set(line, scope);
    scopes.set(scope, (scopes.get(scope) ?? 0) + 1);
  }
  let ord = 0;
  const numbered: string[] = [];
  for (const [line, scope] of lines)
    numbered.push(`${ord++}\t${scopes.get(scope) === 1 ? 't' : 'f'}\t${newId()}\t${line}`);
  return numbered.join('');
}

function copyLine(row: ImportRow, importedAt: Date): string {
  const evidence = row.evidence === null ? null : canonicalEvidence({ text: row.evidence });
  return `${[
    row.effectiveAt === null ? 'f' : 't',
    row.msisdn,
    row.senderId ?? '\\N',
    row.channel,
    row.purpose,
    row.action,
    row.source,
    escaped(row.touchpoint),
    escaped(evidence),
    (row.effectiveAt ?? importedAt).toISOString(),
    row.expiresAt?.toISOString() ?? '\\N',
  ].join('\t')}\n`;
}

/** A value in the text format of COPY. */
function escaped(value: string | null): string {
  if (value === null) return '\\N';
  return value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
