import type { ClientBase } from 'pg';
import { rootOf, type SigningKey, signTreeHead, type TreeHead } from '#src/signing/index.ts';
import { SEAL_LOCK } from '../locks.ts';
import { leafHashSql } from './record.sql.ts';
import { lastTiles, nodeReader, writeTiles } from './tile-store.ts';
import { appendToTiles, openTiles } from './tiles.ts';

/** Entries sealed by one transaction. */
const MOST = 131_072;

/**
 * Seals entries that were not sealed yet, at most some hundred thousand, in the caller's open transaction, and signs the
 * new head; null when there is nothing to seal or another node is at it.
 *
 * The entries up to the counter are all visible (see `appendEntries`), so the tree grows in the order of commits.
 */
export async function sealLedger(client: ClientBase, key: SigningKey, at: Date): Promise<TreeHead | null> {
  const { rows: locked } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [
    SEAL_LOCK,
  ]);
  if (!locked[0]?.mine) return null;
  return sealNext(client, key, at);
}

/** As `sealLedger`, but waits for its turn. */
export async function sealLedgerNow(client: ClientBase, key: SigningKey, at: Date): Promise<TreeHead | null> {
  await client.query('select pg_advisory_xact_lock($1)', [SEAL_LOCK]);
  return sealNext(client, key, at);
}

async function sealNext(client: ClientBase, key: SigningKey, at: Date): Promise<TreeHead | null> {
  const { rows } = await client.query<{ sealed: string | null; last: string }>(
    'select (select max(size) from ledger_head) as sealed, last from ledger_counter',
  );
  const sealed = Number(rows[0]?.sealed ?? 0);
  const size = Math.min(Number(rows[0]?.last), sealed + MOST);
  // A ledger without entries has a head, too: of the empty tree.
  if (size === sealed && rows[0]?.sealed !== null) return null;
  const leaves = await readLeaves(client, sealed, size);
  const tiles = appendToTiles(sealed, leaves, await lastTiles(client, openTiles(sealed)));
  await writeTiles(client, tiles);
  const head = signTreeHead(key, size, await rootOf(size, nodeReader(client)), at);
  await client.query('insert into ledger_head (size, root_hash, at, key_id, signature) values ($1, $2, $3, $4, $5)', [
    size,
    Buffer.from(head.rootHash, 'hex'),
    head.timestamp,
    head.keyId,
    head.signature,
  ]);
  return head;
}

async function readLeaves(client: ClientBase, after: number, upTo: number): Promise<Buffer[]> {
  const { rows } = await client.query<{ leaf: Buffer | null }>(
    `select ${leafHashSql('e', 's')} as leaf from consent_entry e left join consent_subject s using (subject_id)
     where e.seq > ${after} and e.seq <= ${upTo} order by e.seq`,
  );
  const leaves = rows.flatMap(({ leaf }) => (leaf ? [leaf] : []));
  if (leaves.length !== upTo - after) throw new Error(`entries ${after + 1}–${upTo} of the ledger are not all there`);
  return leaves;
}
