import test from 'ava';
import { appendEntries, ledgerSeq, recordConsents } from '#src/consent/index.ts';
import { systemActor } from '#src/kernel/index.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { newMsisdn, newOrganization } from './world.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const entry = (organizationId: string) => ({
  msisdn: newMsisdn(),
  organizationId,
  senderId: null,
  channel: 'sms',
  purpose: 'promotional',
  action: 'opt_out' as const,
  source: 'api' as const,
  touchpoint: null,
  evidence: null,
  effectiveAt: new Date(),
  expiresAt: null,
  recordedBy: null,
});

test.serial('whoever sees a number sees all smaller ones, while many write and some roll back', async (t) => {
  const organizationId = await newOrganization(db);
  let writing = true;
  let committed = 0;
  const writer = async (seed: number) => {
    for (let i = 0; i < 60; i++) {
      const many = 1 + ((seed + i) % 4);
      const work = db.transact(async (tx) => {
        const appended = await appendEntries(
          tx,
          Array.from({ length: many }, () => entry(organizationId)),
          new Date(),
        );
        // Transactions end in another order than they began in.
        await new Promise((done) => setTimeout(done, (seed * 7 + i * 3) % 4));
        if ((seed + i) % 5 === 0) throw new Error('rolled back');
        return appended;
      });
      const written = await work.then((appended) => appended.length).catch(() => 0);
      committed += written;
    }
  };
  const together = async () => {
    for (let i = 0; i < 60; i++) {
      const requests = Array.from({ length: 1 + (i % 5) }, () => {
        const { recordedBy: _, senderId, touchpoint, evidence, expiresAt, ...input } = entry(organizationId);
        return { actor: systemActor, input, at: new Date(), keep: null };
      });
      const answers = await recordConsents(db.pool, requests);
      committed += answers.filter((answer) => 'seq' in answer).length;
    }
  };
  const gaps: string[] = [];
  let looks = 0;
  const reader = async () => {
    while (writing) {
      // What the counter says, what is there, and the largest number: three reads that must agree in any order.
      const said = await ledgerSeq(db.pool);
      const { rows } = await db.pool.query(
        'select count(*)::int as n, coalesce(max(seq), 0)::int as top from consent_entry',
      );
      if (rows[0].n !== rows[0].top) gaps.push(`${rows[0].n} entries up to ${rows[0].top}`);
      if (rows[0].top < said) gaps.push(`the counter said ${said}, entries end at ${rows[0].top}`);
      looks++;
    }
  };
  const readers = [reader(), reader()];
  await Promise.all([...[1, 2, 3, 4, 5, 6].map(writer), together(), together()]);
  writing = false;
  await Promise.all(readers);
  t.deepEqual(gaps, []);
  t.true(looks > 20);
  t.is(await ledgerSeq(db.pool), committed);
  t.log(`${committed} entries by 8 writers, ${looks} looks for gaps`);
});

test.serial('times of recording never go back along the ledger, whatever clocks say', async (t) => {
  const organizationId = await newOrganization(db);
  const write = (at: string) => db.transact((tx) => appendEntries(tx, [entry(organizationId)], new Date(at)));
  await write('2026-12-01T00:00:00Z');
  await write('2026-11-30T00:00:00Z');
  const { rows } = await db.pool.query('select recorded_at from consent_entry order by seq desc limit 2');
  t.deepEqual(rows[0].recorded_at, rows[1].recorded_at);
});
