import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { AppError, type Fault, fault, invalidInput } from '#src/kernel/index.ts';
import { parseMsisdn } from '#src/text/index.ts';
import { assertText, notText } from '../import/assert-text.ts';
import { parseCsv } from '../import/parse-block.ts';
import { RecordSplitter } from '../import/record-splitter.ts';

const BLOCK_BYTES = 256 * 1024;
/** Faults told of one file; the rest is counted. */
const MAX_FAULTS = 100;

/**
 * Streams a CSV of numbers (header `msisdn`) into the staging table under `importId`; returns how many.
 * @throws INVALID_INPUT naming the bad rows: a block list is taken whole or not at all; UNSUPPORTED_FILE for one that is
 * not UTF-8 text
 */
export async function stageNumbers(pool: Pool, importId: string, body: AsyncIterable<Buffer>): Promise<number> {
  const client = await pool.connect();
  try {
    let staged = 0;
    const faults: Fault[] = [];
    let bad = 0;
    const lines = async function* () {
      for await (const records of readBlocks(body)) {
        const numbers: string[] = [];
        for (const { row, ...record } of records) {
          const parsed = 'fields' in record && record.fields ? parseMsisdn(record.fields[0] ?? '') : null;
          if (parsed?.ok) numbers.push(parsed.e164.slice(1));
          else if (++bad <= MAX_FAULTS) faults.push(badRow(row));
        }
        staged += numbers.length;
        if (bad === 0 && numbers.length > 0) yield numbers.map((number) => `${importId}\t${number}\n`).join('');
      }
      if (bad > 0) throw new AppError('INVALID_INPUT', { faults, extra: { badRows: bad } });
    };
    await pipeline(
      Readable.from(lines()),
      client.query(copyFrom('copy blocklist_stage (import_id, number) from stdin')),
    );
    client.release();
    return staged;
  } catch (error) {
    // A connection in the middle of a COPY is of no further use.
    client.release(error instanceof Error);
    throw error;
  }
}

async function* readBlocks(body: AsyncIterable<Buffer>) {
  const splitter = new RecordSplitter({ quoted: true, blockBytes: BLOCK_BYTES });
  let seen = false;
  const withoutHeader = (blocks: ReturnType<RecordSplitter['push']>) =>
    blocks.map((block) => {
      if (!seen) assertText(block.bytes);
      const records = parseCsv(block.bytes, block.firstRow);
      if (seen || records.length === 0) return records;
      seen = true;
      assertHeader(records[0]);
      return records.slice(1);
    });
  for await (const chunk of body) yield* withoutHeader(splitter.push(chunk));
  yield* withoutHeader(splitter.end());
  if (!seen) assertHeader(undefined);
}

function assertHeader(record: ReturnType<typeof parseCsv>[number] | undefined): void {
  if (record?.bad !== undefined) throw notText('UTF-8 CSV');
  const names = record?.fields;
  const name = names?.[0]?.trim();
  if (names?.length === 1 && name === 'msisdn') return;
  throw invalidInput([
    fault('1', 'header', 'the first line must be the header `msisdn`', 'سطر نخست باید سرستون msisdn باشد'),
  ]);
}

const badRow = (row: number): Fault =>
  fault(String(row), 'msisdn', 'this is not a telephone number', 'این شمارهٔ تلفن نیست');
