import { randomUUID } from 'node:crypto';
import test from 'ava';
import { type Business, form, lineInput, makeBusiness, makeSender, pdf } from '#test/senders/world.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

let app: TestApp;
let shop: Business;
let clinic: Business;
let clients: Record<'reviewer' | 'auditor' | 'gateway' | 'business', TestClient>;
let id: string;
let documentId: string;

test.before(async () => {
  app = await startApp();
  shop = await makeBusiness(app);
  clinic = await makeBusiness(app);
  clients = {
    reviewer: await app.as('reviewer'),
    auditor: await app.as('auditor'),
    gateway: await app.as('gateway'),
    business: clinic.client,
  };
  id = (await makeSender(app, shop, 'active')).id;
  documentId = (await shop.client.get(`/v1/senders/${id}/documents`)).body.items[0].id;
});
test.after.always(() => app?.stop());

type Role = keyof typeof clients;
interface Row {
  method: string;
  path: string;
  /** Roles that may call it; the business one is of another organization and gets 404. */
  roles: Role[];
  body?: unknown;
  /** A body that breaks the schema. */
  bad?: unknown;
}

const reads: Role[] = ['reviewer', 'auditor', 'gateway', 'business'];
const rows: Row[] = [
  { method: 'GET', path: '/v1/senders/:id', roles: reads },
  { method: 'PATCH', path: '/v1/senders/:id', roles: ['business'], body: { subjects: ['x'] }, bad: { subjects: [] } },
  { method: 'GET', path: '/v1/senders/:id/history', roles: reads },
  { method: 'GET', path: '/v1/senders/:id/evaluation', roles: reads },
  { method: 'GET', path: '/v1/senders/:id/versions', roles: reads },
  { method: 'POST', path: '/v1/senders/:id/submit', roles: ['business'] },
  { method: 'POST', path: '/v1/senders/:id/withdraw', roles: ['business'], body: {}, bad: { reason: 7 } },
  { method: 'POST', path: '/v1/senders/:id/renew', roles: ['business'] },
  { method: 'POST', path: '/v1/senders/:id/claim', roles: ['reviewer'] },
  { method: 'POST', path: '/v1/senders/:id/release', roles: ['reviewer'] },
  {
    method: 'POST',
    path: '/v1/senders/:id/review',
    roles: ['reviewer'],
    body: { decision: 'approve' },
    bad: { decision: 'maybe' },
  },
  { method: 'POST', path: '/v1/senders/:id/suspend', roles: ['reviewer'], body: { reason: 'r' }, bad: {} },
  { method: 'POST', path: '/v1/senders/:id/revoke', roles: ['reviewer'], body: { reason: 'r' }, bad: { reason: '' } },
  { method: 'POST', path: '/v1/senders/:id/reinstate', roles: ['reviewer', 'business'], body: {}, bad: { extra: 1 } },
  {
    method: 'PUT',
    path: '/v1/senders/:id/operators/mci',
    roles: ['reviewer'],
    body: { status: 'active' },
    bad: { status: 'on' },
  },
  { method: 'POST', path: '/v1/senders/:id/ownership', roles: ['business'] },
  { method: 'POST', path: '/v1/senders/:id/ownership/verify', roles: ['business'], body: { code: '1' }, bad: {} },
  { method: 'PUT', path: '/v1/senders/:id/audience', roles: ['business'] },
  { method: 'DELETE', path: '/v1/senders/:id/audience', roles: ['business'] },
  { method: 'POST', path: '/v1/senders/:id/documents', roles: ['business'] },
  { method: 'GET', path: '/v1/senders/:id/documents', roles: ['reviewer', 'auditor', 'business'] },
  { method: 'GET', path: '/v1/senders/:id/documents/:document/content', roles: ['reviewer', 'auditor', 'business'] },
  {
    method: 'POST',
    path: '/v1/senders/:id/documents/:document/decision',
    roles: ['reviewer'],
    body: { decision: 'accepted' },
    bad: { decision: 'x' },
  },
  { method: 'DELETE', path: '/v1/senders/:id/documents/:document', roles: ['business'] },
];

const raw = (path: string) =>
  path.endsWith('/audience')
    ? 'msisdn\n09121234567\n'
    : path.endsWith('/documents')
      ? form('undertaking', pdf())
      : undefined;
const type = (path: string) => (path.endsWith('/audience') ? { 'content-type': 'text/csv' } : {});
const pathOf = (row: Row, sender = id, document = documentId) =>
  row.path.replace(':id', sender).replace(':document', document);
const call = (client: TestClient, row: Row, path = pathOf(row), body = row.body) =>
  client.call(row.method, path, (row.method === 'GET' ? undefined : (body ?? raw(path))) as object, type(path));

