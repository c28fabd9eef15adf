import test from 'ava';
import fc from 'fast-check';
import {
  appendEntries,
  type FoldEntry,
  foldAll,
  listHistory,
  readStates,
  recordConsent,
  recordConsents,
} from '#src/consent/index.ts';
import { AppError, systemActor } from '#src/kernel/index.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { newMsisdn, newOrganization, record } from './world.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const day = (date: string) => new Date(`${date}T00:00:00Z`);
const stateAt = async (msisdn: string, organizationId: string, asOf?: Date, knownAt?: Date) => {
  const answer = await readStates(db.reader(), systemActor, { msisdn, organizationId, asOf, knownAt }, new Date());
  return answer.states.find(({ purpose, senderId }) => purpose === 'promotional' && senderId === null)?.state;
};

test.serial('numbers start at one and have no gaps, even after a transaction that failed', async (t) => {
  const organizationId = await newOrganization(db);
  const first = await record(db, { msisdn: newMsisdn(), organizationId, action: 'opt_out' });
  const input = { msisdn: newMsisdn(), organizationId, channel: 'sms', purpose: 'vas', senderId: null };
  const failing = db.transact(async (tx) => {
    const entry = { ...input, action: 'opt_out', source: 'api', touchpoint: null, evidence: null } as const;
    await appendEntries(tx, [{ ...entry, effectiveAt: new Date(), expiresAt: null, recordedBy: null }], new Date());
    throw new Error('afterwards');
  });
  await t.throwsAsync(failing, { message: 'afterwards' });
  const second = await record(db, { msisdn: newMsisdn(), organizationId, action: 'opt_out' });
  t.is(second.seq, first.seq + 1);
});

test('a promotional opt-in without evidence is refused', async (t) => {
  const organizationId = await newOrganization(db);
  const error = await t.throwsAsync(record(db, { msisdn: newMsisdn(), organizationId }), { instanceOf: AppError });
  t.is(error.code, 'EVIDENCE_REQUIRED');
  const empty = record(db, { msisdn: newMsisdn(), organizationId, evidence: { text: '' } });
  t.is((await t.throwsAsync(empty, { instanceOf: AppError })).code, 'EVIDENCE_REQUIRED');
});

test('what is wrong with an entry is said all at once', async (t) => {
  const organizationId = await newOrganization(db);
  const future = new Date(Date.now() + 3_600_000);
  const bad = record(db, {
    msisdn: '02188776655',
    organizationId,
    action: 'opt_out',
    effectiveAt: future,
    expiresAt: day('2020-01-01'),
  });
  const error = await t.throwsAsync(bad, { instanceOf: AppError });
  t.deepEqual(
    error.details.faults?.map(({ path, code }) => `${path} ${code}`),
    ['msisdn mobile', 'effectiveAt future', 'expiresAt order', 'expiresAt opt_out'],
  );
});

test('state as of a time, and as it was known at a time, late entries included', async (t) => {
  const [msisdn, organizationId] = [newMsisdn(), await newOrganization(db)];
  await record(db, { msisdn, organizationId, evidence: { text: 'form' }, effectiveAt: day('2026-03-01') });
  await record(db, { msisdn, organizationId, action: 'opt_out', effectiveAt: day('2026-05-01') });
  const between = new Date();
  t.deepEqual(
    await Promise.all(['2026-01-01', '2026-04-01', '2026-06-01'].map((at) => stateAt(msisdn, organizationId, day(at)))),
    [undefined, 'opted_in', 'opted_out'],
  );
  t.is(await stateAt(msisdn, organizationId, undefined, day('2026-06-01')), undefined);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await record(db, { msisdn, organizationId, action: 'opt_out', effectiveAt: day('2026-03-15') });
  t.is(await stateAt(msisdn, organizationId, day('2026-04-01')), 'opted_out');
  t.is(await stateAt(msisdn, organizationId, day('2026-04-01'), between), 'opted_in');
});

