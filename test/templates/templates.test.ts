import { randomUUID } from 'node:crypto';
import test from 'ava';
import { openTemplateBook } from '#src/templates/index.ts';
import { type Business, lineInput, makeBusiness, makeSender } from '#test/senders/world.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

let app: TestApp;
let shop: Business;
let clinic: Business;
let reviewer: TestClient;

test.before(async () => {
  app = await startApp();
  shop = await makeBusiness(app);
  clinic = await makeBusiness(app, 'درمانگاه نمونه');
  reviewer = await app.as('reviewer');
});
test.after.always(() => app?.stop());

const orderText = 'سفارش {order:code} آقای {name:text} ثبت شد. تحویل: {day:date}';

/** An active service line of the shop, with templates of its own. */
function serviceLine(changes: Record<string, unknown> = {}) {
  const input = lineInput(shop, { lineClass: 'service', subjects: ['سفارش و کد ورود'], ...changes });
  return makeSender(app, shop, 'active', input);
}

async function write(senderId: string, text = orderText, category = 'transactional') {
  const made = await shop.client.post('/v1/templates', { senderId, category, text });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body;
}

async function approve(senderId: string, text?: string, category?: string): Promise<string> {
  const { id } = await write(senderId, text, category);
  await shop.client.post(`/v1/templates/${id}/submit`);
  const approved = await reviewer.post(`/v1/templates/${id}/review`, { decision: 'approve', note: 'ok' });
  if (approved.body.status !== 'approved') throw new Error(JSON.stringify(approved.body));
  return id;
}

const check = (sender: string, body: Record<string, unknown>) =>
  shop.client.post('/v1/check', { sender, to: '09121234567', ...body });
const codes = (answer: { body: { reasons: { code: string; effect: string }[] } }) =>
  answer.body.reasons.filter(({ effect }) => effect === 'deny').map(({ code }) => code);

test('a template goes from draft over review to approval, and its history names every step', async (t) => {
  const line = await serviceLine();
  const made = await write(line.id);
  t.like(made, { status: 'draft', senderId: line.id, category: 'transactional', note: null });
  t.deepEqual(
    made.variables.map((it: { name: string; type: string; maxLength: number }) => [it.name, it.type, it.maxLength]),
    [
      ['order', 'code', 40],
      ['name', 'text', 40],
      ['day', 'date', 40],
    ],
  );
  t.is(made.content.promotional, false);
  const path = `/v1/templates/${made.id}`;
  t.is((await shop.client.patch(path, { name: 'ثبت سفارش', version: made.version })).body.name, 'ثبت سفارش');
  const stale = await shop.client.patch(path, { name: 'x', version: made.version });
  t.deepEqual([stale.status, stale.body.code, stale.body.current.name], [409, 'CONFLICT', 'ثبت سفارش']);
  t.is((await shop.client.post(`${path}/submit`)).body.status, 'submitted');
  t.is((await shop.client.patch(path, { name: 'x' })).body.code, 'INVALID_TRANSITION');

  const other = await app.as('reviewer');
  t.is((await reviewer.post(`${path}/claim`)).body.status, 'in_review');
  const late = await other.post(`${path}/review`, { decision: 'approve' });
  t.deepEqual([late.status, late.body.code], [409, 'ALREADY_CLAIMED']);
  for (const decision of ['request_changes', 'reject']) {
    const silent = await reviewer.post(`${path}/review`, { decision, note: ' ' });
    t.deepEqual([silent.status, silent.body.errors?.map((e: { path: string }) => e.path)], [422, ['note']], decision);
  }
  const back = await reviewer.post(`${path}/review`, { decision: 'request_changes', note: 'name the shop' });
  t.like(back.body, { status: 'changes_requested', note: 'name the shop' });
  t.is((await shop.client.patch(path, { text: `فروشگاه نمونه: ${orderText}` })).status, 200);
  await shop.client.post(`${path}/submit`);
  t.is((await other.post(`${path}/review`, { decision: 'approve' })).body.status, 'approved');
  const { items } = (await shop.client.get(`${path}/history`)).body;
  t.deepEqual(
    items.map((it: { move: string; to: string | null }) => [it.move, it.to]),
    [
      ['create', 'draft'],
      ['edit', null],
      ['submit', 'submitted'],
      ['claim', 'in_review'],
      ['request_changes', 'changes_requested'],
      ['edit', null],
      ['submit', 'submitted'],
      ['approve', 'approved'],
    ],
  );
  t.is(items[4].why, 'name the shop');
});

