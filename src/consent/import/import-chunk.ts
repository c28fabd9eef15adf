import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { newId } from '#src/kernel/index.ts';
import { appendSql, insertSubjects, lockCounter, sameScope } from '../append.sql.ts';
import { canonicalEvidence } from '../evidence.ts';
import { NO_SENDER } from '../scope.ts';
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
  await client.query(`create temporary table if not exists import_row (
    ord int, id uuid, msisdn text, sender_id uuid, channel text, purpose text, action text, source text, touchpoint text,
    evidence text, effective_at timestamptz, expires_at timestamptz, dated boolean)`);
}

/**
 * Copies the valid rows of a chunk into the staging table and makes their subjects. Committed on its own: subjects say
 * nothing by themselves, and taking them under the ledger's lock would make everyone wait.
 */
export async function stageChunk(
  client: PoolClient,
  read: ReadRows,
  header: ImportHeader,
): Promise<ReadRows & { copies: number }> {
  const unknown = await unknownSenders(client, read.rows, header.organizationId);
  const own = read.rows.filter(({ senderId }) => senderId === null || !unknown.has(senderId));
  const strangers = read.rows.filter(({ senderId }) => senderId !== null && unknown.has(senderId));
  const lines = new Map<string, number>();
  for (const row of own) {
    const line = copyLine(row, header.createdAt);
    if (!lines.has(line)) lines.set(line, lines.size);
  }
  await client.query('truncate import_row');
  const text = [...lines].map(([line, ord]) => `${ord}\t${newId()}\t${line}`);
  await pipeline(
    Readable.from(text.length > 0 ? [Buffer.from(text.join(''))] : []),
    client.query(copyFrom('copy import_row from stdin')),
  );
  await client.query(insertSubjects('(select msisdn from import_row order by msisdn) r'));
  const rejected = strangers.map(({ row }): RejectedRow => ({ row, column: 'senderId', reason: 'unknown' }));
  return { rows: own, rejected: [...read.rejected, ...rejected], copies: own.length - lines.size };
}

/** Writes what was staged to the ledger; must run in a transaction, which holds the ledger's lock until its commit. */
export async function appendStaged(client: PoolClient, header: ImportHeader, at: Date): Promise<number> {
  // Probing indexes row by row stays as fast when the tables grow; the planner would read them whole.
  await client.query('set local enable_seqscan = off; set local random_page_cost = 1.1; set local jit = off');
  await client.query(lockCounter('$1'), [at]);
  const { rows } = await client.query<{ n: string }>(APPEND, [header.organizationId, header.createdBy]);
  return Number(rows[0]?.n);
}

const STAGED = '(select i.*, $1::uuid as organization_id, $2::uuid as recorded_by from import_row i) r';

/**
 * A dated row is in the ledger when an entry says the same of the same time. One without a date is when it would change
 * nothing: an opt-out while opted out, an opt-in on evidence that was given before.
 */
const FRESH = `case
  when g.dated then not exists (select from consent_entry e where ${sameScope('g', 'e')} and e.action = g.action
    and e.effective_at = g.effective_at and e.source = g.source and e.evidence_hash is not distinct from g.evidence_hash)
  when g.action = 'opt_in' and g.evidence_hash is not null then not exists (select from consent_entry e
    where ${sameScope('g', 'e')} and e.action = 'opt_in' and e.evidence_hash = g.evidence_hash)
  else not exists (select from consent_state c where c.msisdn = g.msisdn and c.organization_id = g.organization_id
    and c.channel = g.channel and c.purpose = g.purpose and c.sender_id = coalesce(g.sender_id, '${NO_SENDER}')
    and c.state = case g.action when 'opt_in' then 'opted_in' else 'opted_out' end) end`;

const APPEND = appendSql(STAGED, FRESH, 'select count(*) as n from numbered');

function copyLine(row: ImportRow, importedAt: Date): string {
  const evidence = row.evidence === null ? null : canonicalEvidence({ text: row.evidence });
  return `${[
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
    row.effectiveAt === null ? 'f' : 't',
  ].join('\t')}\n`;
}

/** A value in the text format of COPY. */
function escaped(value: string | null): string {
  if (value === null) return '\\N';
  return value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

async function unknownSenders(
  client: PoolClient,
  rows: readonly ImportRow[],
  organizationId: string,
): Promise<Set<string>> {
  const named = new Set(rows.map(({ senderId }) => senderId).filter((id) => id !== null));
  if (named.size === 0) return named;
  const known = await client.query<{ id: string }>(
    'select id from sender where id = any($1::uuid[]) and organization_id = $2',
    [[...named], organizationId],
  );
  for (const { id } of known.rows) named.delete(id);
  return named;
}
