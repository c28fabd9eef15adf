import test from 'ava';
import { seedDemo } from '#src/demo/index.ts';
import { fixedClock, newId, systemActor } from '#src/kernel/index.ts';
import { ERASE_JOB, eraseMessages } from '#src/messages/index.ts';
import { type Timed, verifyReceipt } from '#src/signing/index.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

/** Noon in Tehran on a Wednesday. */
const NOON = '2026-11-25T12:00:00+03:30';
const NIGHT = '2026-11-25T23:00:00+03:30';
const MORNING = '2026-11-26T08:16:00+03:30';

const clock = fixedClock(NOON);
let app: TestApp;
let gateway: TestClient;
let shop: TestClient;
let clinic: TestClient;
test.before(async () => {
  app = await startApp({}, { clock });
  const keys = await seedDemo(app.house, new Date(NOON));
  gateway = app.client(keys?.gateway);
  shop = app.client(keys?.business);
  const organizations = (await app.admin.get('/v1/organizations')).body.items;
  const other = organizations.find((one: { legalName: string }) => one.legalName.includes('درمانگاه'));
  clinic = await app.as('business', other.id);
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
const promotion = (extra: object = {}) => ({
  sender: '30001234567',
  to: '09121234567',
  category: 'promotional',
  text: `حراج پایان فصل تا ${(codes++ % 80) + 1}٪ تخفیف در فروشگاه نمونه\nلغو۱۱`,
  ...extra,
});

async function until(id: string, status: string) {
  for (let i = 0; ; i++) {
    const { body } = await gateway.get(`/v1/messages/${id}`);
    if (body.status === status) return body;
    if (i > 500) throw new Error(`${body.status}, not ${status}: ${JSON.stringify(body.timeline)}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

/** Runs a test at another time of the fixed clock. */
async function at(instant: string, work: () => Promise<void>): Promise<void> {
  clock.set(instant);
  try {
    await work();
  } finally {
    clock.set(NOON);
  }
}

test.serial('a message is accepted with its decision, and ends as delivered with a timeline', async (t) => {
  const sent = await gateway.post('/v1/messages', otp({ reference: 'order-981' }));
  t.is(sent.status, 202);
  t.like(sent.body, { status: 'queued', decision: { outcome: 'allow', reference: 'order-981' } });
  const message = await until(sent.body.id, 'delivered');
  t.like(message, {
    to: '+989121234567',
    operator: 'mci',
    segments: 1,
    decisionId: sent.body.decision.id,
    sender: { address: '+982142750000', kind: 'fixed_line' },
    reference: 'order-981',
  });
  t.is(message.smscMessageIds.length, 1);
  t.deepEqual(
    message.timeline.map((entry: { status: string }) => entry.status),
    ['queued', 'submitting', 'submitted', 'delivered'],
  );
  t.like(await gateway.get(`/v1/decisions/${message.decisionId}`), { status: 200, body: { outcome: 'allow' } });
});

test.serial(
  'a denied message is 403 with its decision, leaves no message, and its repeat is the same answer',
  async (t) => {
    const before = (await gateway.get('/v1/messages?limit=200')).body.items.length;
    const denied = otp({ category: 'transactional', text: 'حراج بزرگ، ۵۰٪ تخفیف همه محصولات' });
    const headers = { 'idempotency-key': newId() };
    const first = await gateway.post('/v1/messages', denied, headers);
    const again = await gateway.post('/v1/messages', denied, headers);
    t.like(first, { status: 403, body: { code: 'POLICY_DENIED', decision: { outcome: 'deny' } } });
    t.is(first.headers.get('content-type'), 'application/problem+json');
    t.like(again, { status: 403, body: first.body });
    t.is(again.headers.get('idempotent-replayed'), 'true');
    t.is(again.headers.get('content-type'), 'application/problem+json');
    t.is((await gateway.get('/v1/messages?limit=200')).body.items.length, before);
  },
);

test.serial('one Idempotency-Key is one message, also for repeats at the same time', async (t) => {
  const body = otp();
  const headers = { 'idempotency-key': newId() };
  const answers = await Promise.all([1, 2, 3].map(() => gateway.post('/v1/messages', body, headers)));
  t.deepEqual(
    answers.map(({ status }) => status),
    [202, 202, 202],
  );
  t.is(new Set(answers.map((answer) => answer.body.id)).size, 1);
  t.like(await gateway.post('/v1/messages', otp(), headers), { status: 422, body: { code: 'IDEMPOTENCY_MISMATCH' } });
});

test.serial('what a message may not carry is refused, all of it at once', async (t) => {
  const bad = { ...otp(), dryRun: true, at: NOON, validUntil: 'soon', callbackUrl: 'ftp://example.com/' };
  const { status, body } = await gateway.post('/v1/messages', bad);
  t.is(status, 422);
  t.deepEqual(body.errors.map((error: { path: string }) => error.path).sort(), [
    'at',
    'callbackUrl',
    'dryRun',
    'validUntil',
  ]);
  const past = await gateway.post('/v1/messages', otp({ validUntil: '2020-01-01T00:00:00Z' }));
  t.like(past, { status: 422, body: { errors: [{ path: 'validUntil' }] } });
  t.is((await gateway.post('/v1/messages', { sender: '021-42750000', to: '09121234567' })).status, 422);
});

test.serial('a business sees and cancels its own messages only', async (t) => {
  const sent = await shop.post('/v1/messages', otp());
  t.is(sent.status, 202);
  const path = `/v1/messages/${sent.body.id}`;
  t.is((await shop.get(path)).status, 200);
  t.is((await clinic.get(path)).status, 404);
  t.is((await clinic.post(`${path}/cancel`)).status, 404);
  t.deepEqual((await clinic.get('/v1/messages')).body.items, []);
  t.like(await clinic.post('/v1/messages', otp()), {
    status: 403,
    body: { code: 'POLICY_DENIED', decision: { reasons: [{ code: 'SENDER_NOT_YOURS' }] } },
  });
  t.is((await app.client().get(path)).status, 401);
  t.is((await (await app.as('reviewer')).post('/v1/messages', otp())).status, 403);
});

test.serial('the list is filtered and paged', async (t) => {
  const reference = newId();
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) ids.unshift((await gateway.post('/v1/messages', otp({ reference }))).body.id);
  const first = await gateway.get(`/v1/messages?reference=${reference}&limit=2`);
  t.deepEqual(
    first.body.items.map((one: { id: string }) => one.id),
    ids.slice(0, 2),
  );
  const second = await gateway.get(`/v1/messages?reference=${reference}&limit=2&cursor=${first.body.nextCursor}`);
  t.deepEqual(
    second.body.items.map((one: { id: string }) => one.id),
    ids.slice(2),
  );
  t.is(second.body.nextCursor, null);
  const found = async (query: string) =>
    (await gateway.get(`/v1/messages?reference=${reference}&${query}`)).body.items.length;
  t.is(await found('to=0912 123 4567'), 3);
  t.is(await found('to=09120000000'), 0);
  t.is(await found('sender=021-42750000'), 3);
  t.is(await found('category=alert'), 0);
  t.is(await found(`until=${encodeURIComponent('2020-01-01T00:00:00Z')}`), 0);
  t.is((await gateway.get('/v1/messages?status=lost')).status, 422);
  t.is((await gateway.get('/v1/messages?cursor=nonsense')).status, 422);
});

test.serial('a deferred message is scheduled, checked again when it is due, and sent', async (t) => {
  let id = '';
  await at(NIGHT, async () => {
    const sent = await gateway.post('/v1/messages', promotion());
    t.like(sent, { status: 202, body: { status: 'scheduled', decision: { outcome: 'defer' } } });
    id = sent.body.id;
    const { releaseAt } = (await gateway.get(`/v1/messages/${id}`)).body;
    t.true(Date.parse(releaseAt) >= Date.parse('2026-11-26T08:00:00+03:30'));
    t.true(Date.parse(releaseAt) < Date.parse(MORNING));
  });
  await at(MORNING, async () => {
    const message = await until(id, 'delivered');
    t.is(
      new Set(message.timeline.flatMap((entry: { detail?: { decisionId?: string } }) => entry.detail?.decisionId ?? []))
        .size,
      2,
    );
  });
});

test.serial('a deferred message to someone who has opted out meanwhile is not sent', async (t) => {
  let id = '';
  const organizationId = (await shop.get('/v1/organizations')).body.items[0].id;
  const consent = { organizationId, msisdn: '09131234567', action: 'opt_in', purpose: 'promotional', channel: 'sms' };
  await app.admin.post('/v1/consents', { ...consent, source: 'web_form', evidence: { text: 'عضویت' } });
  await at(NIGHT, async () => {
    id = (await gateway.post('/v1/messages', promotion({ to: '09131234567' }))).body.id;
    const out = await gateway.post('/v1/mo', { from: '09131234567', to: '30001234567', text: '11' });
    t.like(out, { status: 202, body: { effect: 'opt_out' } });
  });
  await at(MORNING, async () => {
    const message = await until(id, 'rejected');
    t.true(message.timeline.at(-1).detail.codes.includes('OPTED_OUT'));
    t.is(message.tries, 0);
  });
});

test.serial('a scheduled message can be cancelled, once, and one that has gone cannot', async (t) => {
  await at(NIGHT, async () => {
    const { id } = (await gateway.post('/v1/messages', promotion())).body;
    t.like(await gateway.post(`/v1/messages/${id}/cancel`), { status: 200, body: { status: 'cancelled' } });
    t.like(await gateway.post(`/v1/messages/${id}/cancel`), { status: 409, body: { code: 'INVALID_TRANSITION' } });
    t.like((await app.admin.get(`/v1/audit?objectId=${id}`)).body, { items: [{ action: 'message.cancel' }] });
  });
  const { id } = (await gateway.post('/v1/messages', otp())).body;
  await until(id, 'delivered');
  t.is((await gateway.post(`/v1/messages/${id}/cancel`)).status, 409);
});

test.serial('a deferred message that would be late expires', async (t) => {
  let id = '';
  await at(NIGHT, async () => {
    const body = promotion({ validUntil: '2026-11-25T23:30:00+03:30' });
    id = (await gateway.post('/v1/messages', body)).body.id;
  });
  await at('2026-11-25T23:31:00+03:30', async () => {
    t.is((await until(id, 'expired')).tries, 0);
  });
});

test.serial('a held message waits for a person, whose word is checked again and recorded', async (t) => {
  const hold = async () => {
    const { id } = (await gateway.post('/v1/messages', otp())).body;
    await until(id, 'delivered');
    await app.db.pool.query(`update message set status = 'held', due_at = null, wake_at = valid_until where id = $1`, [
      id,
    ]);
    return id as string;
  };
  const reviewer = await app.as('reviewer');
  const released = await hold();
  t.is((await gateway.post(`/v1/messages/${released}/release`, { decision: 'release' })).status, 403);
  const answer = await reviewer.post(`/v1/messages/${released}/release`, { decision: 'release', note: 'it is fine' });
  t.like(answer, { status: 200, body: { reviewed: { note: 'it is fine' } } });
  t.like(await until(released, 'delivered'), { tries: 2, reviewed: { note: 'it is fine' } });
  const refused = await hold();
  t.like(await reviewer.post(`/v1/messages/${refused}/release`, { decision: 'refuse', note: 'no' }), {
    status: 200,
    body: { status: 'rejected' },
  });
  t.is((await reviewer.post(`/v1/messages/${refused}/release`, { decision: 'release' })).status, 409);
});

/** Text of every table. */
async function dump(): Promise<string> {
  const { rows } = await app.db.pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  const texts = rows.map(({ name }) =>
    app.db.pool.query(`select string_agg(t::text, E'\\n') as text from "${name}" t`),
  );
  return (await Promise.all(texts)).map(({ rows: [row] }) => row.text ?? '').join('\n');
}

test.serial(
  'an erased person is in no message and no decision; what waited is cancelled, receipts verify',
  async (t) => {
    const to = '09351112299';
    const secret = 'کد ملی شما 0499370899 است';
    const checks = [
      await gateway.post('/v1/check', { sender: '021-42750000', to, category: 'transactional', text: secret }),
      await gateway.post('/v1/check/batch', {
        sender: '021-42750000',
        recipients: [to, '09351112300'],
        text: 'نوبت شما',
      }),
    ];
    t.deepEqual(
      checks.map(({ status }) => status),
      [200, 200],
    );
    const sent = (await gateway.post('/v1/messages', otp({ to }))).body;
    await until(sent.id, 'delivered');
    const later = (await gateway.post('/v1/messages', otp({ to }))).body;
    await until(later.id, 'delivered');
    await app.db.pool.query(`update message set status = 'held', wake_at = valid_until where id = $1`, [later.id]);
    t.true((await dump()).includes('9351112299'));

    const erased = await app.admin.post(`/v1/subjects/${to}/erase`);
    t.like(erased, { status: 200, body: { erasedMessages: 2, cancelledMessages: 1, erasedDecisions: 4 } });
    const left = await dump();
    for (const trace of ['9351112299', '0499370899']) t.false(left.includes(trace), trace);
    t.true(left.includes('9351112300'));
    t.like((await gateway.get(`/v1/messages/${sent.id}`)).body, { status: 'delivered', to: null, text: '' });
    const waited = (await gateway.get(`/v1/messages/${later.id}`)).body;
    t.like(waited, { status: 'cancelled', to: null, text: '' });
    t.is(waited.timeline.at(-1).detail.why, 'the recipient was erased');
    const stored = (await app.admin.get(`/v1/decisions/${checks[0]?.body.id}`)).body;
    t.like(stored, { outcome: checks[0]?.body.outcome, recipient: { msisdn: null }, receipt: checks[0]?.body.receipt });
    const keys = (await app.client().get('/.well-known/jwks.json')).body;
    t.true(verifyReceipt<Timed>(keys, stored.receipt, 0, { anyTime: true }).ok);
    t.is((await app.admin.post('/v1/evidence-packs', { messageId: sent.id })).status, 410);
  },
);

test.serial('a message in the hands of a worker is erased once its outcome is known', async (t) => {
  const to = '09351112277';
  const { id } = (await gateway.post('/v1/messages', otp({ to }))).body;
  await until(id, 'delivered');
  await app.db.pool.query(`update message set status = 'submitting' where id = $1`, [id]);
  t.like((await app.admin.post(`/v1/subjects/${to}/erase`)).body, { erasedMessages: 0, cancelledMessages: 0 });
  const rest = () => app.db.transact((tx) => eraseMessages(tx, systemActor, [id], new Date(NOON)));
  t.is(await rest(), 1);
  t.true((await dump()).includes('9351112277'));
  await app.db.pool.query(`update message set status = 'submitted' where id = $1`, [id]);
  t.is(await rest(), 0);
  t.false((await dump()).includes('9351112277'));
  const { rows } = await app.db.pool.query(`select payload from outbox where kind = $1`, [ERASE_JOB]);
  t.deepEqual(rows, [{ payload: { messageIds: [id] } }]);
});

test.serial('the service is ready while a route is bound', async (t) => {
  t.deepEqual((await app.client().get('/readyz')).body.checks, { database: 'ok', queue: 'ok', smpp: 'ok' });
});
