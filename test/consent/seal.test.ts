import { createHash, generateKeyPairSync } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {
  appendToTiles,
  foldTile,
  openEntry,
  openTiles,
  placeOf,
  proveConsistency,
  proveInclusion,
  readHead,
  readHeadsAfter,
  sealLedger,
  sealLedgerNow,
  TILE_WIDTH,
} from '#src/consent/index.ts';
import { AppError, systemActor } from '#src/kernel/index.ts';
import {
  inclusionProof,
  jwks,
  leafHash,
  rootOf,
  signingKey,
  verifyConsistency,
  verifyInclusion,
  verifyTreeHead,
} from '#src/signing/index.ts';
import { publishHeads } from '#src/workers/publish-heads.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { newMsisdn, newOrganization, record } from './world.ts';

let db: TestDatabase;
let organizationId: string;
test.before(async () => {
  db = await cloneDatabase();
  organizationId = await newOrganization(db);
});
test.after.always(() => db?.drop());

const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const key = signingKey({ kty: 'OKP', crv: 'Ed25519', x: jwk.x!, d: jwk.d! });
const bytes = (hex: string) => Buffer.from(hex, 'hex');

async function seal(work = sealLedger) {
  const client = await db.pool.connect();
  await client.query('begin');
  const head = await work(client, key, new Date());
  await client.query('commit');
  client.release();
  return head;
}
const write = (count: number) =>
  Promise.all(
    Array.from({ length: count }, () => record(db, { msisdn: newMsisdn(), organizationId, action: 'opt_out' })),
  );

/** The Merkle tree hash of RFC 6962 § 2.1, as it is written there and not as we compute it. */
function mth(leaves: Buffer[]): Buffer {
  const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.from([1]), mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

test('tiles hold the same tree, however its leaves come', async (t) => {
  const all = Array.from({ length: 70_000 }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 65_600 }),
      async (steps, start) => {
        const tiles = new Map<string, Buffer>();
        let size = 0;
        for (const step of [start, ...steps]) {
          const held = new Map(
            openTiles(size).map((id) => [`${id.level}/${id.index}`, tiles.get(`${id.level}/${id.index}`)!]),
          );
          const written = appendToTiles(
            size,
            all.slice(size, size + step),
            ({ level, index }) => held.get(`${level}/${index}`) ?? null,
          );
          for (const tile of written) tiles.set(`${tile.level}/${tile.index}`, tile.hashes);
          size += step;
        }
        const read = async (ids: readonly { level: number; index: number }[]) =>
          ids.map((id) => {
            const place = placeOf(id);
            return foldTile(tiles.get(`${place.level}/${place.index}`)!, place.offset, place.width);
          });
        const root = mth(all.slice(0, size));
        t.deepEqual(await rootOf(size, read), root);
        const index = size - 1 - (start % size);
        t.true(
          verifyInclusion(
            { leafIndex: index, size, leafHash: all[index]!, path: await inclusionProof(index, size, read) },
            root,
          ),
        );
      },
    ),
    { numRuns: 12 },
  );
  t.is(TILE_WIDTH, 256);
});

test.serial('an empty ledger has a head of the empty tree', async (t) => {
  const head = await seal();
  t.like(head, { size: 0, rootHash: createHash('sha256').digest('hex') });
  t.is(await seal(), null);
});

test.serial('every head is signed, every entry proved, and every head consistent with those before it', async (t) => {
  for (const count of [1, 6, 1, 260]) {
    await write(count);
    await seal();
  }
  const heads = await readHeadsAfter(db.pool, 0, 100);
  t.deepEqual(
    heads.map(({ size }) => size),
    [1, 7, 8, 268],
  );
  const last = await readHead(db.pool);
  t.true(heads.every((head) => verifyTreeHead(jwks([key]), head)));
  for (const seq of [1, 2, 7, 8, 9, 256, 257, 268]) {
    const proof = await proveInclusion(db.pool, seq, last.size);
    t.is(proof.leafIndex, seq - 1);
    t.true(
      verifyInclusion({ ...proof, leafHash: bytes(proof.leafHash), path: proof.path.map(bytes) }, bytes(last.rootHash)),
      `entry ${seq}`,
    );
  }
  for (const head of heads) {
    const { path } = await proveConsistency(db.pool, head.size, last.size);
    const roots = { firstRoot: bytes(head.rootHash), secondRoot: bytes(last.rootHash) };
    t.true(
      verifyConsistency({ first: head.size, second: last.size, ...roots, path: path.map(bytes) }),
      `from ${head.size}`,
    );
  }
});

