import { isUtf8 } from 'node:buffer';
import { BAD_RECORD } from './record-splitter.ts';

/** One record: its number in the file, and its fields or why it could not be read. */
export type ParsedRecord = { row: number; fields: string[]; bad?: undefined } | { row: number; bad: string };

/**
 * Reads the records of a block of CSV one by one, so that none is kept longer than it is looked at; empty lines are
 * left out but counted.
 */
export function csvRecords(bytes: Buffer, firstRow: number): Iterable<ParsedRecord> {
  if (!isUtf8(bytes)) return parseBrokenLines(bytes, firstRow);
  return bytes.includes(QUOTE) ? parseQuoted(bytes.toString(), firstRow) : parsePlain(textLines(bytes), firstRow);
}

/** All records of a block of CSV. */
export const parseCsv = (bytes: Buffer, firstRow: number): ParsedRecord[] => [...csvRecords(bytes, firstRow)];

/** Reads a block of lines, one JSON value each; `fields` holds the line itself. */
export function* lineRecords(bytes: Buffer, firstRow: number): Iterable<ParsedRecord> {
  const lines: Iterable<string | null> = isUtf8(bytes) ? textLines(bytes) : splitBytes(bytes).map(decode);
  let row = firstRow;
  for (const line of lines) {
    if (line === null) yield { row, bad: 'encoding' };
    else if (line.startsWith(BAD_RECORD)) yield { row, bad: reasonOf(line) };
    else if (line.trim() !== '') yield { row, fields: [line] };
    row++;
  }
}

/** Line by line: a block as one string would be too large to be forgotten cheaply. */
function* textLines(bytes: Buffer): Iterable<string> {
  for (const line of splitBytes(bytes)) yield line.toString();
}

/** The splitter's reason; a file that has the mark itself has bytes that are no text. */
function reasonOf(marked: string): string {
  const reason = marked.slice(1);
  return splitReasons.includes(reason) ? reason : 'encoding';
}

const QUOTE = 0x22;
const splitReasons = ['too_long', 'unclosed_quote'];

const decode = (bytes: Buffer): string | null => (isUtf8(bytes) ? bytes.toString() : null);

function* parsePlain(lines: Iterable<string>, firstRow: number): Iterable<ParsedRecord> {
  let row = firstRow - 1;
  for (const line of lines) {
    row++;
    const end = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (end === '') continue;
    yield end.startsWith(BAD_RECORD) ? { row, bad: reasonOf(end) } : { row, fields: end.split(',') };
  }
}

function* parseQuoted(text: string, firstRow: number): Iterable<ParsedRecord> {
  let row = firstRow;
  for (let at = 0; at < text.length; row++) {
    const { fields, next } = readRecord(text, at);
    at = next;
    if (fields.length === 1 && fields[0] === '') continue;
    const bad = fields[0]?.startsWith(BAD_RECORD) ? reasonOf(fields[0]) : undefined;
    yield bad ? { row, bad } : { row, fields };
  }
}

/** Reads one record; the splitter has made sure that its quotes are closed. */
function readRecord(text: string, from: number): { fields: string[]; next: number } {
  const fields: string[] = [];
  let at = from;
  for (;;) {
    let field: string;
    if (text[at] === '"') {
      [field, at] = readQuoted(text, at + 1);
    } else {
      const end = fieldEnd(text, at);
      [field, at] = [text.slice(at, end), end];
    }
    const last = text[at] !== ',';
    fields.push(last && field.endsWith('\r') ? field.slice(0, -1) : field);
    at++;
    if (last) return { fields, next: at };
  }
}

/** The field inside quotes, with whatever follows its closing quote up to the next separator. */
function readQuoted(text: string, from: number): [string, number] {
  let field = '';
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return [field + text.slice(at), text.length];
    field += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const end = fieldEnd(text, quote + 1);
      return [field + text.slice(quote + 1, end), end];
    }
    field += '"';
    at = quote + 2;
  }
}

function fieldEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === ',' || text[i] === '\n') return i;
  return text.length;
}

/** A block with bytes that are not UTF-8: lines that are wrong are bad, the others count. */
function* parseBrokenLines(bytes: Buffer, firstRow: number): Iterable<ParsedRecord> {
  let row = firstRow;
  for (const line of splitBytes(bytes)) {
    const text = decode(line);
    if (text === null) yield { row, bad: 'encoding' };
    else yield* text.includes('"') ? parseQuoted(text, row) : parsePlain([text], row);
    row++;
  }
}

function* splitBytes(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at);
    const stop = end < 0 ? bytes.length : end;
    yield bytes.subarray(at, stop);
    at = stop + 1;
  }
}
