import { Readable } from 'node:stream';
import type { Json, View } from './page.ts';

/** A column of a list: how a row is sorted by it, and what its cell is in a CSV file. */
export interface Column {
  key: string;
  of(row: Json): unknown;
}

/** Sorts the rows of a list that stands on its page as a whole, by `?sort=key` or `?sort=-key`. */
export function sorted(rows: readonly Json[], columns: readonly Column[], sort: string | undefined): Json[] {
  const column = columns.find(({ key }) => key === sort?.replace(/^-/, ''));
  if (!column || !sort) return [...rows];
  const order = sort.startsWith('-') ? -1 : 1;
  return rows.toSorted((a, b) => order * compare(column.of(a), column.of(b)));
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), 'fa');
}

/** Hands rows out as a CSV file (RFC 4180, with a byte order mark so that spreadsheets read UTF-8). */
export function csv(name: string, columns: readonly Column[], rows: readonly Json[]): View {
  return fileOf(name, `${head(columns)}${linesOf(columns, rows)}`);
}

/** As `csv`, for lists of any length: pages of rows are written as they are read. */
export function csvStream(name: string, columns: readonly Column[], pages: AsyncIterable<readonly Json[]>): View {
  async function* lines() {
    yield head(columns);
    for await (const rows of pages) yield linesOf(columns, rows);
  }
  return fileOf(name, Readable.from(lines(), { objectMode: false }));
}

function fileOf(name: string, body: string | Readable): View {
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  };
  return { kind: 'raw', status: 200, body, headers };
}

const head = (columns: readonly Column[]) => `\uFEFF${line(columns.map(({ key }) => key))}`;
const linesOf = (columns: readonly Column[], rows: readonly Json[]) =>
  rows.map((row) => line(columns.map(({ of }) => cell(of(row))))).join('');
const line = (cells: readonly string[]) => `${cells.map(quote).join(',')}\r\n`;

function cell(value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : String(value ?? '');
  // What a spreadsheet would run as a formula is written as text; numbers with a sign are left as they are.
  return /^[=@\t\r]|^[+-](?!\d+$)/.test(text) ? `'${text}` : text;
}

const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
