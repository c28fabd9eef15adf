import test from 'ava';
import { loadSenderByKey } from '#src/senders/index.ts';
import { type Business, lineInput, makeBusiness, makeSender, reach } from '#test/senders/world.ts';
import { startApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
let shop: Business;
test.before(async () => {
  app = await startApp();
  shop = await makeBusiness(app);
});
test.after.always(() => app?.stop());

const read = async (id: string) => (await shop.client.get(`/v1/senders/${id}`)).body;
const inForce = (address: string) => loadSenderByKey(app.db.reader(), address);
const approve = async (id: string) => {
  await app.admin.post(`/v1/senders/${id}/claim`);
  return app.admin.post(`/v1/senders/${id}/review`, { decision: 'approve' });
};

test('an edit of an active sender is a new version, reviewed while the old one stays in force', async (t) => {
  const { id, address } = await makeSender(app, shop, 'active');
  const edited = await shop.client.patch(`/v1/senders/${id}`, { subjects: ['کفش'], allowLinks: true });
  t.like(edited.body, { status: 'active', subjects: ['معرفی محصول'], application: { number: 2, status: 'draft' } });
  t.deepEqual(edited.body.application.changes, [
    { field: 'subjects', from: ['معرفی محصول'], to: ['کفش'] },
    { field: 'allowLinks', from: false, to: true },
  ]);
  t.is((await shop.client.post(`/v1/senders/${id}/submit`)).body.application.status, 'submitted');
  t.like(await inForce(address), { active: true, subjects: ['معرفی محصول'], allowLinks: false });
  const approved = await approve(id);
  t.like(approved.body, { status: 'active', subjects: ['کفش'], allowLinks: true });
  t.like(await inForce(address), { active: true, subjects: ['کفش'], allowLinks: true });
  const { items } = (await shop.client.get(`/v1/senders/${id}/history`)).body;
  t.deepEqual(
    items.filter((it: { application: number }) => it.application === 2).map((it: { move: string }) => it.move),
    ['create', 'submit', 'claim', 'approve'],
  );
});

test('every version is kept with what it changed', async (t) => {
  const { id } = await makeSender(app, shop, 'active');
  for (const subjects of [['کفش'], ['کیف']]) {
    await shop.client.patch(`/v1/senders/${id}`, { subjects });
    await shop.client.post(`/v1/senders/${id}/submit`);
    await approve(id);
  }
  const { items } = (await shop.client.get(`/v1/senders/${id}/versions`)).body;
  t.deepEqual(
    items.map((it: { number: number; status: string; changes: unknown[] }) => [it.number, it.status, it.changes]),
    [
      [1, 'approved', []],
      [2, 'approved', [{ field: 'subjects', from: ['معرفی محصول'], to: ['کفش'] }]],
      [3, 'approved', [{ field: 'subjects', from: ['کفش'], to: ['کیف'] }]],
    ],
  );
});

test('an evaluation of a day to come says what will have lapsed by then', async (t) => {
  const line = lineInput(shop, { kind: 'fixed_line', address: '02133221100', lineClass: 'service' });
  const { id } = await makeSender(app, shop, 'active', line);
  const lapsed = async (at: string) =>
    (await shop.client.get(`/v1/senders/${id}/evaluation?at=${at}`)).body.results
      .filter((it: { status: string }) => it.status === 'invalid')
      .map((it: { requirement: string }) => it.requirement);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  t.deepEqual(await lapsed(inDays(300)), []);
  t.deepEqual(await lapsed(inDays(380)), ['ownership']);
  t.deepEqual(await lapsed(inDays(410)), ['ownership', 'landline_bill']);
});

test('a new version that is rejected leaves what is in force as it is, and another may be opened', async (t) => {
  const { id, address } = await makeSender(app, shop, 'active');
  await shop.client.patch(`/v1/senders/${id}`, { subjects: ['کفش'] });
  await shop.client.post(`/v1/senders/${id}/submit`);
  await app.admin.post(`/v1/senders/${id}/claim`);
  const rejected = await app.admin.post(`/v1/senders/${id}/review`, { decision: 'reject', note: 'no' });
  t.like(rejected.body, { status: 'active', application: { status: 'rejected', note: 'no' } });
  t.like(await inForce(address), { active: true, subjects: ['معرفی محصول'] });
  t.is((await shop.client.post(`/v1/senders/${id}/renew`)).body.application.number, 3);
});

test('one version is open at a time, and withdrawing it keeps the sender', async (t) => {
  const { id } = await makeSender(app, shop, 'active');
  const both = await Promise.all([
    shop.client.post(`/v1/senders/${id}/renew`),
    shop.client.post(`/v1/senders/${id}/renew`),
  ]);
  t.deepEqual(both.map((it) => it.status).sort(), [200, 409]);
  const withdrawn = await shop.client.post(`/v1/senders/${id}/withdraw`);
  t.like(withdrawn.body, { status: 'active', application: { number: 2, status: 'withdrawn' } });
});

test('a renewal extends the validity, and of an expired sender brings it back', async (t) => {
  const id = await reach(app, shop, 'expired');
  t.is((await read(id)).status, 'expired');
  await shop.client.post(`/v1/senders/${id}/renew`);
  t.is((await shop.client.post(`/v1/senders/${id}/submit`)).body.application.status, 'submitted');
  t.is((await read(id)).status, 'expired');
  const { body } = await approve(id);
  t.is(body.status, 'active');
  t.true(new Date(body.expiresAt).getTime() > Date.now() + 300 * 86_400_000);
  t.is(body.application.number, 2);
});

test('a suspended sender stays suspended when its new version is approved', async (t) => {
  const { id } = await makeSender(app, shop, 'active');
  await shop.client.patch(`/v1/senders/${id}`, { subjects: ['کفش'] });
  await shop.client.post(`/v1/senders/${id}/submit`);
  await app.admin.post(`/v1/senders/${id}/suspend`, { reason: 'r' });
  t.like((await approve(id)).body, { status: 'suspended', subjects: ['کفش'] });
});

test('revoking a sender takes its open version along', async (t) => {
  const { id } = await makeSender(app, shop, 'active');
  await shop.client.post(`/v1/senders/${id}/renew`);
  await shop.client.post(`/v1/senders/${id}/submit`);
  t.is((await app.admin.post(`/v1/senders/${id}/revoke`, { reason: 'r' })).body.application.status, 'withdrawn');
  t.is((await app.admin.post(`/v1/senders/${id}/claim`)).status, 409);
});

test('an editor who saw an older state is told the present one', async (t) => {
  const made = (await shop.client.post('/v1/senders', lineInput(shop))).body;
  const path = `/v1/senders/${made.id}`;
  t.is((await shop.client.patch(path, { subjects: ['اول'], version: made.version })).status, 200);
  const late = await shop.client.patch(path, { subjects: ['دوم'], version: made.version });
  t.deepEqual([late.status, late.body.code], [409, 'CONFLICT']);
  t.like(late.body, { currentStatus: 'draft', current: { subjects: ['اول'] } });
  t.true(late.body.currentVersion > made.version);
  const again = await shop.client.patch(path, { subjects: ['دوم'], version: late.body.currentVersion });
  t.deepEqual(again.body.subjects, ['دوم']);
});

test('edits that come at once are all there, one after the other', async (t) => {
  const { id } = (await shop.client.post('/v1/senders', lineInput(shop))).body;
  const fields = [{ subjects: ['الف'] }, { sampleMessages: ['ب'] }, { allowLinks: true }, { optOutKeyword: 'off' }];
  await Promise.all(fields.map((it) => shop.client.patch(`/v1/senders/${id}`, it)));
  t.like(await read(id), { subjects: ['الف'], sampleMessages: ['ب'], allowLinks: true, optOutKeyword: 'off' });
});

test('an application under review is not edited', async (t) => {
  const { id } = await makeSender(app, shop, 'in_review');
  const answer = await shop.client.patch(`/v1/senders/${id}`, { subjects: ['کفش'] });
  t.deepEqual([answer.status, answer.body.code, answer.body.currentStatus], [409, 'INVALID_TRANSITION', 'in_review']);
});

test('a new version for another operator opens its record and keeps the others', async (t) => {
  const { id } = await makeSender(app, shop, 'active', lineInput(shop, { operators: ['mci'] }));
  await shop.client.patch(`/v1/senders/${id}`, { operators: ['mci', 'irancell'] });
  await shop.client.post(`/v1/senders/${id}/submit`);
  const { body } = await approve(id);
  t.deepEqual(
    body.operators.map((it: { operator: string; status: string }) => `${it.operator} ${it.status}`),
    ['irancell pending', 'mci active'],
  );
});

test('the snapshot of the gate follows every change, and names whom to forget', async (t) => {
  const heard: string[] = [];
  await app.db.listener.on('changed_sender', (key) => heard.push(key));
  const { id, address } = await makeSender(app, shop, 'active');
  t.like(await inForce(address), {
    id,
    organizationId: shop.id,
    organizationSuspended: false,
    active: true,
    paused: false,
    hasAudience: false,
    operators: {
      mci: { status: 'active', lineClass: 'promotional' },
      irancell: { status: 'pending', lineClass: 'promotional' },
    },
  });
  t.is(await inForce('30009999999'), null);
  const until = async (done: () => boolean) => {
    while (!done()) await new Promise((next) => setTimeout(next, 20));
  };
  await until(() => heard.includes(address));
  heard.length = 0;
  await app.admin.put(`/v1/senders/${id}/operators/irancell`, { status: 'active' });
  await until(() => heard.includes(address));
  t.is((await inForce(address))?.operators.irancell?.status, 'active');
  const owner = await makeBusiness(app);
  await app.admin.post(`/v1/organizations/${owner.id}/suspend`, { reason: 'r' });
  await until(() => heard.includes(''));
  t.pass();
});

test('a revoked line that was registered anew is the new one to the gate', async (t) => {
  const id = await reach(app, shop, 'revoked');
  const { address } = await read(id);
  t.like(await inForce(address), { id, active: false, status: 'revoked' });
  const clinic = await makeBusiness(app);
  const next = await makeSender(app, clinic, 'active', lineInput(clinic, { address }));
  t.like(await inForce(address), { id: next.id, active: true, organizationId: clinic.id });
});

test('each step that an owner should hear of is one event in the outbox', async (t) => {
  const { id } = await makeSender(app, shop, 'active');
  await app.admin.post(`/v1/senders/${id}/suspend`, { reason: 'r' });
  const { rows } = await app.db.pool.query(
    `select payload from outbox where kind = 'event' and payload->>'senderId' = $1 order by id`,
    [id],
  );
  t.deepEqual(
    rows.map((row) => row.payload.type),
    ['sender.submitted', 'sender.approved', 'sender.operator_active', 'sender.active', 'sender.suspended'],
  );
  t.true(rows.every((row) => row.payload.organizationId === shop.id));
});
