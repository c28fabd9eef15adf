import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import test from 'ava';
import fc from 'fast-check';
import {
  appendEntries,
  applyBlocklist,
  effectiveState,
  type FoldEntry,
  foldAll,
  ledgerSeq,
  stageNumbers,
} from '#src/consent/index.ts';
import { blankRow } from '#src/gate/fact-row.ts';
import { systemActor } from '#src/kernel/index.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { type Asked, readFacts } from '#test/support/facts.ts';
import { newMsisdn, newOrganization, record } from './world.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const facts = (questions: readonly Asked[]) => readFacts(db.pool, questions);

test('of a recipient about whom nothing is recorded nothing is known, one row each', async (t) => {
  const organizationId = await newOrganization(db);
  const asked = [newMsisdn(), newMsisdn()].map((msisdn) => ({ msisdn, organizationId }));
  t.deepEqual(await facts(asked), [blankRow, blankRow]);
});

test('an opt-out of a sender is seen for that sender and for no other sender or organization', async (t) => {
  const [organizationId, other] = [await newOrganization(db), await newOrganization(db)];
  const [msisdn, sender, sibling] = [newMsisdn(), randomUUID(), randomUUID()];
  await db.transact((tx) =>
    appendEntries(
      tx,
      [entry({ msisdn, organizationId, senderId: sender, purpose: 'all', action: 'opt_out' })],
      new Date(),
    ),
  );
  const [mine, theirs, elsewhere] = await facts([
    { msisdn, organizationId, senderId: sender },
    { msisdn, organizationId, senderId: sibling },
    { msisdn, organizationId: other, senderId: sender },
  ]);
  t.like(mine, { senderOptOut: true, organizationOptOut: false, promotional: 'opted_out' });
  t.like(theirs, { senderOptOut: false, promotional: 'none' });
  t.like(elsewhere, { senderOptOut: false, promotional: 'none' });
});

test('consent that has expired reads as expired without anything being written', async (t) => {
  const [organizationId, msisdn] = [await newOrganization(db), newMsisdn()];
  const [effectiveAt, expiresAt] = [new Date('2025-01-01'), new Date('2026-01-01')];
  await record(db, { msisdn, organizationId, evidence: { text: 'form' }, effectiveAt, expiresAt });
  const asked = [
    { msisdn, organizationId },
    { msisdn, organizationId, at: new Date('2025-06-01'), asOf: true },
    { msisdn, organizationId, at: new Date('2024-06-01'), asOf: true },
  ];
  t.deepEqual(
    (await facts(asked)).map((row) => row.promotional),
    ['expired', 'opted_in', 'none'],
  );
});

test('the number cited is that of the last committed entry', async (t) => {
  const [organizationId, msisdn] = [await newOrganization(db), newMsisdn()];
  const { seq } = await record(db, { msisdn, organizationId, action: 'opt_out' });
  t.true((await ledgerSeq(db.pool)) >= seq);
});

const senders = [randomUUID(), randomUUID()];
const anyRow = fc.record({
  action: fc.constantFrom(
    'opt_in' as const,
    'opt_out' as const,
    'request' as const,
    'pause' as const,
    'resume' as const,
  ),
  purpose: fc.constantFrom('promotional', 'all', 'vas', 'reminder'),
  sender: fc.constantFrom(null, 0, 1),
  evidence: fc.constantFrom(null, 'a', 'b'),
  day: fc.integer({ min: 1, max: 9 }),
  lasts: fc.option(fc.integer({ min: 1, max: 4 })),
});

