import type { Pool } from 'pg';
import { type Actor, fault, invalidInput } from '#src/kernel/index.ts';
import { assertText, notText } from './assert-text.ts';
import { readHeader } from './columns.ts';
import { failImport, openImport, queueImport, storeChunk } from './import-store.ts';
import { parseCsv } from './parse-block.ts';
import { type Block, RecordSplitter } from './record-splitter.ts';

/** How much of a file is one step of its import: some five thousand rows, for which the ledger is locked a moment. */
const BLOCK_BYTES = 512 * 1024;

/** An upload of consents: what it is, whose it is, and its bytes as they come. */
export interface ConsentUpload {
  format: 'csv' | 'ndjson';
  organizationId: string;
  body: AsyncIterable<Buffer>;
}

/**
 * Stores an upload to the end, in memory bounded whatever its size, and queues it; returns the import's id. An upload
 * that breaks off leaves nothing.
 * @throws INVALID_INPUT for an empty file or a wrong header, UNSUPPORTED_FILE for one that is not UTF-8 text
 */
export async function uploadConsents(pool: Pool, actor: Actor, upload: ConsentUpload, at: Date): Promise<string> {
  const { format, organizationId, body } = upload;
  const csv = format === 'csv';
  const splitter = new RecordSplitter({ quoted: csv, blockBytes: BLOCK_BYTES });
  let importId: string | null = null;
  let chunks = 0;
  let bytes = 0;

  const store = async (block: Block) => {
    if (importId === null) {
      assertText(block.bytes);
      const { columns, rest } = csv ? takeHeader(block) : { columns: [], rest: block };
      const input = { kind: 'consents' as const, organizationId, target: null, format, columns, createdBy: actor.id };
      importId = await openImport(pool, input, at);
      block = rest;
    }
    if (block.bytes.length === 0) return;
    await storeChunk(pool, importId, chunks++, block);
    bytes += block.bytes.length;
  };

  try {
    for await (const piece of body) for (const block of splitter.push(piece)) await store(block);
    for (const block of splitter.end()) await store(block);
  } catch (error) {
    if (importId) await failImport(pool, importId, 'upload', at);
    throw error;
  }
  if (importId === null) throw invalidInput([fault('body', 'empty', 'the file is empty', 'فایل خالی است')]);
  await queueImport(pool, importId, { chunks, bytes });
  return importId;
}

/** Reads the first line that is not empty; a name with a line break in it is not a known one, so a line is all there is. */
function takeHeader({ firstRow, bytes }: Block): { columns: string[]; rest: Block } {
  let at = 0;
  let row = firstRow;
  for (; bytes[at] === 0x0a || bytes[at] === 0x0d; at++) if (bytes[at] === 0x0a) row++;
  const newline = bytes.indexOf(0x0a, at);
  const end = newline < 0 ? bytes.length : newline;
  const [header] = parseCsv(bytes.subarray(at, end), row);
  if (!header || header.bad !== undefined) throw notText('UTF-8 CSV');
  return { columns: readHeader(header.fields), rest: { firstRow: row + 1, bytes: bytes.subarray(end + 1) } };
}
