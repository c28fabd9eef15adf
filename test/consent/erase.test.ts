import { createHash, generateKeyPairSync } from 'node:crypto';
import { Readable } from 'node:stream';
import test from 'ava';
import {
  claimImport,
  eraseSubject,
  listHistory,
  openEntry,
  proveInclusion,
  readHead,
  readStates,
  recordConsents,
  runConsentImport,
  sealLedgerNow,
  uploadConsents,
} from '#src/consent/index.ts';
import { AppError, systemActor } from '#src/kernel/index.ts';
import { signingKey, verifyInclusion } from '#src/signing/index.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { readFacts } from '#test/support/facts.ts';
import { newMsisdn, newOrganization, record } from './world.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const key = signingKey({ kty: 'OKP', crv: 'Ed25519', x: jwk.x!, d: jwk.d! });

async function seal(): Promise<void> {
  const client = await db.pool.connect();
  await client.query('begin');
  await sealLedgerNow(client, key, new Date());
  await client.query('commit');
  client.release();
}
const erase = (msisdn: string) => db.transact((tx) => eraseSubject(tx, systemActor, msisdn, new Date()));

/** Whether an entry is proved to be in the tree of the latest head. */
async function holds(seq: number): Promise<boolean> {
  const head = await readHead(db.pool);
  const proof = await proveInclusion(db.pool, seq, head.size);
  const bytes = (hex: string) => Buffer.from(hex, 'hex');
  return verifyInclusion(
    { ...proof, leafHash: bytes(proof.leafHash), path: proof.path.map(bytes) },
    bytes(head.rootHash),
  );
}

async function promotional(msisdn: string, organizationId: string, asOf = false): Promise<string | undefined> {
  const [row] = await readFacts(db.pool, [{ msisdn, organizationId, asOf }]);
  return row?.promotional;
}

