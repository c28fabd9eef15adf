import test from 'ava';
import { startApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
test.before(async () => {
  app = await startApp();
});
test.after.always(() => app?.stop());

const contact = { name: 'مدیر', email: 'manager@example.com', mobile: '۰۹۱۲ ۱۱۱ ۰۰۰۰' };
const shop = { legalName: 'فروشگاه نمونه', kind: 'legal', nationalId: '10380284790', contact };

test('an organization is registered with its contact in canonical form', async (t) => {
  const made = await app.admin.post('/v1/organizations', shop);
  t.is(made.status, 201);
  t.like(made.body, {
    legalName: shop.legalName,
    status: 'active',
    locale: 'fa',
    contact: { mobile: '+989121110000' },
  });
  const read = await app.admin.get(`/v1/organizations/${made.body.id}`);
  t.deepEqual(read.body, made.body);
});

test('every fault of an organization is named at once, in the language asked for', async (t) => {
  const bad = { legalName: '', kind: 'alien', nationalId: 7, contact: { name: 'x' } };
  const answer = await app.admin.post('/v1/organizations', bad, { 'accept-language': 'fa' });
  t.is(answer.status, 422);
  t.is(answer.headers.get('content-type'), 'application/problem+json');
  t.deepEqual(answer.body.errors.map((e: { path: string }) => e.path).sort(), [
    'contact.email',
    'contact.mobile',
    'kind',
    'legalName',
    'nationalId',
  ]);
  t.true(answer.body.errors.every((e: { message: string }) => /[آ-ی]/.test(e.message)));
});

test('a national id with a wrong checksum is refused', async (t) => {
  const answer = await app.admin.post('/v1/organizations', { ...shop, nationalId: '10380284792' });
  t.is(answer.status, 422);
  t.is(answer.body.errors[0].path, 'nationalId');
});

test('what no field shows alone is named beside the faults of the fields', async (t) => {
  const bad = {
    ...shop,
    nationalId: '۱۰۳۸۰۲۸۴۷۹۲',
    contact: { ...contact, email: 'no', mobile: '021-88776655' },
    colour: 1,
  };
  const answer = await app.admin.post('/v1/organizations', bad, { 'accept-language': 'fa' });
  t.is(answer.status, 422);
  const paths = answer.body.errors.map((e: { path: string }) => e.path).sort();
  t.deepEqual(paths, ['colour', 'contact.email', 'contact.mobile', 'nationalId']);
  t.true(answer.body.errors.every((e: { message: string }) => /[آ-ی]/.test(e.message)));
});

test('a national id is kept in Latin digits, however it was written', async (t) => {
  const made = await app.admin.post('/v1/organizations', { ...shop, nationalId: '۱۰۳۸۰۲۸-۴۷۹۰' });
  t.like(made, { status: 201, body: { nationalId: '10380284790' } });
  const edited = await app.admin.patch(`/v1/organizations/${made.body.id}`, {
    kind: 'natural',
    nationalId: '۱۵۸۳۲۵۰۶۸۹',
  });
  t.like(edited, { status: 200, body: { nationalId: '1583250689' } });
});

test('every problem says in its detail what is the matter', async (t) => {
  const answers = [
    await app.client().get('/v1/organizations'),
    await app.admin.get('/v1/nothing'),
    await app.admin.post('/v1/organizations', '{', { 'content-type': 'application/json' }),
    await app.admin.post('/v1/organizations', { ...shop, nationalId: '1' }),
  ];
  for (const { body } of answers) {
    t.deepEqual(
      [typeof body.type, typeof body.title, typeof body.detail, typeof body.requestId],
      Array(4).fill('string'),
    );
    t.not(body.detail, '');
  }
  t.regex(answers[3]?.body.detail, /nationalId/);
});

test('malformed JSON is 400, a malformed id 422, another content type 415, an unknown path 404, a wrong method 405', async (t) => {
  t.is((await app.admin.post('/v1/organizations', '{"a":', { 'content-type': 'application/json' })).status, 400);
  t.is((await app.admin.post('/v1/organizations', '<a/>', { 'content-type': 'text/xml' })).status, 415);
  t.is((await app.admin.get('/v1/nothing')).status, 404);
  t.is((await app.admin.put('/v1/organizations', {})).status, 405);
  t.is((await app.admin.get('/v1/organizations/%E0%A4%A')).status, 422);
  t.is(
    (await app.admin.post('/v1/organizations', 'x'.repeat(1_100_000), { 'content-type': 'application/json' })).status,
    413,
  );
});

test('without a key 401, with the wrong role 403, of another organization 404', async (t) => {
  const mine = await app.admin.post('/v1/organizations', shop);
  const other = await app.admin.post('/v1/organizations', shop);
  const business = await app.as('business', mine.body.id);
  t.is((await app.client().get('/v1/organizations')).status, 401);
  t.is((await app.client('mohr_wrong_key').get('/v1/organizations')).status, 401);
  t.is((await business.post('/v1/api-keys', { role: 'admin', name: 'x' })).status, 403);
  t.is((await business.get(`/v1/organizations/${other.body.id}`)).status, 404);
  t.is((await business.get(`/v1/organizations/${mine.body.id}`)).status, 200);
  t.deepEqual(
    (await business.get('/v1/organizations')).body.items.map((o: { id: string }) => o.id),
    [mine.body.id],
  );
});

test('a revoked key ends at once', async (t) => {
  const made = await app.admin.post('/v1/api-keys', { role: 'auditor', name: 'short-lived' });
  const client = app.client(made.body.key);
  t.is((await client.get('/v1/audit')).status, 200);
  t.is((await app.admin.post(`/v1/api-keys/${made.body.id}/revoke`)).status, 200);
  for (let i = 0; i < 50 && (await client.get('/v1/audit')).status === 200; i++)
    await new Promise((r) => setTimeout(r, 20));
  t.is((await client.get('/v1/audit')).status, 401);
});

test('the same Idempotency-Key makes one organization and replays its answer; another body is refused', async (t) => {
  const headers = { 'idempotency-key': 'organizations-1' };
  const answers = await Promise.all([1, 2, 3].map(() => app.admin.post('/v1/organizations', shop, headers)));
  t.deepEqual(
    answers.map((a) => a.status),
    [201, 201, 201],
  );
  t.is(new Set(answers.map((a) => a.body.id)).size, 1);
  t.is(answers.filter((a) => a.headers.get('idempotent-replayed') === 'true').length, 2);
  const other = await app.admin.post('/v1/organizations', { ...shop, legalName: 'دیگری' }, headers);
  t.like(other, { status: 422, body: { code: 'IDEMPOTENCY_MISMATCH' } });
});

test('a request that failed frees its Idempotency-Key', async (t) => {
  const headers = { 'idempotency-key': 'organizations-2' };
  t.is((await app.admin.post('/v1/organizations', { ...shop, nationalId: '10380284792' }, headers)).status, 422);
  t.is((await app.admin.post('/v1/organizations', shop, headers)).status, 201);
});

test('a suspension and its reason are in the audit trail', async (t) => {
  const { body } = await app.admin.post('/v1/organizations', shop);
  t.is((await app.admin.post(`/v1/organizations/${body.id}/suspend`, { reason: 'complaints' })).status, 200);
  t.like(await app.admin.post(`/v1/organizations/${body.id}/suspend`, { reason: 'again' }), {
    status: 409,
    body: { code: 'INVALID_TRANSITION' },
  });
  const trail = await app.admin.get(`/v1/audit?objectId=${body.id}`);
  t.deepEqual(
    trail.body.items.map((e: { action: string }) => e.action),
    ['organization.suspend', 'organization.create'],
  );
  await t.throwsAsync(app.db.pool.query(`update audit_event set action = 'x'`), { message: /append-only/ });
});
