import { randomUUID } from 'node:crypto';
import test from 'ava';
import {
  currentState,
  decideReview,
  eraseSubject,
  listHistory,
  listReviews,
  type MoContext,
  receiveMo,
  type Scope,
} from '#src/consent/index.ts';
import { AppError, systemActor } from '#src/kernel/index.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { newMsisdn, newOrganization, record } from './world.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const rules: MoContext['rules'] = {
  keywords: [
    { action: 'opt_out', language: 'fa', words: ['11', 'لغو11', 'خاموش'] },
    { action: 'opt_out', language: 'en', words: ['off', 'stop'] },
    { action: 'opt_in', language: 'fa', words: ['12', 'عضویت'] },
    { action: 'help', language: 'en', words: ['help'] },
  ],
  scope: 'sender',
  acknowledgements: {
    opt_out: { fa: 'لغو شد', en: 'Stopped' },
    opt_in: { fa: 'فعال شد', en: 'Started' },
    help: { fa: 'راهنما', en: 'Help' },
  },
};

async function line(change: Partial<MoContext['rules']> = {}) {
  const organizationId = await newOrganization(db);
  const sender = { id: randomUUID(), organizationId, optOutKeyword: null as string | null };
  const context: MoContext = { sender, rules: { ...rules, ...change } };
  const msisdn = newMsisdn();
  const say = (text: string, at = new Date(), more: { receivedAt?: Date; externalId?: string } = {}) =>
    db.transact((tx) => receiveMo(tx, { from: msisdn, to: '+982142750000', text, ...more }, context, at));
  const state = (scope: Partial<Scope> = {}) =>
    currentState(
      db.reader(),
      { msisdn, organizationId, channel: 'sms', purpose: 'all', senderId: sender.id, ...scope },
      new Date(),
    );
  const acknowledgements = async () => {
    const { rows } = await db.pool.query(
      `select count(*)::int as n from outbox o join mo_message m on m.id::text = o.payload->>'moId' where m.msisdn = $1 and o.kind = 'consent.acknowledge'`,
      [msisdn],
    );
    return rows[0].n as number;
  };
  const history = async () => (await listHistory(db.reader(), systemActor, { msisdn }, { limit: 50 })).items;
  return { organizationId, sender, context, msisdn, say, state, acknowledgements, history };
}

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

test('11 opts out of everything of that sender and is acknowledged once; 12 lifts it', async (t) => {
  const { say, state, acknowledgements, history, sender } = await line();
  t.like(await say('«۱۱»'), { effect: 'opt_out' });
  t.is(await state(), 'opted_out');
  t.is(await acknowledgements(), 1);
  const [entry] = await history();
  t.like(entry, { purpose: 'all', senderId: sender.id, source: 'mo_sms', evidence: { text: '«۱۱»' } });
  t.like(await say('۱۲', later(1)), { effect: 'opt_in' });
  t.is(await state(), 'opted_in');
  t.is(await acknowledgements(), 2);
});

test('a message that the SMSC delivers again acts once and answers the same', async (t) => {
  const { say, history, acknowledgements } = await line();
  const first = await say('11');
  t.deepEqual(await say('11', later(2)), first);
  t.is((await history()).length, 1);
  t.is(await acknowledgements(), 1);
});

test('two deliveries of one message at the same time act once', async (t) => {
  const { say, history } = await line();
  const answers = await Promise.all([say('11'), say('11'), say('11')]);
  t.is(new Set(answers.map(({ id }) => id)).size, 1);
  t.is((await history()).length, 1);
});

test('the same words again after an opt-in are no repetition', async (t) => {
  const { say, state, history } = await line();
  await say('11');
  await say('12', later(1));
  t.like(await say('11', later(2)), { effect: 'opt_out' });
  t.is(await state(), 'opted_out');
  t.is((await history()).length, 3);
});

test('the same id of the SMSC is the same message whatever the time', async (t) => {
  const { say, history } = await line();
  const externalId = randomUUID();
  const first = await say('11', new Date(), { externalId });
  t.deepEqual(await say('11', later(600), { externalId }), first);
  t.is((await history()).length, 1);
});

test('repeating an opt-out much later is recorded but not acknowledged again', async (t) => {
  const { say, history, acknowledgements } = await line();
  await say('11', later(-60));
  await say('11');
  t.is((await history()).length, 2);
  t.is(await acknowledgements(), 1);
});