test('nobody reviews a template of their own organization, and owners do not review', async (t) => {
  const line = await serviceLine();
  const { id } = await write(line.id);
  await shop.client.post(`/v1/templates/${id}/submit`);
  const insider = await app.as('reviewer', shop.id);
  const own = await insider.post(`/v1/templates/${id}/review`, { decision: 'approve' });
  t.deepEqual([own.status, own.body.code], [403, 'SELF_REVIEW']);
  t.is((await shop.client.post(`/v1/templates/${id}/review`, { decision: 'approve' })).status, 403);
});

test('a step that the life cycle does not have is refused and changes nothing', async (t) => {
  const line = await serviceLine();
  const { id } = await write(line.id);
  for (const [client, move, body] of [
    [reviewer, 'review', { decision: 'approve' }],
    [reviewer, 'pause', { reason: 'r' }],
    [reviewer, 'resume', {}],
    [reviewer, 'release', {}],
  ] as const) {
    const answer = await client.post(`/v1/templates/${id}/${move}`, body);
    t.deepEqual(
      [answer.status, answer.body.code, answer.body.currentStatus],
      [409, 'INVALID_TRANSITION', 'draft'],
      move,
    );
  }
  t.is((await shop.client.get(`/v1/templates/${id}`)).body.status, 'draft');
});

test('faults of a template are named with their field', async (t) => {
  const line = await serviceLine();
  const bad = await shop.client.post('/v1/templates', {
    senderId: line.id,
    category: 'otp',
    text: 'کد {code} و {a:x}',
  });
  t.is(bad.status, 422);
  t.deepEqual(
    bad.body.errors.map((it: { path: string; code: string }) => [it.path, it.code]),
    [
      ['text', 'type'],
      ['text', 'syntax'],
    ],
  );
  const link = await shop.client.post('/v1/templates', { senderId: line.id, category: 'otp', text: 'پیگیری {u:url}' });
  t.deepEqual(
    link.body.errors.map((it: { code: string }) => it.code),
    ['links_not_allowed'],
  );
});

test('templates of another organization are not found', async (t) => {
  const line = await serviceLine();
  const { id } = await write(line.id);
  for (const path of [`/v1/templates/${id}`, `/v1/templates/${id}/history`])
    t.is((await clinic.client.get(path)).status, 404, path);
  t.is((await clinic.client.post(`/v1/templates/${id}/submit`)).status, 404);
  t.is(
    (await clinic.client.post('/v1/templates', { senderId: line.id, category: 'otp', text: 'کد {c:code}' })).status,
    404,
  );
  const { items } = (await clinic.client.get('/v1/templates')).body;
  t.false(items.some((it: { id: string }) => it.id === id));
  t.true(
    (await reviewer.get(`/v1/templates?senderId=${line.id}`)).body.items.some((it: { id: string }) => it.id === id),
  );
});

test('a message by an approved template is allowed, and its facts say so', async (t) => {
  const line = await serviceLine();
  const templateId = await approve(line.id);
  const variables = { order: 'AB-12', name: 'کفش ورزشی مردانه', day: '۱۴۰۵/۰۹/۰۲' };
  const allowed = await check(line.address, { templateId, variables });
  t.is(allowed.body.outcome, 'allow', JSON.stringify(allowed.body.reasons));
  const { facts } = (await app.admin.get(`/v1/decisions/${allowed.body.id}`)).body;
  t.like(facts.message, {
    templateUsed: true,
    templateApproved: true,
    templateMatched: true,
    templateCategory: 'transactional',
    category: 'transactional',
  });
});

test('an unknown template, missing and unknown variables are invalid input, each named', async (t) => {
  const line = await serviceLine();
  const templateId = await approve(line.id);
  const wrong = await check(line.address, { templateId, variables: { order: '1', nam: 'x' } });
  t.is(wrong.status, 422);
  t.deepEqual(
    wrong.body.errors.map((it: { path: string; code: string }) => [it.path, it.code]),
    [
      ['variables.name', 'missing'],
      ['variables.day', 'missing'],
      ['variables.nam', 'unknown'],
    ],
  );
  const unknown = await check(line.address, { templateId: randomUUID(), variables: {} });
  t.deepEqual(
    unknown.body.errors.map((it: { path: string; code: string }) => [it.path, it.code]),
    [['templateId', 'unknown']],
  );
  const elsewhere = await serviceLine();
  t.is((await check(elsewhere.address, { templateId, variables: {} })).status, 422);
  const nobody = await check('30009999999', { templateId, variables: {} });
  t.deepEqual([nobody.status, codes(nobody)], [200, ['SENDER_UNKNOWN']]);
});

