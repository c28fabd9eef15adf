import test from 'ava';
import { openBullQueues } from '#src/queue/bull-queues.ts';
import { startApp, type TestApp } from '#test/support/app.ts';
import { findRedisServer, startRedis, type TestRedis } from '#test/support/redis.ts';
import { person } from './review-world.ts';

const binary = findRedisServer();
const withRedis = binary ? test.serial : test.serial.skip;
const BOARD = '/admin/queues';

let redis: TestRedis;
let app: TestApp;
test.before(async () => {
  if (!binary) return;
  redis = await startRedis(binary);
  app = await startApp({ REDIS_URL: redis.url }, { part: 'api' });
});
test.after.always(async () => {
  await app?.stop();
  await redis?.stop();
});

withRedis('an admin sees the queues of Bull and their jobs, which carry ids alone', async (t) => {
  const queues = openBullQueues(redis.url, () => undefined);
  t.teardown(() => queues.close());
  await queues.outbox.add({ outboxId: '019a0000-0000-7000-8000-000000000000' });
  const { status, body } = await app.admin.get(
    `${BOARD}/api/queues?activeQueue=outbox&status=latest&page=1&jobsPerPage=10`,
  );
  t.is(status, 200);
  t.deepEqual(body.queues.map(({ name }: { name: string }) => name).sort(), ['messages', 'outbox']);
  const outbox = body.queues.find(({ name }: { name: string }) => name === 'outbox');
  t.true(outbox.readOnlyMode);
  t.is(outbox.counts.waiting, 1);
  t.deepEqual(outbox.jobs[0].data, { outboxId: '019a0000-0000-7000-8000-000000000000' });
});

withRedis('its page loads what it needs from this host alone', async (t) => {
  const admin = await person(app, 'admin');
  t.regex((await admin.open('/en/admin/routes')).html, /href="\/admin\/queues"/);
  const { status, html, headers } = await admin.open(BOARD);
  t.is(status, 200);
  t.regex(headers.get('content-security-policy') ?? '', /default-src 'none'/);
  t.notRegex(html, /https?:\/\/|<%/);
  const parts = [...html.matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map(([, path]) => path);
  t.true(parts.length > 3);
  for (const path of parts) t.is((await admin.open(`${BOARD}/${path}`)).status, 200, path);
  for (const path of ['static/..%2findex.ejs', 'static/%2e%2e/%2e%2e/package.json', 'static/js'])
    t.is((await admin.open(`${BOARD}/${path}`)).status, 404, path);
});

withRedis('nobody else sees it, and nothing can be changed there', async (t) => {
  const visitor = app.client();
  t.is((await visitor.get(BOARD, { accept: 'application/json' })).status, 401);
  t.is((await (await app.as('auditor')).get(`${BOARD}/api/queues`)).status, 403);
  t.is((await (await person(app, 'auditor')).open(BOARD)).status, 404);
  const unknown = await fetch(app.url + BOARD, { redirect: 'manual', headers: { accept: 'text/html' } });
  t.is(unknown.status, 303);
  for (const path of ['pause', 'empty', 'obliterate', 'add', 'clean/waiting'])
    t.true((await app.admin.put(`${BOARD}/api/queues/outbox/${path}`)).status >= 400, path);
});
