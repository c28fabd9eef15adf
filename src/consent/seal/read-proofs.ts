import type { Pool } from 'pg';
import { AppError, fault, found, invalidInput } from '#src/kernel/index.ts';
import { consistencyProof, inclusionProof, type TreeHead } from '#src/signing/index.ts';
import { nodeReader } from './tile-store.ts';

/** That an entry is in the tree of `size` leaves (RFC 6962 § 2.1.1); hashes in lower-case hex, from the leaf upwards. */
export interface InclusionAnswer {
  seq: number;
  leafIndex: number;
  size: number;
  leafHash: string;
  path: string[];
}

/** That the tree of `first` leaves is the beginning of the one of `second` (RFC 6962 § 2.1.2). */
export interface ConsistencyAnswer {
  first: number;
  second: number;
  path: string[];
}

interface HeadRow {
  size: string;
  root_hash: Buffer;
  at: Date;
  key_id: string;
  signature: string;
}

const HEAD = 'select size, root_hash, at, key_id, signature from ledger_head';

/** The latest signed tree head. @throws NOT_SEALED before the first */
export async function readHead(pool: Pool): Promise<TreeHead> {
  const { rows } = await pool.query<HeadRow>(`${HEAD} order by size desc limit 1`);
  if (!rows[0]) throw new AppError('NOT_SEALED');
  return toHead(rows[0]);
}

/** Signed tree heads after a size, oldest first. */
export async function readHeadsAfter(pool: Pool, size: number, limit: number): Promise<TreeHead[]> {
  const { rows } = await pool.query<HeadRow>(`${HEAD} where size > $1 order by size limit $2`, [size, limit]);
  return rows.map(toHead);
}

/** Proves that an entry is in the tree of `size` leaves; by default the latest. @throws NOT_SEALED, INVALID_INPUT */
export async function proveInclusion(pool: Pool, seq: number, size?: number): Promise<InclusionAnswer> {
  const sealed = await sealedSize(pool);
  if (seq > sealed || (size ?? 0) > sealed) throw new AppError('NOT_SEALED', { extra: { sealed } });
  const whole = size ?? sealed;
  if (seq > whole)
    throw invalidInput([
      fault('size', 'order', 'the entry is not in a tree of that size', 'این ثبت در درختی با این اندازه نیست'),
    ]);
  const read = nodeReader(pool);
  const [leaf] = await read([{ level: 0, index: seq - 1 }]);
  const path = await inclusionProof(seq - 1, whole, read);
  return { seq, leafIndex: seq - 1, size: whole, leafHash: found(leaf).toString('hex'), path: path.map(hex) };
}

/** Proves that the ledger of one size is the beginning of it at another. @throws NOT_SEALED, INVALID_INPUT */
export async function proveConsistency(pool: Pool, first: number, second: number): Promise<ConsistencyAnswer> {
  if (first > second)
    throw invalidInput([fault('first', 'order', 'first is larger than second', 'اولی از دومی بزرگ‌تر است')]);
  const sealed = await sealedSize(pool);
  if (second > sealed) throw new AppError('NOT_SEALED', { extra: { sealed } });
  return { first, second, path: (await consistencyProof(first, second, nodeReader(pool))).map(hex) };
}

async function sealedSize(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ size: string | null }>({
    name: 'ledger-sealed',
    text: 'select max(size) as size from ledger_head',
  });
  return Number(rows[0]?.size ?? 0);
}

const hex = (hash: Buffer): string => hash.toString('hex');

const toHead = (row: HeadRow): TreeHead => ({
  size: Number(row.size),
  rootHash: hex(row.root_hash),
  timestamp: row.at.toISOString(),
  keyId: row.key_id,
  signature: row.signature,
});
