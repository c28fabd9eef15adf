import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import test from 'ava';
import { ownershipCode } from '#src/senders/index.ts';
import { newWebhookSecret, verifyWebhook, type WebhookHeaders } from '#src/signing/index.ts';
import { orderOwnershipCall } from '#src/workers/ownership-call.ts';
import { type Business, lineInput, makeBusiness, makeSender } from '#test/senders/world.ts';
import { startApp, type TestApp } from '#test/support/app.ts';

interface Received {
  body: { senderId: string; address: string; code: string; language: string };
  raw: string;
  headers: WebhookHeaders;
}

const secret = newWebhookSecret();
const received: Received[] = [];
let answers = 200;
let hook: Server;
let app: TestApp;
let shop: Business;
let line = 10;

test.before(async () => {
  hook = createServer(async (request, response) => {
    const raw = await text(request);
    received.push({ raw, body: JSON.parse(raw), headers: request.headers as unknown as WebhookHeaders });
    response.writeHead(answers).end('{}');
  });
  await new Promise<void>((done) => hook.listen(0, '127.0.0.1', done));
  const { port } = hook.address() as AddressInfo;
  app = await startApp(
    { OWNERSHIP_WEBHOOK_URL: `http://127.0.0.1:${port}/calls`, OWNERSHIP_WEBHOOK_SECRET: secret },
    { part: 'api' },
  );
  shop = await makeBusiness(app);
});
test.after.always(async () => {
  hook?.close();
  await app?.stop();
});

const draft = () =>
  makeSender(
    app,
    shop,
    'draft',
    lineInput(shop, { kind: 'fixed_line', address: `021421000${line++}`, lineClass: 'service' }),
  );
const start = async (id: string) => {
  const answer = await shop.client.post(`/v1/senders/${id}/ownership`);
  const { rows } = await app.db.pool.query(
    `select id from ownership_proof where sender_id = $1 order by id desc limit 1`,
    [id],
  );
  return { answer, proofId: rows[0]?.id as string };
};
const verify = (id: string, code: string) => shop.client.post(`/v1/senders/${id}/ownership/verify`, { code });
const codeOf = (proofId: string) => ownershipCode(app.house.secrets.codeKey, proofId);
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test.serial('the call is ordered once by a signed webhook, and its code proves the line', async (t) => {
  const { id } = await draft();
  const { answer, proofId } = await start(id);
  t.is(answer.status, 202);
  await Promise.all([orderOwnershipCall(app.house, { proofId }), orderOwnershipCall(app.house, { proofId })]);
  await orderOwnershipCall(app.house, { proofId });
  const mine = received.filter((it) => it.body.senderId === id);
  t.true(mine.length >= 1 && mine.length <= 2, 'two at once may both call, a third never does');
  const [{ body, raw, headers }] = mine as [Received];
  t.deepEqual(Object.keys(body), ['senderId', 'address', 'code', 'language']);
  t.like(body, { language: 'fa' });
  t.regex(body.code, /^\d{6}$/);
  t.true(verifyWebhook(secret, headers, raw, Date.now() / 1000));
  t.false(verifyWebhook(newWebhookSecret(), headers, raw, Date.now() / 1000));
  t.is(mine.at(-1)?.headers['webhook-id'], proofId);
  t.is((await verify(id, body.code)).status, 200);
  const { ownership } = (await shop.client.get(`/v1/senders/${id}`)).body;
  t.truthy(ownership.provedAt);
  t.is((await verify(id, body.code)).body.code, 'OWNERSHIP_CLOSED', 'a code is good for one proof');
});

test.serial('a webhook that fails is an error, so that the order is tried again with the same code', async (t) => {
  const { id } = await draft();
  const { proofId } = await start(id);
  answers = 500;
  await t.throwsAsync(orderOwnershipCall(app.house, { proofId }), { message: /answered 500/ });
  answers = 200;
  await orderOwnershipCall(app.house, { proofId });
  const codes = received.filter((it) => it.body.senderId === id).map((it) => it.body.code);
  t.deepEqual(codes, [codeOf(proofId), codeOf(proofId)]);
});