for (const row of rows) {
  test(`${row.method} ${row.path}: no key 401, wrong role 403, another's 404, unknown 404, bad input 422`, async (t) => {
    t.is((await call(app.client(), row)).status, 401);
    for (const role of Object.keys(clients) as Role[]) {
      if (!row.roles.includes(role)) t.is((await call(clients[role], row)).status, 403, role);
    }
    if (row.roles.includes('business')) t.is((await call(clinic.client, row)).status, 404, 'another’s');
    t.is((await call(app.admin, row, pathOf(row, randomUUID()))).status, 404, 'unknown');
    t.is((await call(app.admin, row, pathOf(row, 'not-an-id'))).status, 422, 'malformed id');
    if (row.bad) t.is((await call(app.admin, row, pathOf(row), row.bad)).status, 422, 'bad input');
  });
}

test('a business registers for its own organization only', async (t) => {
  const answer = await clinic.client.post('/v1/senders', lineInput(shop));
  t.deepEqual([answer.status, answer.body.code], [404, 'NOT_FOUND']);
  for (const role of ['reviewer', 'auditor', 'gateway'] as const) {
    t.is((await clients[role].post('/v1/senders', lineInput(shop))).status, 403, role);
  }
});

test('lists show a business its own, and others everything', async (t) => {
  const mine = (await clinic.client.get('/v1/senders')).body.items;
  t.false(mine.some((it: { id: string }) => it.id === id));
  const all = (await clients.auditor.get('/v1/senders?status=active')).body.items;
  t.true(all.some((it: { id: string }) => it.id === id));
  t.is((await clinic.client.get('/v1/reviews')).status, 403);
  const lines = (await clinic.client.get('/v1/provisioning')).body.items;
  t.deepEqual(lines, []);
  t.true((await clients.reviewer.get('/v1/provisioning')).body.items.length > 0);
});

test('a business that asks for the list of another organization sees nothing of it, and nothing else', async (t) => {
  await makeSender(app, clinic, 'draft');
  for (const list of ['senders', 'templates', 'complaints'])
    t.deepEqual((await clinic.client.get(`/v1/${list}?organizationId=${shop.id}`)).body, {
      items: [],
      nextCursor: null,
    });
});

test('lists page through everything once', async (t) => {
  const owner = await makeBusiness(app);
  const made: string[] = [];
  for (let i = 0; i < 5; i++) made.push((await makeSender(app, owner, 'submitted')).id);
  const pages = async (path: string, pick: (item: { id: string; sender: { id: string } }) => string) => {
    const ids: string[] = [];
    let cursor = '';
    do {
      const { body } = await clients.reviewer.get(`${path}&limit=2${cursor}`);
      ids.push(...body.items.map(pick));
      cursor = body.nextCursor ? `&cursor=${encodeURIComponent(body.nextCursor)}` : '';
    } while (cursor);
    return ids;
  };
  t.deepEqual(await pages(`/v1/senders?organizationId=${owner.id}`, (it) => it.id), made.toReversed());
  const queue = await pages('/v1/reviews?status=submitted', (it) => it.sender.id);
  t.deepEqual(
    queue.filter((it) => made.includes(it)),
    made,
  );
  t.is((await clients.reviewer.get('/v1/senders?cursor=nonsense')).body.code, 'INVALID_CURSOR');
});

test('an address in any form finds its sender in the list', async (t) => {
  const { id: line } = await makeSender(
    app,
    shop,
    'draft',
    lineInput(shop, { kind: 'fixed_line', address: '02188990011' }),
  );
  const { body } = await shop.client.get(`/v1/senders?address=${encodeURIComponent('۰۲۱-۸۸۹۹۰۰۱۱')}`);
  t.deepEqual(
    body.items.map((it: { id: string }) => it.id),
    [line],
  );
});

test('the catalogues answer in the language asked for', async (t) => {
  const fa = (await shop.client.get('/v1/requirements?kind=masked', { 'accept-language': 'fa' })).body;
  t.true(fa.requirements.every((it: { reason: string; source: string }) => /[آ-ی]/.test(it.reason) && it.source));
  t.false(fa.requirements.some((it: { documentType: string }) => it.documentType === 'landline_bill'));
  const findings = (await shop.client.get('/v1/findings')).body.items;
  t.true(findings.some((it: { code: string; fix: string }) => it.code === 'DOC_UNSIGNED' && /sign/i.test(it.fix)));
});

test('the public look-up is not for copying the register', async (t) => {
  const ask = async () => (await app.client().get('/v1/public/senders?address=30001234')).status;
  const statuses = [];
  for (let i = 0; i < 62; i++) statuses.push(await ask());
  t.deepEqual([statuses[0], statuses[59], statuses[61]], [200, 200, 429]);
  t.is((await app.client().get('/v1/public/senders')).status, 429);
});