test('the database itself refuses to change, delete or truncate an entry', async (t) => {
  await record(db, { msisdn: newMsisdn(), organizationId: await newOrganization(db), action: 'opt_out' });
  for (const statement of [
    `update consent_entry set action = 'opt_in'`,
    'delete from consent_entry',
    'truncate consent_entry',
    'truncate consent_entry cascade',
  ])
    await t.throwsAsync(db.pool.query(statement), { message: /append-only/ }, statement);
});

test('the history is newest first, in pages, with evidence', async (t) => {
  const [msisdn, organizationId] = [newMsisdn(), await newOrganization(db)];
  await record(db, {
    msisdn,
    organizationId,
    evidence: { text: 'form', url: 'https://shop.example' },
    touchpoint: 'checkout',
  });
  await record(db, { msisdn, organizationId, action: 'opt_out' });
  const first = await listHistory(db.reader(), systemActor, { msisdn }, { limit: 1 });
  t.like(first.items, [{ action: 'opt_out', evidence: null }]);
  const second = await listHistory(db.reader(), systemActor, { msisdn }, { limit: 1, cursor: first.nextCursor! });
  t.like(second.items[0], {
    action: 'opt_in',
    touchpoint: 'checkout',
    evidence: { text: 'form', url: 'https://shop.example' },
  });
  t.is(second.nextCursor, null);
});

test('an organization sees its own entries only', async (t) => {
  const [msisdn, mine, other] = [newMsisdn(), await newOrganization(db), await newOrganization(db)];
  await record(db, { msisdn, organizationId: mine, action: 'opt_out' });
  await record(db, { msisdn, organizationId: other, action: 'opt_out' });
  const actor = { id: null, name: 'shop', role: 'business' as const, organizationId: mine };
  const { items } = await listHistory(db.reader(), actor, { msisdn }, { limit: 50 });
  t.deepEqual(
    items.map((item) => item.organizationId),
    [mine],
  );
  const asked = readStates(db.reader(), actor, { msisdn, organizationId: other }, new Date());
  t.is((await t.throwsAsync(asked, { instanceOf: AppError })).code, 'NOT_FOUND');
});

const anyRow = fc.record({
  action: fc.constantFrom(
    'opt_in' as const,
    'opt_out' as const,
    'request' as const,
    'pause' as const,
    'resume' as const,
  ),
  purpose: fc.constantFrom('promotional', 'all', 'vas'),
  evidence: fc.constantFrom(null, 'a', 'b'),
  day: fc.integer({ min: 1, max: 9 }),
  lasts: fc.option(fc.integer({ min: 1, max: 4 })),
});

test('the database folds as the rules do, at once and entry by entry', async (t) => {
  const organizationId = await newOrganization(db);
  const at = new Date();
  const date = (n: number) => new Date(Date.UTC(2026, 0, n));
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 8 }), fc.boolean(), async (rows, together) => {
      const msisdn = newMsisdn();
      const entries = rows.map((row) => ({
        msisdn,
        organizationId,
        senderId: null,
        channel: 'sms',
        purpose: row.purpose,
        action: row.action,
        source: 'api' as const,
        touchpoint: null,
        evidence: row.action === 'opt_in' && row.evidence ? { text: row.evidence } : null,
        effectiveAt: date(row.day),
        expiresAt: row.action === 'opt_in' && row.lasts ? date(row.day + row.lasts) : null,
        recordedBy: null,
      }));
      for (const part of together ? [entries] : entries.map((entry) => [entry]))
        await db.transact((tx) => appendEntries(tx, part, at));
      const folded = foldAll(
        entries.map((entry, i): FoldEntry => {
          const { evidence, effectiveAt, expiresAt } = entry;
          return {
            ...entry,
            seq: i,
            evidence: evidence?.text ?? null,
            effectiveAt: effectiveAt.getTime(),
            expiresAt: expiresAt?.getTime() ?? null,
          };
        }),
        Number.MAX_SAFE_INTEGER,
      );
      const { rows: stored } = await db.pool.query(
        `select purpose, case when expires_at is not null then 'expired' else state end as state, paused, since from consent_state where msisdn = $1`,
        [msisdn],
      );
      const plain = (list: { purpose: string; state: string; paused: boolean; since: number | Date }[]) =>
        list.map((s) => `${s.purpose} ${s.state} ${s.paused} ${new Date(s.since).toISOString()}`).sort();
      t.deepEqual(plain(stored), plain(folded));
    }),
    { numRuns: 150 },
  );
});