test('values that do not fit are a mismatch that says which and why', async (t) => {
  const line = await serviceLine();
  const templateId = await approve(line.id);
  const good = { order: 'AB-12', name: 'علی', day: '۱۴۰۵/۰۹/۰۲' };
  const date = await check(line.address, { templateId, variables: { ...good, day: 'هر وقت خواستید' } });
  t.deepEqual(codes(date), ['TEMPLATE_MISMATCH']);
  t.is(date.body.reasons[0].evidence[0], '{day} type: «هر وقت خواستید» (a date or time of 1 to 40 characters)');
  const sale = await check(line.address, { templateId, variables: { ...good, name: 'علی، حراج ۵۰٪ تخفیف' } });
  t.true(codes(sale).includes('TEMPLATE_MISMATCH'));
  const link = await check(line.address, { templateId, variables: { ...good, name: 'evil.com/a' } });
  t.deepEqual(codes(link).sort(), ['LINK_NOT_ALLOWED', 'TEMPLATE_MISMATCH']);
});

test('a link among the fixed words passes where the sender may carry none; any other does not', async (t) => {
  const line = await serviceLine();
  const templateId = await approve(line.id, 'پیگیری سفارش {order:code}: https://nemooneh.ir/t/{order:code}');
  const answer = await check(line.address, { templateId, variables: { order: 'AB12' } });
  t.is(answer.body.outcome, 'allow', JSON.stringify(answer.body.reasons));
  const free = await check(line.address, { text: 'پیگیری سفارش شما: https://nemooneh.ir/t/AB12 تا فردا' });
  t.true(codes(free).includes('LINK_NOT_ALLOWED'));
});

test('only an approved template may be used, on every node at once', async (t) => {
  const line = await serviceLine();
  const { id } = await write(line.id);
  const use = () => check(line.address, { templateId: id, variables: { order: '1', name: 'علی', day: 'فردا' } });
  t.deepEqual(codes(await use()), ['TEMPLATE_REQUIRED']);
  await shop.client.post(`/v1/templates/${id}/submit`);
  t.deepEqual(codes(await use()), ['TEMPLATE_REQUIRED']);
  await reviewer.post(`/v1/templates/${id}/review`, { decision: 'approve' });
  t.is((await use()).body.outcome, 'allow');
  await reviewer.post(`/v1/templates/${id}/pause`, { reason: 'complaints' });
  t.deepEqual(codes(await use()), ['TEMPLATE_REQUIRED']);
  await reviewer.post(`/v1/templates/${id}/resume`);
  t.is((await use()).body.outcome, 'allow');
  await shop.client.post(`/v1/templates/${id}/withdraw`, { reason: 'old' });
  t.deepEqual(codes(await use()), ['TEMPLATE_REQUIRED']);
});

test('what another node approves is known here when its commit is', async (t) => {
  const line = await serviceLine();
  const book = await openTemplateBook(app.db);
  const text = 'سفارش AB-12 آقای رضایی ثبت شد. تحویل: فردا';
  t.is(await book.look(text, line.id), null);
  const id = await approve(line.id);
  await app.db.listener.sync();
  t.is((await book.look(text, line.id))?.match?.template.id, id);
  await reviewer.post(`/v1/templates/${id}/pause`, { reason: 'r' });
  await app.db.listener.sync();
  t.is(await book.look(text, line.id), null);
});

test('a free text that is an approved template counts as sent by it', async (t) => {
  const line = await serviceLine();
  await approve(line.id, '{name:text} عزیز، {what:text} شما آماده شد.', 'reminder');
  const matched = await check(line.address, { text: 'علی عزیز، کفش ورزشی مردانه شما آماده شد.' });
  const { facts } = (await app.admin.get(`/v1/decisions/${matched.body.id}`)).body;
  t.like(facts.message, { templateUsed: true, templateMatched: true, category: 'reminder' });
  t.is(matched.body.outcome, 'allow');
  const other = await check(line.address, { text: 'علی عزیز، کفش شما گم شد.' });
  const { facts: plain } = (await app.admin.get(`/v1/decisions/${other.body.id}`)).body;
  t.like(plain.message, { templateUsed: false, templateMatched: false, templateCategory: '' });
});

