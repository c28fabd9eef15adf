import { appendFile, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Pool } from 'pg';
import { readHeadsAfter } from '#src/consent/index.ts';
import type { TreeHead } from '#src/signing/index.ts';

const PAGE = 1_000;
/** A line is some 280 bytes: the last one is within this many from the end. */
const TAIL_BYTES = 4_096;

/**
 * Appends the tree heads that a file lacks, one JSON object a line, oldest first. The file can be published (a mail, a
 * git repository): who has a copy can tell whether the ledger was rewritten since. Made from the database alone, so
 * every worker's file has every head, also those that another node signed or that came while it was stopped. A line
 * that a crash cut short is left as it is, and written again whole on a line of its own.
 */
export async function publishHeads(pool: Pool, file: string): Promise<number> {
  await mkdir(dirname(file), { recursive: true });
  const tail = await readTail(file);
  const broken = tail !== '' && !tail.endsWith('\n');
  let after = lastSize(tail);
  let written = 0;
  for (;;) {
    const heads = await readHeadsAfter(pool, after, PAGE);
    if (heads.length === 0) return written;
    const text = heads.map((head) => `${JSON.stringify(head)}\n`).join('');
    await appendFile(file, broken && written === 0 ? `\n${text}` : text);
    written += heads.length;
    after = heads.at(-1)?.size ?? after;
  }
}

async function readTail(file: string): Promise<string> {
  const handle = await open(file, 'a+');
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
}

/** The size of the last whole head; −1 if there is none. */
function lastSize(tail: string): number {
  for (const line of tail.split('\n').toReversed()) {
    const head = parse(line);
    if (head) return head.size;
  }
  return -1;
}

function parse(line: string): TreeHead | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'size' in value && 'signature' in value
      ? (value as TreeHead)
      : null;
  } catch {
    return null;
  }
}
