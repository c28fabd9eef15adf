import type { Json, View } from './page.ts';

/** A column of a list: how a row is sorted by it, and what its cell is in a CSV file. */
export interface Column {
  key: string;
  of(row: Json): unknown;
}

/** Sorts the rows of a page by `?sort=key` or `?sort=-key`; a list without it stays newest first. */
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
  const lines = [columns.map(({ key }) => key), ...rows.map((row) => columns.map(({ of }) => cell(of(row))))];
  const body = `﻿${lines.map((line) => line.map(quote).join(',')).join('\r\n')}\r\n`;
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  };
  return { kind: 'raw', status: 200, body, headers };
}

function cell(value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : String(value ?? '');
  // What a spreadsheet would run as a formula is written as text; numbers with a sign are left as they are.
  return /^[=@\t\r]|^[+-](?!\d+$)/.test(text) ? `'${text}` : text;
}

const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