test('where a template is required the refusal names the nearest one and where the text leaves it', async (t) => {
  const line = await serviceLine();
  const templateId = await approve(line.id);
  const text = 'سفارش AB-12 خانم رضایی ثبت شد. تحویل: فردا';
  const abroad = await shop.client.post('/v1/check', { sender: line.address, to: '+919812345678', text });
  const required = abroad.body.reasons.find((it: { code: string }) => it.code === 'TEMPLATE_REQUIRED');
  t.regex(required.evidence[0], new RegExp(`^nearest template: ${templateId}; at 12: «خانم .* instead of “آقای ”$`));
});

test('a sender that was declared for templates only carries nothing else', async (t) => {
  const line = await serviceLine({ templatesOnly: true });
  t.true(line.templatesOnly);
  const text = 'سفارش AB-12 آقای رضایی ثبت شد. تحویل: 1405/09/02';
  t.deepEqual(codes(await check(line.address, { text })), ['TEMPLATE_REQUIRED']);
  await approve(line.id);
  t.is((await check(line.address, { text })).body.outcome, 'allow');
  t.deepEqual(codes(await check(line.address, { text: 'سفارش شما ثبت شد.' })), ['TEMPLATE_REQUIRED']);
  t.is((await check((await serviceLine()).address, { text: 'سفارش شما ثبت شد.' })).body.outcome, 'allow');
});

test('a text is held against one template, or against all of a sender', async (t) => {
  const line = await serviceLine();
  const id = await approve(line.id);
  const text = 'سفارش AB-12 آقای رضایی ثبت شد. تحویل: فردا';
  const one = await shop.client.post(`/v1/templates/${id}/match`, { text });
  t.deepEqual(one.body, {
    matched: true,
    values: { order: 'AB-12', name: 'رضایی', day: 'فردا' },
    difference: null,
    wrongValues: [],
  });
  const off = await shop.client.post(`/v1/templates/${id}/match`, { text: text.replace('آقای', 'خانم') });
  t.deepEqual(off.body.difference, { position: 12, expected: '“آقای ”', found: 'خانم رضایی ثبت شد. تحویل' });
  const sale = await shop.client.post(`/v1/templates/${id}/match`, { text: text.replace('رضایی', '۵۰٪ تخفیف') });
  t.false(sale.body.matched);
  t.like(sale.body.wrongValues[0], { variable: 'name', code: 'promotional' });

  const found = await shop.client.post('/v1/template-matches', { senderId: line.id, text });
  t.like(found.body, { matched: true, templateId: id, nearest: null });
  const near = await shop.client.post('/v1/template-matches', {
    senderId: line.id,
    text: text.replace('آقای', 'خانم'),
  });
  t.like(near.body, { matched: false, templateId: null });
  t.like(near.body.nearest, { templateId: id, difference: { position: 12 } });
  const far = await shop.client.post('/v1/template-matches', { senderId: line.id, text: 'Hello there' });
  t.is(far.body.nearest, null);
  t.is((await clinic.client.post('/v1/template-matches', { senderId: line.id, text })).status, 404);
});

test('a batch by a template judges each recipient’s values', async (t) => {
  const line = await serviceLine();
  const templateId = await approve(line.id);
  const variables = { order: 'AB-12', name: 'علی', day: 'فردا' };
  const answer = await shop.client.post('/v1/check/batch', {
    sender: line.address,
    templateId,
    recipients: [
      { to: '09121234567', variables },
      { to: '09121234568', variables: { ...variables, order: 'A B' } },
    ],
  });
  t.is(answer.status, 200);
  t.deepEqual(
    answer.body.results.map((it: { outcome: string; codes: string[] }) => [it.outcome, it.codes]),
    [
      ['allow', []],
      ['deny', ['TEMPLATE_MISMATCH']],
    ],
  );
});

test('events of a template go out once per step', async (t) => {
  const line = await serviceLine();
  const id = await approve(line.id);
  const { rows } = await app.db.pool.query(
    `select payload ->> 'type' as type from outbox where kind = 'event' and payload ->> 'templateId' = $1 order by id`,
    [id],
  );
  t.deepEqual(
    rows.map(({ type }) => type),
    ['sender.template.submitted', 'sender.template.approved'],
  );
});