test('consents that are recorded together are what they would be one after the other', async (t) => {
  const [organizationId, other] = [await newOrganization(db), await newOrganization(db)];
  const at = new Date();
  const anyInput = fc.record({
    person: fc.integer({ min: 0, max: 2 }),
    action: fc.constantFrom('opt_in' as const, 'opt_out' as const),
    purpose: fc.constantFrom('promotional', 'all', 'vas'),
    evidence: fc.constantFrom(undefined, 'a', 'b'),
    day: fc.integer({ min: 1, max: 9 }),
    foreign: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anyInput, { minLength: 1, maxLength: 9 }), async (wishes) => {
      const people = [[0, 1, 2].map(newMsisdn), [0, 1, 2].map(newMsisdn)] as const;
      const inputs = (side: 0 | 1) =>
        wishes.map(({ person, action, purpose, evidence, day: n, foreign }) => ({
          ...{ action, purpose, channel: 'sms', source: 'api' as const },
          msisdn: people[side][person] as string,
          organizationId: foreign ? other : organizationId,
          effectiveAt: new Date(Date.UTC(2026, 0, n)),
          ...(evidence && { evidence: { text: evidence } }),
        }));
      const actor = { id: null, name: 'shop', role: 'business' as const, organizationId };
      const code = (answer: unknown) => (answer instanceof AppError ? answer.code : 'ok');
      const together = await recordConsents(
        db.pool,
        inputs(0).map((input) => ({ actor, input, at, keep: null })),
      );
      const alone: unknown[] = [];
      for (const input of inputs(1))
        alone.push(await db.transact((tx) => recordConsent(tx, actor, input, at)).catch((error: unknown) => error));
      t.deepEqual(together.map(code), alone.map(code));
      const written = together.flatMap((answer) => ('seq' in answer ? [answer.seq] : []));
      t.deepEqual(
        written,
        written.map((_, i) => (written[0] ?? 0) + i),
        'in the order given, without gaps',
      );
      const left = async (side: 0 | 1) => {
        const { rows } = await db.pool.query(
          `select array_position($1, msisdn) as person, purpose, state, paused, since from consent_state
           where msisdn = any($1) order by 1, 2`,
          [people[side]],
        );
        return rows;
      };
      t.deepEqual(await left(0), await left(1));
      const last = together.at(-1);
      const after = alone.at(-1) as { state?: string };
      if (last && 'seq' in last) t.is(String(last.state), String(after.state));
    }),
    { numRuns: 40 },
  );
  const { rows } = await db.pool.query(
    `select count(*)::int as entries, (select count(*)::int from audit_event where action = 'consent.record') as audited,
       (select count(*)::int from outbox where payload ->> 'type' like 'consent.opted%' and payload ->> 'source' = 'api') as told
     from consent_entry where source = 'api' and organization_id = $1 and action like 'opt%'
       and recorded_at >= $2 and touchpoint is null`,
    [organizationId, at],
  );
  t.true(rows[0].entries > 0 && rows[0].audited >= rows[0].entries && rows[0].told >= rows[0].entries);
});

test('one that the database refuses fails alone', async (t) => {
  const organizationId = await newOrganization(db);
  const wish = (touchpoint: string) => ({
    actor: systemActor,
    input: {
      ...{ organizationId, action: 'opt_out' as const, purpose: 'vas', channel: 'sms', source: 'api' as const },
      msisdn: newMsisdn(),
      touchpoint,
    },
    at: new Date(),
    keep: null,
  });
  // No text of PostgreSQL holds a zero byte.
  const answers = await recordConsents(db.pool, [wish('one'), wish('a\0b'), wish('three')]);
  t.deepEqual(
    answers.map((answer) => 'seq' in answer),
    [true, false, true],
  );
});