test('who was erased and opts out again is not told a second time, and may join again', async (t) => {
  const { msisdn, say, state, acknowledgements } = await line();
  await say('11', later(-60));
  await db.pool.query(
    `insert into ledger_head (size, root_hash, at, key_id, signature) select last, '', now(), '', '' from ledger_counter`,
  );
  await db.transact((tx) => eraseSubject(tx, systemActor, msisdn, new Date()));
  await say('11', later(-20));
  t.deepEqual([await state(), await acknowledgements()], ['opted_out', 0]);
  await say('12');
  t.deepEqual([await state(), await acknowledgements()], ['opted_in', 1]);
});

test('an opt-out takes effect when it was received', async (t) => {
  const { say, history } = await line();
  await say('11', new Date(), { receivedAt: new Date('2026-11-01T08:00:00Z') });
  t.is((await history())[0]?.effectiveAt.toISOString(), '2026-11-01T08:00:00.000Z');
});

test('a message that was received before there were any is refused, not put before every opt-in', async (t) => {
  const { say, history } = await line();
  const broken = say('11', new Date(), { receivedAt: new Date(0) });
  t.is((await t.throwsAsync(broken, { instanceOf: AppError })).code, 'INVALID_INPUT');
  t.deepEqual(await history(), []);
});

test('a pack may give a keyword the scope of the whole organization', async (t) => {
  const { say, state } = await line({ scope: 'organization' });
  await say('STOP');
  t.is(await state({ senderId: null }), 'opted_out');
  t.is(await state({ senderId: randomUUID() }), 'opted_out');
});

test('a sender may have a keyword of its own', async (t) => {
  const { say, context, state } = await line();
  context.sender!.optOutKeyword = 'لغو باشگاه';
  t.like(await say('لغو باشگاه'), { effect: 'opt_out' });
  t.is(await state(), 'opted_out');
});

test('words that say clearly that no more is wanted opt out', async (t) => {
  const { say, state, acknowledgements } = await line();
  t.like(await say('لطفا دیگه به من پیام ندید'), { effect: 'opt_out' });
  t.is(await state(), 'opted_out');
  t.is(await acknowledgements(), 1);
});

test('words that may say so pause promotion and wait for a person, who decides once', async (t) => {
  const { say, state, acknowledgements, msisdn, organizationId } = await line();
  await record(db, { msisdn, organizationId, evidence: { text: 'form' } });
  t.like(await say('چرا پیام میدید'), { effect: 'unclear' });
  t.is(await acknowledgements(), 0);
  const paused = async () => {
    const { rows } = await db.pool.query('select bool_or(paused) as paused from consent_state where msisdn = $1', [
      msisdn,
    ]);
    return rows[0].paused as boolean;
  };
  t.true(await paused());
  t.is(await state({ purpose: 'promotional', senderId: null }), 'opted_in');
  const actor = { id: null, name: 'shop', role: 'business' as const, organizationId };
  const [review] = (await listReviews(db.reader(), actor, { limit: 10 })).items;
  const decide = (decision: 'revoke' | 'keep') =>
    db.transact((tx) => decideReview(tx, actor, review!.id, decision, new Date()));
  t.like(await decide('keep'), { status: 'kept' });
  t.false(await paused());
  t.is((await t.throwsAsync(decide('revoke'), { instanceOf: AppError })).code, 'INVALID_TRANSITION');
});

test('a person who takes the words for a revocation opts the recipient out', async (t) => {
  const { say, state, organizationId } = await line();
  await say('چرا پیام میدید');
  const actor = { id: null, name: 'shop', role: 'business' as const, organizationId };
  const [review] = (await listReviews(db.reader(), actor, { limit: 10 })).items;
  await db.transact((tx) => decideReview(tx, actor, review!.id, 'revoke', new Date()));
  t.is(await state(), 'opted_out');
});

test('help is answered once an hour; other words do nothing', async (t) => {
  const { say, acknowledgements, history } = await line();
  t.like(await say('HELP', later(-30)), { effect: 'help' });
  t.like(await say('help'), { effect: 'help' });
  t.like(await say('سلام'), { effect: 'none' });
  t.is(await acknowledgements(), 1);
  t.is((await history()).length, 0);
});

test('a message to nobody’s line has no effect, one from no mobile number is refused', async (t) => {
  const { context, msisdn } = await line();
  const nobody = { ...context, sender: null };
  const message = { from: msisdn, to: '123', text: '11' };
  t.like(await db.transact((tx) => receiveMo(tx, message, nobody, new Date())), { effect: 'none' });
  const bad = db.transact((tx) => receiveMo(tx, { ...message, from: 'NEMOONEH' }, context, new Date()));
  t.is((await t.throwsAsync(bad, { instanceOf: AppError })).code, 'INVALID_INPUT');
});
