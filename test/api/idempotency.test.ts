import { randomUUID } from 'node:crypto';
import test from 'ava';
import { type Business, form, makeBusiness, makeSender, pdf } from '#test/senders/world.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

let app: TestApp;
let shop: Business;
test.before(async () => {
  app = await startApp();
  shop = await makeBusiness(app);
});
test.after.always(() => app?.stop());

type Body = Parameters<TestClient['post']>[1];
const csv = { 'content-type': 'text/csv' };

/** Posts one body, the same again, and another, under one key. */
async function thrice(client: TestClient, path: string, [same, again, other]: [Body, Body, Body], headers = {}) {
  const withKey = { ...headers, 'idempotency-key': randomUUID() };
  const first = await client.post(path, same, withKey);
  const second = await client.post(path, again, withKey);
  const third = await client.post(path, other, withKey);
  return { first, second, third, replayed: second.headers.get('idempotent-replayed') };
}
const rows = (n: number) => `msisdn,action,purpose\n${'09123334455,opt_out,promotional\n'.repeat(n)}`;

test('an upload under the same key is taken once, and another one under it is refused', async (t) => {
  const { first, second, third, replayed } = await thrice(
    shop.client,
    `/v1/consents/import?organizationId=${shop.id}`,
    [rows(50_000), rows(50_000), rows(50_001)],
    csv,
  );
  t.deepEqual([first.status, second.status, third.status], [202, 202, 422]);
  t.deepEqual([second.body, replayed, third.body.code], [first.body, 'true', 'IDEMPOTENCY_MISMATCH']);
  const { rows: imports } = await app.db.pool.query('select count(*)::int as n from import where bytes > 100000');
  t.is(imports[0].n, 1);
});

test('numbers under the same key are added to a block list once', async (t) => {
  const lists: [string, string, string] = ['msisdn\n09121112233\n', 'msisdn\n09121112233\n', 'msisdn\n09121112244\n'];
  const { first, second, third } = await thrice(app.admin, '/v1/blocklists/shop-own/entries', lists, csv);
  t.like(first.body, { added: 1, entries: 1 });
  t.deepEqual([second.body, third.body.code], [first.body, 'IDEMPOTENCY_MISMATCH']);
});

test('a paper under the same key is filed once, whatever the boundaries of its forms', async (t) => {
  const { id } = await makeSender(app, shop, 'draft');
  const [same, other] = [pdf(), pdf()];
  const forms: [Body, Body, Body] = [form('undertaking', same), form('undertaking', same), form('undertaking', other)];
  const { first, second, third } = await thrice(shop.client, `/v1/senders/${id}/documents`, forms);
  t.is(first.status, 201);
  t.deepEqual([second.body, third.body.code], [first.body, 'IDEMPOTENCY_MISMATCH']);
  t.is((await shop.client.get(`/v1/senders/${id}/documents`)).body.items.length, 1);
});

test('a key is free again after an upload that was refused', async (t) => {
  const path = `/v1/consents/import?organizationId=${shop.id}`;
  const headers = { ...csv, 'idempotency-key': randomUUID() };
  t.is((await shop.client.post(path, 'phone\n1\n', headers)).status, 422);
  t.is((await shop.client.post(path, rows(1), headers)).status, 202);
});
