import { randomUUID } from 'node:crypto';
import test from 'ava';
import { fixedClock } from '#src/kernel/index.ts';
import { sweepSenders } from '#src/workers/sender-sweep.ts';
import { startApp, type TestApp } from '#test/support/app.ts';
import { type Business, lineInput, makeBusiness, makeSender, proveLine } from './world.ts';

const start = '2026-11-22T08:00:00Z';
const clock = fixedClock(start);
let app: TestApp;
let shop: Business;

test.before(async () => {
  app = await startApp({}, { clock, part: 'api' });
});
test.after.always(() => app?.stop());
test.beforeEach(async () => {
  clock.set(start);
  shop = await makeBusiness(app);
});

const day = (days: number) => clock.set(Temporal.Instant.from(start).add({ hours: 24 * days }));
/** Two nodes at once, each time. */
const sweep = async () => {
  const [one, two] = await Promise.all([sweepSenders(app.house), sweepSenders(app.house)]);
  return one + two;
};
const read = async (id: string) => (await shop.client.get(`/v1/senders/${id}`)).body;
const eventsOf = async (id: string, type: string) =>
  (
    await app.db.pool.query(
      `select payload->'days' as days from outbox where payload->>'senderId' = $1 and payload->>'type' = $2 order by id`,
      [id, type],
    )
  ).rows.map((row) => row.days);
/** A decision of the gate about the sender, that many days after the start; `first` gives it the first id of its instant. */
const use = async (id: string, on: number, { first = false } = {}) => {
  const at = new Date(Date.parse(start) + on * 86_400_000);
  const tail = first ? '0000-000000000000' : randomUUID().slice(19);
  await app.db.pool.query(`select ensure_partitions('decision', $1, 0)`, [at]);
  await app.db.pool.query(
    `insert into decision (id, organization_id, sender_id, outcome, category, text_sha256, pack, ledger_seq, body)
     values (overlay(uuid_floor($1)::text placing $4 from 20)::uuid, $2, $3, 'allow', 'otp', '', 'ir', 0, '{}')`,
    [at, shop.id, id, tail],
  );
};

test.serial(
  'an approval is reminded of 60, 30, 7 and 1 days before it lapses, once each, and then expires',
  async (t) => {
    const { id } = await makeSender(app, shop, 'active');
    for (const at of [200, 304, 305, 306, 334, 335, 358, 360, 364]) {
      await use(id, at);
      day(at);
      await sweep();
    }
    t.deepEqual(await eventsOf(id, 'sender.expiring'), [60, 30, 7, 1]);
    t.is((await read(id)).status, 'active');
    day(365);
    await sweep();
    t.is((await read(id)).status, 'expired');
    await sweep();
    t.is((await eventsOf(id, 'sender.expired')).length, 1);
  },
);

test.serial('reminders that were missed are not caught up with: the nearest is told', async (t) => {
  const { id } = await makeSender(app, shop, 'active');
  await use(id, 360);
  day(360);
  await sweep();
  t.deepEqual(await eventsOf(id, 'sender.expiring'), [7]);
});

test.serial('a renewed approval is reminded of again in its turn', async (t) => {
  const { id } = await makeSender(app, shop, 'active');
  await use(id, 310);
  day(310);
  await sweep();
  await shop.client.post(`/v1/senders/${id}/renew`);
  await shop.client.post(`/v1/senders/${id}/submit`);
  await app.admin.post(`/v1/senders/${id}/claim`);
  await app.admin.post(`/v1/senders/${id}/review`, { decision: 'approve' });
  await use(id, 620);
  day(620);
  await sweep();
  t.deepEqual(await eventsOf(id, 'sender.expiring'), [60, 60]);
  t.is((await read(id)).status, 'active');
});

test.serial(
  'a sender that carries nothing for the period of the pack is suspended, and its owner takes it up again',
  async (t) => {
    const { id } = await makeSender(app, shop, 'active');
    await use(id, 20, { first: true });
    day(200);
    await sweep();
    t.is((await read(id)).status, 'active');
    day(201);
    await sweep();
    t.like(await read(id), { status: 'suspended', suspendedFor: 'dormancy' });
    const stranger = await makeBusiness(app);
    t.is((await stranger.client.post(`/v1/senders/${id}/reinstate`)).status, 404);
    t.like((await shop.client.post(`/v1/senders/${id}/reinstate`)).body, { status: 'active', suspendedFor: null });
    t.is(await sweep(), 0, 'the count begins anew');
  },
);

test.serial('what a reviewer suspended its owner does not take up', async (t) => {
  const { id } = await makeSender(app, shop, 'active');
  await app.admin.post(`/v1/senders/${id}/suspend`, { reason: 'r' });
  t.is((await shop.client.post(`/v1/senders/${id}/reinstate`)).status, 403);
  t.is((await app.admin.post(`/v1/senders/${id}/reinstate`)).body.status, 'active');
});

test.serial('a fixed line whose proof lapsed stops until it is proved again', async (t) => {
  const line = lineInput(shop, { kind: 'fixed_line', address: '02177665544', lineClass: 'service' });
  const { id } = await makeSender(app, shop, 'active', line);
  await app.db.pool.query(`update sender set expires_at = expires_at + interval '2 years' where id = $1`, [id]);
  await use(id, 340);
  day(340);
  await sweep();
  t.deepEqual(await eventsOf(id, 'sender.ownership_expiring'), [30]);
  day(365);
  await sweep();
  t.like(await read(id), { status: 'suspended', suspendedFor: 'ownership' });
  t.is((await shop.client.post(`/v1/senders/${id}/reinstate`)).status, 403);
  await proveLine(app, shop, id);
  t.like(await read(id), { status: 'active', suspendedFor: null });
});

test.serial('a paper that lapses is told of before', async (t) => {
  const { id } = await makeSender(app, shop, 'active');
  await app.db.pool.query(`update document set expires_at = $2 where sender_id = $1 and type = 'operator_form'`, [
    id,
    new Date(Date.parse(start) + 40 * 86_400_000),
  ]);
  for (const at of [0, 10, 33, 39, 41]) {
    day(at);
    await sweep();
  }
  t.deepEqual(await eventsOf(id, 'sender.document_expiring'), [60, 30, 7, 1]);
});

test.serial('a draft that nobody goes on with gives its address back', async (t) => {
  const { id, address } = await makeSender(app, shop, 'draft');
  day(89);
  await sweep();
  t.is((await read(id)).status, 'draft');
  day(91);
  await sweep();
  t.is((await read(id)).status, 'withdrawn');
  t.is((await shop.client.post('/v1/senders', lineInput(shop, { address }))).status, 201);
});

test.serial('operators that take longer than usual are listed as overdue', async (t) => {
  const { id } = await makeSender(app, shop, 'approved');
  const overdue = async () =>
    (await shop.client.get('/v1/provisioning?overdue=true')).body.items
      .map((it: { operator: string }) => it.operator)
      .sort();
  t.deepEqual(await overdue(), []);
  day(15);
  t.deepEqual(await overdue(), ['irancell', 'rightel', 'shatel']);
  day(40);
  t.deepEqual(await overdue(), ['irancell', 'mci', 'rightel', 'shatel']);
  await app.admin.put(`/v1/senders/${id}/operators/rightel`, { status: 'rejected', note: 'no' });
  t.deepEqual(await overdue(), ['irancell', 'mci', 'shatel']);
  const state = (await read(id)).operators.find((it: { operator: string }) => it.operator === 'irancell');
  t.like(state, { ageDays: 40, overdue: true, usualDays: { min: 1, max: 14 } });
});