test('current and past facts are what the rules make of the history', async (t) => {
  const organizationId = await newOrganization(db);
  const date = (n: number) => new Date(Date.UTC(2026, 0, n));
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { maxLength: 8 }), async (rows) => {
      const msisdn = newMsisdn();
      const entries = rows.map((row) =>
        entry({
          msisdn,
          organizationId,
          senderId: row.sender === null ? null : senders[row.sender]!,
          purpose: row.purpose,
          action: row.action,
          evidence: row.action === 'opt_in' && row.evidence ? { text: row.evidence } : null,
          effectiveAt: date(row.day),
          expiresAt: row.action === 'opt_in' && row.lasts ? date(row.day + row.lasts) : null,
        }),
      );
      if (entries.length > 0) await db.transact((tx) => appendEntries(tx, entries, new Date()));
      const history = entries.map((e, seq): FoldEntry => {
        const { evidence, effectiveAt, expiresAt } = e;
        return {
          ...e,
          seq,
          evidence: evidence?.text ?? null,
          effectiveAt: effectiveAt.getTime(),
          expiresAt: expiresAt?.getTime() ?? null,
        };
      });
      const days = [1, 3, 5, 7, 9, 15];
      const asked: Asked[] = days.map((n) => ({
        msisdn,
        organizationId,
        senderId: senders[0]!,
        at: date(n),
        asOf: true,
      }));
      const answers = await facts([...asked, { msisdn, organizationId, senderId: senders[0]!, at: date(99) }]);
      for (const [i, n] of [...days, 99].entries()) {
        const states = foldAll(history, date(n).getTime());
        const at = (purpose: string) => effectiveState(states, { channel: 'sms', purpose, senderId: senders[0]! });
        const out = (s: { state: string; purpose: string }) => s.state === 'opted_out' && s.purpose === 'all';
        t.like(answers[i], {
          promotional: at('promotional'),
          vas: at('vas'),
          senderOptOut: states.some((s) => out(s) && s.senderId === senders[0]),
          organizationOptOut: states.some((s) => out(s) && s.senderId === null),
          unclear: states.some((s) => s.paused && s.senderId !== senders[1]),
        });
        t.is(
          answers[i]?.optOutPurposes.includes('reminder'),
          states.some((s) => s.state === 'opted_out' && s.purpose === 'reminder' && s.senderId !== senders[1]),
        );
      }
    }),
    { numRuns: 150 },
  );
});

const entry = (
  given: Partial<Parameters<typeof appendEntries>[1][number]> & { msisdn: string; organizationId: string },
) => ({
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
  ...given,
});

/** Stages numbers and makes them a list, as a request does. */
async function load(name: string, mode: 'replace' | 'add', numbers: readonly string[]) {
  const importId = randomUUID();
  const staged = await stageNumbers(db.pool, importId, Readable.from([Buffer.from(`msisdn\n${numbers.join('\n')}\n`)]));
  return db.transact((tx) => applyBlocklist(tx, systemActor, { importId, name, mode, staged }, new Date()));
}

const listsOf = async (numbers: readonly string[]) =>
  (await facts(numbers.map((msisdn) => ({ msisdn, organizationId: randomUUID() })))).map((row) => row.blockLists);

test('a block list holds the numbers that it was given and no others, however they came', async (t) => {
  // Around a border of pages, where a number off by one would show.
  const all = Array.from({ length: 12 }, (_, i) => `+${989_350_000_000 - (989_350_000_000 % 2048) - 6 + i}`);
  const numbers = fc.uniqueArray(fc.constantFrom(...all), { maxLength: all.length });
  const step = fc.record({
    name: fc.constantFrom('x-national', 'y'),
    mode: fc.constantFrom('replace', 'add'),
    numbers,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      const model = new Map<string, Set<string>>([
        ['x-national', new Set()],
        ['y', new Set()],
      ]);
      for (const name of model.keys()) await load(name, 'replace', []);
      for (const { name, mode, numbers: given } of steps) {
        const before = model.get(name) ?? new Set<string>();
        const after = new Set(mode === 'add' ? [...before, ...given] : given);
        model.set(name, after);
        t.like(await load(name, mode as 'replace' | 'add', given), {
          entries: after.size,
          added: after.difference(before).size,
          removed: before.difference(after).size,
        });
      }
      const expected = all.map((number) => [...model].filter(([, held]) => held.has(number)).map(([name]) => name));
      t.deepEqual(await listsOf(all), expected);
    }),
    { numRuns: 25 },
  );
});

test('who asks while a list is replaced sees the old one or the new one', async (t) => {
  const half = (from: number) => Array.from({ length: 3000 }, (_, i) => `+98990${1_000_000 + from + i * 700}`);
  const [one, two] = [half(0), half(350)];
  await load('swapped', 'replace', one);
  const sample = [one[0], one[1500], one[2999], two[0], two[1500], two[2999]] as string[];
  let over = false;
  const replacing = (async () => {
    for (let i = 0; i < 4; i++) await load('swapped', 'replace', i % 2 === 0 ? two : one);
  })().finally(() => {
    over = true;
  });
  const seen = new Set<string>();
  while (!over) seen.add((await listsOf(sample)).map((lists) => (lists.includes('swapped') ? '1' : '0')).join(''));
  await replacing;
  t.deepEqual(
    [...seen].filter((pattern) => !['111000', '000111'].includes(pattern)),
    [],
  );
  t.true(seen.size >= 1);
});
