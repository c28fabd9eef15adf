import { parseInstant } from '#src/kernel/index.ts';
import { parseMsisdn } from '#src/text/index.ts';
import type { Evidence } from '../evidence.ts';
import { type ConsentSource, consentSources, EARLIEST_CONSENT } from '../scope.ts';
import type { ImportColumn } from './columns.ts';
import { importColumns } from './columns.ts';
import { csvRecords, lineRecords, type ParsedRecord } from './parse-block.ts';
import type { Block } from './record-splitter.ts';
import { rowEvidence } from './row-evidence.ts';

/** A valid row of an import, ready for the ledger. */
export interface ImportRow {
  row: number;
  msisdn: string;
  action: 'opt_in' | 'opt_out';
  purpose: string;
  channel: string;
  senderId: string | null;
  source: ConsentSource;
  touchpoint: string | null;
  evidence: Evidence | null;
  /** Null: the file does not say. */
  effectiveAt: Date | null;
  expiresAt: Date | null;
}

/** A row that is not taken, and the first thing that is wrong with it. */
export interface RejectedRow {
  row: number;
  column: string;
  reason: string;
}

/** What is known of the file that rows are of. */
export interface ImportFile {
  format: 'csv' | 'ndjson';
  columns: readonly ImportColumn[];
  /** Ids of the organization's senders. */
  senders: ReadonlySet<string>;
}

/** What rows are held against; files repeat their times, which are read once. */
interface Bounds {
  now: number;
  instants: Map<string, number>;
  senders: ReadonlySet<string>;
}

/** A record that could be read: its columns, and its evidence, which NDJSON may give as an object. */
interface Given {
  get(column: ImportColumn): string;
  evidence: unknown;
}

const sources = new Set<string>(consentSources);
const PURPOSE = /^[a-z][a-z0-9_]{0,39}$/;

/**
 * Reads the rows of one block: each good one is handed to `take`, the bad ones are returned. `now` (epoch milliseconds)
 * bounds dates. Nothing of a row's content is in a reason.
 */
export function readRows(
  { bytes, firstRow }: Block,
  file: ImportFile,
  now: number,
  take: (row: ImportRow) => void,
): RejectedRow[] {
  const csv = file.format === 'csv';
  const records = csv ? csvRecords(bytes, firstRow) : lineRecords(bytes, firstRow);
  const rejected: RejectedRow[] = [];
  const instants = new Map<string, number>();
  const places = new Map(file.columns.map((column, i) => [column, i]));
  for (const record of records) {
    const given = csv ? csvRow(record, places) : jsonRow(record);
    const outcome = 'reason' in given ? given : checkRow(record.row, given, { now, instants, senders: file.senders });
    if ('reason' in outcome) rejected.push(outcome);
    else take(outcome);
  }
  return rejected;
}

function csvRow(record: ParsedRecord, places: ReadonlyMap<ImportColumn, number>): Given | RejectedRow {
  const { row } = record;
  if (record.bad !== undefined) return { row, column: '', reason: record.bad };
  const { fields } = record;
  if (fields.length !== places.size) return { row, column: '', reason: 'column_count' };
  const get = (column: ImportColumn) => {
    const place = places.get(column);
    return place === undefined ? '' : (fields[place] as string).trim();
  };
  return { get, evidence: get('evidence') };
}

const known = new Set<string>(importColumns);

function jsonRow(record: ParsedRecord): Given | RejectedRow {
  const { row } = record;
  if (record.bad !== undefined) return { row, column: '', reason: record.bad };
  let value: unknown;
  try {
    value = JSON.parse(record.fields[0] as string);
  } catch {
    return { row, column: '', reason: 'not_json' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { row, column: '', reason: 'not_object' };
  const given = value as Record<string, unknown>;
  for (const [key, field] of Object.entries(given)) {
    if (!known.has(key)) return { row, column: '', reason: 'unknown_column' };
    if (key === 'evidence' || field === null) continue;
    if (typeof field !== 'string') return { row, column: key, reason: 'not_string' };
    if (!field.isWellFormed()) return { row, column: key, reason: 'encoding' };
  }
  const get = (column: ImportColumn) => ((given[column] as string | null | undefined) ?? '').trim();
  return { get, evidence: given.evidence ?? '' };
}

function checkRow(
  row: number,
  { get, evidence: written }: Given,
  { now, instants, senders }: Bounds,
): ImportRow | RejectedRow {
  const bad = (column: ImportColumn, reason: string): RejectedRow => ({ row, column, reason });
  const parsed = parseMsisdn(get('msisdn'));
  if (!parsed.ok) return bad('msisdn', parsed.reason);
  if (parsed.lineType !== 'mobile') return bad('msisdn', 'not_mobile');
  const action = get('action');
  if (action !== 'opt_in' && action !== 'opt_out') return bad('action', 'unknown');
  const purpose = get('purpose');
  if (!PURPOSE.test(purpose)) return bad('purpose', 'unknown');
  const channel = get('channel') || 'sms';
  if (channel !== 'sms') return bad('channel', 'unknown');
  const source = get('source') || 'import';
  if (!sources.has(source)) return bad('source', 'unknown');
  const effectiveAt = instantOf(get('effectiveAt'), instants);
  if (effectiveAt !== null && Number.isNaN(effectiveAt)) return bad('effectiveAt', 'not_a_time');
  if (effectiveAt !== null && effectiveAt > now) return bad('effectiveAt', 'future');
  if (effectiveAt !== null && effectiveAt < EARLIEST_CONSENT) return bad('effectiveAt', 'too_old');
  const expiresAt = instantOf(get('expiresAt'), instants);
  if (expiresAt !== null && Number.isNaN(expiresAt)) return bad('expiresAt', 'not_a_time');
  if (expiresAt !== null && (action === 'opt_out' || expiresAt <= (effectiveAt ?? now)))
    return bad('expiresAt', 'order');
  const senderId = get('senderId').toLowerCase() || null;
  if (senderId !== null && !senders.has(senderId)) return bad('senderId', 'unknown');
  const shown = rowEvidence(written);
  if ('reason' in shown) return bad('evidence', shown.reason);
  const { evidence } = shown;
  if (action === 'opt_in' && purpose === 'promotional' && evidence === null) return bad('evidence', 'required');
  const touchpoint = get('touchpoint') || null;
  if (touchpoint !== null && (touchpoint.length > 200 || touchpoint.includes('\0')))
    return bad('touchpoint', 'too_long');
  return {
    row,
    msisdn: parsed.e164,
    action,
    purpose,
    channel,
    senderId,
    source: source as ConsentSource,
    touchpoint,
    evidence,
    effectiveAt: effectiveAt === null ? null : new Date(effectiveAt),
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
  };
}

/** Epoch milliseconds, null for an empty field, NaN for what is not a time. Files repeat their times. */
function instantOf(written: string, instants: Map<string, number>): number | null {
  if (written === '') return null;
  const known = instants.get(written);
  if (known !== undefined) return known;
  const at = parseInstant(written);
  if (instants.size < 10_000) instants.set(written, at);
  return at;
}
