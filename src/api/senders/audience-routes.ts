import type { IncomingMessage } from 'node:http';
import { parse } from 'csv-parse';
import type { Database } from '#src/db/index.ts';
import { AppError, fault, invalidInput } from '#src/kernel/index.ts';
import {
  addMembers,
  beginAudience,
  clearAudience,
  failAudience,
  finishAudience,
  forgetMembers,
} from '#src/senders/index.ts';
import { parseMsisdn } from '#src/text/index.ts';
import { ok, openRoute, type Route, writeRoute } from '#src/web/index.ts';
import { idParams } from '../shared-schemas.ts';
import { type SenderHouse, senderBody } from './routes.ts';
import { audienceAnswer, sender } from './schemas.ts';

const tag = 'Senders';
const BATCH = 5000;
const MAX_ERRORS_SHOWN = 100;

interface Tally {
  rows: number;
  /** Valid rows, repeats included. */
  accepted: number;
  members: number;
  rejected: number;
  errors: { row: number; reason: string }[];
}

/** Routes of the declared audience of a sender. */
export function audienceRoutes(house: SenderHouse): readonly Route[] {
  const { db } = house;
  return [
    openRoute({
      method: 'put',
      path: '/v1/senders/{id}/audience',
      operation: 'setAudience',
      summary: 'Declare the recipients (CSV, header msisdn); in force when it is answered',
      tag,
      access: ['business'],
      params: idParams,
      consumes: ['text/csv'],
      answers: { 200: audienceAnswer },
      run: async ({ actor, params, stream, headers, at }) => {
        if (!/^text\/csv\b/i.test(headers['content-type'] ?? '')) {
          throw new AppError('UNSUPPORTED_FILE', { extra: { accepted: 'text/csv' } });
        }
        const { id: audienceId, number } = await db.transact((tx) => beginAudience(tx, actor, params.id, at));
        try {
          const tally = await load(db, audienceId, stream);
          await db.transact((tx) =>
            finishAudience(tx, actor, { senderId: params.id, audienceId, members: tally.members }, at),
          );
          const { rows, accepted, members, rejected, errors } = tally;
          return ok({ version: number, rows, accepted, duplicates: accepted - members, rejected, errors });
        } catch (error) {
          await failAudience(db.pool, audienceId);
          throw error;
        } finally {
          await forgetMembers(db.pool, params.id);
        }
      },
    }),
    writeRoute({
      method: 'delete',
      path: '/v1/senders/{id}/audience',
      operation: 'clearAudience',
      summary: 'Take the declared audience back',
      tag,
      access: ['business'],
      params: idParams,
      answers: { 200: sender },
      run: async (call, tx) => {
        const cleared = await clearAudience(tx, call.actor, call.params.id, call.at);
        return ok(await senderBody(house, tx, cleared, call));
      },
    }),
  ];
}

async function load(db: Database, audienceId: string, stream: IncomingMessage): Promise<Tally> {
  const tally: Tally = { rows: 0, accepted: 0, members: 0, rejected: 0, errors: [] };
  let batch: string[] = [];
  const flush = async () => {
    if (batch.length > 0) tally.members += await addMembers(db.pool, audienceId, batch);
    batch = [];
  };
  for await (const row of readRows(stream)) {
    const parsed = parseMsisdn(row);
    tally.rows++;
    if (parsed.ok) {
      tally.accepted++;
      batch.push(parsed.e164);
    } else {
      tally.rejected++;
      // The row's number and not its content: the answer may end up in a log.
      if (tally.errors.length < MAX_ERRORS_SHOWN) tally.errors.push({ row: tally.rows + 1, reason: parsed.reason });
    }
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return tally;
}

/** The cells under the header `msisdn`, one by one as they arrive. */
async function* readRows(stream: IncomingMessage): AsyncGenerator<string> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: 4096,
  });
  const gone = () => parser.destroy(new AppError('MALFORMED_REQUEST'));
  stream.once('aborted', gone);
  stream.pipe(parser);
  let column = -1;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      if (column >= 0) yield record[column] ?? '';
      else column = record.findIndex((cell) => cell.toLowerCase() === 'msisdn');
      if (column < 0) throw noHeader();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalidInput([fault('body', 'csv', 'this is not CSV', 'این CSV نیست')]);
  } finally {
    stream.off('aborted', gone);
    stream.unpipe(parser);
  }
  if (column < 0) throw noHeader();
}

const noHeader = () =>
  invalidInput([
    fault('body', 'header', 'the first line must have the column msisdn', 'سطر نخست باید ستون msisdn داشته باشد'),
  ]);
