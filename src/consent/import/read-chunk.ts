import type { Pool } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { isUuid } from '#src/kernel/index.ts';
import type { Block } from './record-splitter.ts';

/** Signature, flags and length of the extension (PostgreSQL documentation, COPY, "Binary Format"); we ask for none. */
const HEADER_BYTES = 11 + 4 + 4;

/**
 * Reads a stored chunk; null where it is no more, because the import was cancelled. Through COPY, whose bytes come as
 * they are: as a value of a row they would be made a string of twice their size first.
 */
export async function readChunk(pool: Pool, importId: string, n: number): Promise<Block | null> {
  if (!isUuid(importId) || !Number.isSafeInteger(n)) throw new Error('this names no chunk');
  const client = await pool.connect();
  let failed = true;
  try {
    const parts: Buffer[] = [];
    const text = `copy (select first_row, bytes from import_chunk where import_id = '${importId}' and n = ${n}) to stdout (format binary)`;
    for await (const part of client.query(copyTo(text))) parts.push(part as Buffer);
    failed = false;
    return parseChunk(Buffer.concat(parts));
  } finally {
    client.release(failed);
  }
}

/** A row of an int8 and a bytea: the number of its fields, and each with its length before it. */
function parseChunk(copied: Buffer): Block | null {
  let at = HEADER_BYTES;
  if (copied.readInt16BE(at) < 0) return null;
  const firstRow = Number(copied.readBigInt64BE(at + 2 + 4));
  at += 2 + 4 + 8;
  const length = copied.readInt32BE(at);
  return { firstRow, bytes: copied.subarray(at + 4, at + 4 + length) };
}