test.serial('the root is what RFC 6962 makes of the leaves', async (t) => {
  const head = await readHead(db.pool);
  const leaves = await Promise.all(
    Array.from({ length: head.size }, async (_, i) => bytes((await proveInclusion(db.pool, i + 1)).leafHash)),
  );
  t.is(mth(leaves).toString('hex'), head.rootHash);
});

test.serial('what is not sealed, and sizes that are not there, are refused', async (t) => {
  const seq = (await write(1))[0]?.seq ?? 0;
  const code = async (work: Promise<unknown>) => (await t.throwsAsync(work, { instanceOf: AppError }))?.code;
  t.is(await code(proveInclusion(db.pool, seq)), 'NOT_SEALED');
  t.is(await code(proveInclusion(db.pool, 1, seq)), 'NOT_SEALED');
  t.is(await code(proveInclusion(db.pool, 5, 2)), 'INVALID_INPUT');
  t.is(await code(proveConsistency(db.pool, 1, seq)), 'NOT_SEALED');
  t.is(await code(proveConsistency(db.pool, 3, 2)), 'INVALID_INPUT');
});

test.serial('nodes that seal at the same time make one head', async (t) => {
  await write(3);
  const before = (await readHeadsAfter(db.pool, -1, 100)).length;
  const made = await Promise.all([seal(), seal(sealLedgerNow), seal(), seal(sealLedgerNow)]);
  t.is(made.filter((head) => head !== null).length, 1);
  t.is((await readHeadsAfter(db.pool, -1, 100)).length, before + 1);
});

test.serial('the database refuses to change a head', async (t) => {
  for (const statement of ['update ledger_head set size = 1000000', 'delete from ledger_head', 'truncate ledger_head'])
    await t.throwsAsync(db.pool.query(statement), { message: /append-only/ });
});

test.serial(
  'heads are appended to a file that can be published, each once, over a line that a crash cut short',
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'mohr-heads-'));
    t.teardown(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'published', 'heads.jsonl');
    const all = await readHeadsAfter(db.pool, -1, 100);
    t.is(await publishHeads(db.pool, file), all.length);
    t.is(await publishHeads(db.pool, file), 0);
    appendFileSync(file, '{"size":99');
    await write(1);
    await seal();
    t.is(await publishHeads(db.pool, file), 1);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    t.is(lines.length, all.length + 2);
    t.deepEqual(JSON.parse(lines.at(-1)!), await readHead(db.pool));
  },
);

test.serial(
  'a record is canonical JSON, whatever is in it, and its leaf can be computed from what opens it',
  async (t) => {
    const touchpoint = 'صندوق "۳"\t\\ \u0001\u007f\u2028 €';
    const input = {
      msisdn: newMsisdn(),
      organizationId,
      touchpoint,
      evidence: { text: 'فرم' },
      expiresAt: new Date('2030-01-01'),
    };
    const { seq } = await record(db, input);
    await seal();
    const opened = await openEntry(db.reader(), systemActor, seq);
    const parsed: Record<string, unknown> = JSON.parse(opened.record);
    t.is(
      JSON.stringify(Object.fromEntries(Object.entries(parsed).sort(([a], [b]) => (a < b ? -1 : 1)))),
      opened.record,
    );
    t.like(parsed, { seq, touchpoint, senderId: null, expiresAt: '2030-01-01T00:00:00.000Z', msisdn: input.msisdn });
    const leaf = createHash('sha256').update(
      Buffer.concat([Buffer.from([0]), bytes(opened.blind), Buffer.from(opened.record)]),
    );
    t.is(leaf.digest('hex'), (await proveInclusion(db.pool, seq)).leafHash);
  },
);
