import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { seedDemo } from '#src/demo/index.ts';
import { verifyWebhook, type WebhookHeaders } from '#src/signing/index.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';
import { startReceiver } from '#test/support/receiver.ts';

let app: TestApp;
let gateway: TestClient;
let shop: TestClient;
test.before(async () => {
  app = await startApp({ WEBHOOK_ALLOW_PRIVATE: '1' });
  const keys = await seedDemo(app.house, new Date());
  gateway = app.client(keys?.gateway);
  shop = app.client(keys?.business);
});
test.after.always(() => app?.stop());

let codes = 1000;
const otp = (extra: object = {}) => ({
  sender: '021-42750000',
  to: '09121234567',
  category: 'otp',
  text: `کد تایید شما: ${codes++}`,
  ...extra,
});

const isSigned = (secret: string, { headers, body }: { headers: object; body: string }) =>
  verifyWebhook(secret, headers as WebhookHeaders, body, Math.floor(Date.now() / 1000));

test.serial(
  'an endpoint is told of its organization’s messages, signed with its secret; a new secret signs beside the old',
  async (t) => {
    const receiver = await startReceiver();
    t.teardown(() => receiver.stop());
    const organizationId = (await shop.get('/v1/organizations')).body.items[0].id;
    const input = { url: receiver.url, events: ['message.delivered'], organizationId, allowPrivate: true };
    const made = await app.admin.post('/v1/webhooks', input);
    t.is(made.status, 201);
    t.regex(made.body.secret, /^whsec_/);
    const { id } = (await gateway.post('/v1/messages', otp())).body;
    const [first] = await receiver.until(1);
    t.like(first?.json, { type: 'message.delivered', data: { id, status: 'delivered' } });
    t.true(first && isSigned(made.body.secret, first));
    t.is((await shop.get(`/v1/webhooks/${made.body.id}`)).body.secret, undefined);

    const rotated = await shop.post(`/v1/webhooks/${made.body.id}/secret`);
    t.not(rotated.body.secret, made.body.secret);
    let last = first;
    for (let i = 2; i < 8 && last && !isSigned(rotated.body.secret, last); i++) {
      await gateway.post('/v1/messages', otp());
      last = (await receiver.until(i)).at(-1);
    }
    t.true(last && isSigned(made.body.secret, last) && isSigned(rotated.body.secret, last));

    await new Promise((next) => setTimeout(next, 100));
    const owed = (await shop.get(`/v1/webhooks/${made.body.id}/deliveries`)).body.items;
    t.like(owed.at(-1), { type: 'message.delivered', status: 'delivered', tries: 1, lastStatus: 200 });
    t.is((await shop.post(`/v1/webhooks/${made.body.id}/test`)).status, 202);
    const tried = (await receiver.until(receiver.arrived.length + 1)).at(-1);
    t.is(tried?.json.type, 'webhook.test');
    t.true(tried && isSigned(rotated.body.secret, tried));
    const before = receiver.arrived.length;
    const replay = `/v1/webhooks/${made.body.id}/deliveries/${owed.at(-1).id}/replay`;
    t.like(await shop.post(replay), { status: 202, body: { replayed: 1 } });
    t.is((await receiver.until(before + 1)).at(-1)?.headers['webhook-id'], owed.at(-1).id);
    t.is((await shop.call('DELETE', `/v1/webhooks/${made.body.id}`)).status, 204);
    t.is((await shop.get(`/v1/webhooks/${made.body.id}`)).status, 404);
  },
);

test.serial('an endpoint that says it is gone is disabled, and whoever it belongs to is told by mail', async (t) => {
  const receiver = await startReceiver();
  t.teardown(() => receiver.stop());
  const organization = (await shop.get('/v1/organizations')).body.items[0];
  const ids: string[] = [];
  for (const [path, organizationId] of [
    ['/shop', organization.id],
    ['/all', null],
  ] as const) {
    const input = { url: receiver.url + path, events: ['message.delivered'], organizationId, allowPrivate: true };
    ids.push((await app.admin.post('/v1/webhooks', input)).body.id);
  }
  receiver.answers.push(410, 410);
  await gateway.post('/v1/messages', otp());
  const folder = join(app.dataDir, 'mail');
  const mails = async () => {
    const names = await readdir(folder).catch(() => []);
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    return texts.map((text) => text.replaceAll('=\r\n', '')).filter((text) => /\/hook\/(shop|all)/.test(text));
  };
  for (let i = 0; i < 400 && (await mails()).length < 2; i++) await new Promise((next) => setTimeout(next, 25));
  const told = (await mails()).map(
    (text) => `${/\/hook\/(shop|all)/.exec(text)?.[1]} ${/^To:.*?([\w.]+@[\w.]+)/m.exec(text)?.[1]}`,
  );
  const { rows: admins } = await app.db.pool.query(`select email from user_account where role = 'admin'`);
  t.deepEqual(told.sort(), [`all ${admins[0].email}`, `shop ${organization.contact.email}`]);
  for (const id of ids) t.like((await app.admin.get(`/v1/webhooks/${id}`)).body, { status: 'disabled' });
});

test.serial('a callback is signed with the secret that its organization can look up', async (t) => {
  const receiver = await startReceiver();
  t.teardown(() => receiver.stop());
  const { body } = await shop.get('/v1/webhooks/callback-secret');
  await shop.post('/v1/messages', otp({ callbackUrl: receiver.url }));
  const [arrived] = await receiver.until(1);
  t.true(arrived && isSigned(body.secret, arrived));
  t.is((await gateway.get('/v1/webhooks/callback-secret')).status, 422);
});

test.serial('an endpoint in a private network is an admin’s to add, and others’ endpoints do not exist', async (t) => {
  const lan = { url: 'http://192.168.1.5/hook' };
  t.like(await shop.post('/v1/webhooks', lan), { status: 422, body: { errors: [{ path: 'url' }] } });
  t.is((await shop.post('/v1/webhooks', { ...lan, allowPrivate: true })).status, 403);
  t.is((await app.admin.post('/v1/webhooks', lan)).status, 422);
  const made = await shop.post('/v1/webhooks', { url: 'https://example.com/hook', events: ['sender.*'] });
  t.is(made.status, 201);
  const organization = (await app.admin.get('/v1/organizations')).body.items.find(
    (one: { id: string }) => one.id !== made.body.organizationId,
  );
  const other = await app.as('business', organization.id);
  t.is((await other.get(`/v1/webhooks/${made.body.id}`)).status, 404);
  t.deepEqual((await other.get('/v1/webhooks')).body.items, []);
  const wrong = await shop.post('/v1/webhooks', { url: 'https://example.com/', events: ['message', 'other.*'] });
  t.is(wrong.status, 422);
  t.like(await shop.patch(`/v1/webhooks/${made.body.id}`, { status: 'disabled' }), {
    status: 200,
    body: { status: 'disabled' },
  });
});