test('five wrong codes close the proof, and the right one then comes too late', async (t) => {
  const { id } = await draft();
  const { proofId } = await start(id);
  const code = codeOf(proofId);
  for (let left = 4; left >= 0; left--) {
    const answer = await verify(id, wrong(code));
    t.deepEqual([answer.status, answer.body.code, answer.body.attemptsLeft], [422, 'WRONG_CODE', left]);
  }
  const late = await verify(id, code);
  t.deepEqual([late.status, late.body.code], [409, 'OWNERSHIP_CLOSED']);
  const next = await start(id);
  t.not(codeOf(next.proofId), code);
  t.is((await verify(id, codeOf(next.proofId))).status, 200);
});

test('guesses that come at once are counted one by one', async (t) => {
  const { id } = await draft();
  const code = codeOf((await start(id)).proofId);
  const answers = await Promise.all(Array.from({ length: 12 }, () => verify(id, wrong(code))));
  t.is(answers.filter((it) => it.body.code === 'WRONG_CODE').length, 5);
  t.is(answers.filter((it) => it.body.code === 'OWNERSHIP_CLOSED').length, 7);
});

test('a new proof replaces the open one', async (t) => {
  const { id } = await draft();
  const first = codeOf((await start(id)).proofId);
  const second = codeOf((await start(id)).proofId);
  if (first !== second) t.is((await verify(id, first)).body.code, 'WRONG_CODE');
  t.is((await verify(id, ` ${second.slice(0, 3)} ${second.slice(3)}`)).status, 200);
});

test('Persian digits are a code as well', async (t) => {
  const { id } = await draft();
  const code = codeOf((await start(id)).proofId);
  t.is(
    (
      await verify(
        id,
        code.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)] ?? ''),
      )
    ).status,
    200,
  );
});

test('a code is good for ten minutes, and no call is ordered for a proof that is over', async (t) => {
  const { id } = await draft();
  const { proofId } = await start(id);
  await app.db.pool.query(`update ownership_proof set expires_at = now() where id = $1`, [proofId]);
  t.is((await verify(id, codeOf(proofId))).body.code, 'OWNERSHIP_CLOSED');
  await orderOwnershipCall(app.house, { proofId });
  t.false(received.some((it) => it.body.senderId === id));
});

test('only fixed lines are proved by a call, ten times a day at most', async (t) => {
  const long = await makeSender(app, shop, 'draft');
  t.is((await start(long.id)).answer.status, 409);
  const { id } = await draft();
  for (let i = 0; i < 10; i++) t.is((await start(id)).answer.status, 202);
  const eleventh = await start(id);
  t.deepEqual([eleventh.answer.status, eleventh.answer.body.code], [429, 'RATE_LIMITED']);
});

test('nothing that is stored reveals a code', async (t) => {
  const { id } = await draft();
  const { proofId } = await start(id);
  const code = codeOf(proofId);
  const { rows } = await app.db.pool.query(
    `select (select string_agg(o::text, ' ') from outbox o where o.key = $1) as work,
            (select string_agg(p::text, ' ') from ownership_proof p where p.id = $2) as proof,
            (select string_agg(a::text, ' ') from audit_event a where a.object_id = $3) as audit`,
    [`ownership:${proofId}`, proofId, id],
  );
  for (const value of Object.values(rows[0])) t.false(new RegExp(`\\b${code}\\b`).test(String(value)));
});

test('without a webhook the code is in the log', async (t) => {
  const { id } = await draft();
  const { proofId } = await start(id);
  const lines: unknown[] = [];
  const log = { ...app.house.log, warn: (fields: unknown) => lines.push(fields) } as unknown as TestApp['house']['log'];
  const config = { ...app.house.config, ownershipWebhook: null };
  await orderOwnershipCall({ ...app.house, log, config }, { proofId });
  t.deepEqual(lines, [{ senderId: id, code: codeOf(proofId) }]);
});