/** Every table's text: nothing of an erased person may be in it. */
async function dump(): Promise<string> {
  const { rows } = await db.pool.query<{ table_name: string }>(
    `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  let text = '';
  for (const { table_name } of rows) {
    const found = await db.pool.query(`select t::text as line from "${table_name}" t`);
    text += found.rows.map(({ line }) => line).join('\n');
  }
  return text;
}

test.serial('erasing removes the person, keeps the proofs, and what was refused stays refused', async (t) => {
  const [msisdn, organizationId] = ['+989351112233', await newOrganization(db)];
  const opened = await record(db, { msisdn, organizationId, evidence: { text: 'secret words', ip: '203.0.113.77' } });
  const out = await record(db, { msisdn, organizationId, action: 'opt_out' });
  await seal();
  const before = await proveInclusion(db.pool, opened.seq);
  const erased = await erase('0935 111 2233');
  t.like(erased, { erasedEntries: 2, enforcedOptOuts: 1, seq: out.seq + 1 });
  await seal();
  for (const seq of [opened.seq, out.seq, erased.seq]) t.true(await holds(seq), `entry ${seq}`);
  t.is((await proveInclusion(db.pool, opened.seq)).leafHash, before.leafHash);
  const left = await dump();
  for (const trace of ['9351112233', 'secret words', '203.0.113.77']) t.false(left.includes(trace), trace);
  t.deepEqual(
    [await promotional(msisdn, organizationId), await promotional(msisdn, organizationId, true)],
    ['opted_out', 'opted_out'],
  );
  t.like(await readStates(db.reader(), systemActor, { msisdn, organizationId }, new Date()), {
    states: [{ state: 'opted_out' }],
  });
  t.deepEqual((await listHistory(db.reader(), systemActor, { msisdn }, { limit: 9 })).items, []);
  t.is((await t.throwsAsync(openEntry(db.reader(), systemActor, opened.seq), { instanceOf: AppError })).code, 'GONE');
});

test.serial('the erasure is an entry that anyone can open', async (t) => {
  const [msisdn, organizationId] = [newMsisdn(), await newOrganization(db)];
  await record(db, { msisdn, organizationId, action: 'opt_out' });
  await seal();
  const { seq } = await erase(msisdn);
  await seal();
  const { record: text, blind } = await openEntry(db.reader(), systemActor, seq);
  const data = Buffer.concat([Buffer.from([0]), Buffer.from(blind, 'hex'), Buffer.from(text)]);
  t.is(createHash('sha256').update(data).digest('hex'), (await proveInclusion(db.pool, seq)).leafHash);
  t.like(JSON.parse(text), { action: 'erase', msisdn: null, seq });
});

test.serial('after an erasure new evidence grants anew, and an opt-in without it does not', async (t) => {
  const [msisdn, organizationId] = [newMsisdn(), await newOrganization(db)];
  await record(db, { msisdn, organizationId, action: 'opt_out' });
  await seal();
  await erase(msisdn);
  await record(db, { msisdn, organizationId, purpose: 'vas' });
  t.is(await promotional(msisdn, organizationId), 'opted_out');
  await record(db, { msisdn, organizationId, evidence: { text: 'asked for it again' } });
  t.is(await promotional(msisdn, organizationId), 'opted_in');
  t.is(await promotional(msisdn, organizationId, true), 'opted_in');
  await seal();
  t.is((await erase(msisdn)).enforcedOptOuts, 0);
  t.is(await promotional(msisdn, organizationId), 'none');
});

test.serial(
  'evidence that the person had revoked grants nothing after the erasure, however it comes again',
  async (t) => {
    const [one, two, organizationId] = [newMsisdn(), newMsisdn(), await newOrganization(db)];
    const evidence = { text: 'the form of the customer club' };
    const optIn = { action: 'opt_in' as const, purpose: 'promotional', channel: 'sms', source: 'web_form' as const };
    for (const msisdn of [one, two]) {
      await record(db, { msisdn, organizationId, evidence });
      await record(db, { msisdn, organizationId, action: 'opt_out' });
    }
    await seal();
    await erase(one);
    await erase(two);
    await record(db, { msisdn: one, organizationId, evidence });
    const row = (msisdn: string) => `${msisdn},opt_in,promotional,${evidence.text}`;
    const body = ['msisdn,action,purpose,evidence', row(one), row(two)].join('\n');
    const upload = { format: 'csv' as const, organizationId, body: Readable.from([Buffer.from(body)]) };
    const id = await uploadConsents(db.pool, systemActor, upload, new Date());
    const claimed = await claimImport(db.pool, new Date());
    t.is(claimed?.id, id);
    if (claimed) await runConsentImport(db.pool, claimed, { now: () => new Date(), stopped: () => false });
    for (const msisdn of [one, two]) {
      const input = { ...optIn, msisdn, organizationId, evidence };
      const [answer] = await recordConsents(db.pool, [{ actor: systemActor, input, at: new Date(), keep: null }]);
      t.like(answer, { state: 'opted_out' });
      const { states } = await readStates(db.reader(), systemActor, { msisdn, organizationId }, new Date());
      t.deepEqual(
        [states[0]?.state, await promotional(msisdn, organizationId), await promotional(msisdn, organizationId, true)],
        ['opted_out', 'opted_out', 'opted_out'],
      );
    }
    await seal();
    await erase(one);
    await record(db, { msisdn: one, organizationId, evidence });
    t.is(await promotional(one, organizationId), 'opted_out', 'after a second erasure, too');
    await record(db, { msisdn: one, organizationId, evidence: { ...evidence, ip: '203.0.113.7' } });
    t.is(await promotional(one, organizationId), 'opted_in');
  },
);

test.serial('wording that others consented to stays with them', async (t) => {
  const [mine, theirs, organizationId] = [newMsisdn(), newMsisdn(), await newOrganization(db)];
  await record(db, { msisdn: mine, organizationId, evidence: { text: 'the same form' } });
  await record(db, { msisdn: theirs, organizationId, evidence: { text: 'the same form' } });
  await seal();
  await erase(mine);
  const { items } = await listHistory(db.reader(), systemActor, { msisdn: theirs }, { limit: 9 });
  t.like(items[0], { evidence: { text: 'the same form' } });
});

test.serial('someone whose entries are not sealed yet is not erased', async (t) => {
  const [msisdn, organizationId] = [newMsisdn(), await newOrganization(db)];
  await record(db, { msisdn, organizationId, action: 'opt_out' });
  t.is((await t.throwsAsync(erase(msisdn), { instanceOf: AppError })).code, 'NOT_SEALED');
});

test.serial('erasing someone unknown leaves an entry and nothing else', async (t) => {
  t.like(await erase('09121239876'), { erasedEntries: 0, enforcedOptOuts: 0 });
});
