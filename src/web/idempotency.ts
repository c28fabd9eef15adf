import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Tx } from '#src/db/index.ts';
import { AppError } from '#src/kernel/index.ts';
import type { Answer } from './route.ts';

/** How long a request that never ends (its process died) keeps its key; longer than any request takes. */
const LEASE = '60 seconds';
const WAIT_MS = 10_000;
const POLL_MS = 40;

/**
 * Either this request is the first (`requestHash` tells at its end what it was, where that is known only then), or the
 * first one's answer.
 */
export type Claim =
  | { first: true; id: string; requestHash?: () => string }
  | { first: false; answer: Answer; requestHash: string };

interface Row {
  request_hash: string;
  status: number | null;
  body: string | null;
  expired: boolean;
}

/**
 * Claims an Idempotency-Key, with its scope, for a request, or finds the answer of the first request that had it. A
 * `request` of null is one whose body has not been read: the caller compares.
 * @throws IDEMPOTENCY_MISMATCH when it came with another request, IDEMPOTENCY_IN_PROGRESS when the first takes too long
 */
export async function claimKey(db: Database, scopedKey: string, request: Buffer | null): Promise<Claim> {
  const id = sha256(scopedKey);
  const requestHash = request ? sha256(request) : '';
  for (let waited = 0; ; waited += POLL_MS) {
    const inserted = await db.hot.query({
      name: 'idempotency-claim',
      text: `insert into idempotency_record (id, request_hash, locked_until, created_at)
             values ($1, $2, clock_timestamp() + $3::interval, clock_timestamp()) on conflict (id) do nothing`,
      values: [id, requestHash, LEASE],
    });
    if (inserted.rowCount === 1) return { first: true, id };
    const { rows } = await db.hot.query<Row>({
      name: 'idempotency-look',
      text: `select request_hash, status, body, locked_until < clock_timestamp() as expired from idempotency_record where id = $1`,
      values: [id],
    });
    const row = rows[0];
    if (!row) continue;
    if (request && row.request_hash !== requestHash) throw new AppError('IDEMPOTENCY_MISMATCH');
    if (row.status !== null)
      return { first: false, answer: replay(row.status, row.body), requestHash: row.request_hash };
    if (row.expired && (await takeOver(db, id))) return { first: true, id };
    if (waited >= WAIT_MS) throw new AppError('IDEMPOTENCY_IN_PROGRESS');
    await sleep(POLL_MS);
  }
}

/**
 * Stores the answer in the transaction that did the work: both are there after a crash, or neither. `requestHash` is
 * what the claim could not know yet.
 */
export async function completeKey(tx: Tx, id: string, answer: Answer, requestHash?: string): Promise<void> {
  await tx.execute(
    'update idempotency_record set status = ?, body = ?, request_hash = coalesce(?, request_hash) where id = ?',
    [
      answer.status,
      JSON.stringify(Buffer.isBuffer(answer.body) ? toStored(answer.body, answer.headers) : answer.body),
      requestHash ?? null,
      id,
    ],
  );
}

/** Keeps the key of a request that takes long. */
export async function renewKey(db: Database, id: string): Promise<void> {
  await db.hot.query(
    `update idempotency_record set locked_until = clock_timestamp() + $2::interval where id = $1 and status is null`,
    [id, LEASE],
  );
}

/** Frees the key of a request that failed and changed nothing; it may be sent again. */
export async function releaseKey(db: Database, id: string): Promise<void> {
  await db.hot.query('delete from idempotency_record where id = $1 and status is null', [id]);
}

/** Forgets answers older than 48 hours (the contract promises 24). */
export async function forgetOldKeys(db: Database): Promise<void> {
  await db.pool.query(`delete from idempotency_record where created_at < clock_timestamp() - interval '48 hours'`);
}

async function takeOver(db: Database, id: string): Promise<boolean> {
  const taken = await db.hot.query(
    `update idempotency_record set locked_until = clock_timestamp() + $2::interval
     where id = $1 and status is null and locked_until < clock_timestamp()`,
    [id, LEASE],
  );
  return taken.rowCount === 1;
}

function replay(status: number, stored: string | null): Answer {
  const body: unknown = stored === null ? undefined : JSON.parse(stored);
  const replayed = { 'Idempotent-Replayed': 'true' };
  if (isStored(body))
    return { status, body: Buffer.from(body.$bytes, 'base64'), headers: { ...body.$headers, ...replayed } };
  return {
    status,
    body,
    headers: { ...replayed, ...(status >= 400 ? { 'Content-Type': 'application/problem+json' } : {}) },
  };
}

/** How an answer that is no JSON (a PDF) is kept. */
interface StoredBytes {
  $bytes: string;
  $headers: Readonly<Record<string, string>>;
}

const toStored = (bytes: Buffer, headers: Answer['headers']): StoredBytes => ({
  $bytes: bytes.toString('base64'),
  $headers: headers ?? {},
});

const isStored = (body: unknown): body is StoredBytes =>
  typeof body === 'object' && body !== null && '$bytes' in body && '$headers' in body;

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
