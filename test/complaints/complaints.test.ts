import test from 'ava';
import { fixedClock } from '#src/kernel/index.ts';
import { type Business, lineInput, makeBusiness, makeSender } from '#test/senders/world.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

const start = Temporal.Now.instant();
const clock = fixedClock(start);
let app: TestApp;
let shop: Business;
let clinic: Business;
let gateway: TestClient;
let reviewer: TestClient;

test.before(async () => {
  app = await startApp({}, { clock });
  shop = await makeBusiness(app);
  clinic = await makeBusiness(app, 'درمانگاه نمونه');
  gateway = await app.as('gateway');
  reviewer = await app.as('reviewer');
});
test.after.always(() => app?.stop());

// One clock for all: tests that move it come one after the other.
test.beforeEach(() => clock.set(start));

const at = (hours = 0) => clock.now().add({ hours }).toString();
let number = 1_000_000;
const someone = () => `0912${number++}`;
const promotion = 'حراج بزرگ پاییزه ۵۰٪ تخفیف\nلغو۱۱';

async function send(address: string, to: string, text = promotion) {
  await shop.client.post('/v1/consents', {
    msisdn: to,
    organizationId: shop.id,
    action: 'opt_in',
    purpose: 'promotional',
    channel: 'sms',
    source: 'web_form',
    evidence: { text: 'yes' },
  });
  const sent = await shop.client.post('/v1/messages', { sender: address, to, text, category: 'promotional' });
  if (sent.status !== 202) throw new Error(JSON.stringify(sent.body));
  return sent.body;
}

const complain = (sender: string, msisdn: string, more: Record<string, unknown> = {}, by: TestClient = gateway) =>
  by.post('/v1/complaints', { msisdn, sender, receivedAt: at(), text: 'مزاحمت', ...more });

test.serial('a complaint is matched to the message and decision that it is about', async (t) => {
  const line = await makeSender(app, shop, 'active');
  const to = someone();
  const sent = await send(line.address, to);
  const filed = await complain(line.address, to, { text: `نمی‌خواهم: ${promotion}`, reference: '195-1' });
  t.is(filed.status, 201);
  t.like(filed.body, {
    sender: line.address,
    senderId: line.id,
    organizationId: shop.id,
    messageId: sent.id,
    decisionId: sent.decision.id,
    matchedBy: 'text',
    status: 'open',
    reference: '195-1',
    senderPausedUntil: null,
  });
  const again = await complain(line.address, to, { reference: '195-1' });
  t.deepEqual([again.status, again.body.id], [200, filed.body.id]);
  const pack = await reviewer.post('/v1/evidence-packs', { complaintId: filed.body.id });
  t.deepEqual([pack.status, pack.headers.get('content-type')], [201, 'application/pdf']);
  const { rows } = await app.db.pool.query(
    `select payload from outbox where kind = 'event' and payload ->> 'complaintId' = $1`,
    [filed.body.id],
  );
  t.deepEqual(Object.keys(rows[0].payload).sort(), ['complaintId', 'messageId', 'organizationId', 'senderId', 'type']);
});

test.serial('a complaint about a message that only the gate saw is matched to its decision', async (t) => {
  const line = await makeSender(app, shop, 'active', lineInput(shop, { lineClass: 'service', subjects: ['کد ورود'] }));
  const to = someone();
  const checked = await shop.client.post('/v1/check', { sender: line.address, to, text: 'کد ورود: 12345' });
  t.is(checked.body.outcome, 'allow');
  const filed = await complain(line.address, to);
  t.like(filed.body, { messageId: null, decisionId: checked.body.id, matchedBy: 'time' });
  t.is((await reviewer.post('/v1/evidence-packs', { complaintId: filed.body.id })).status, 404);
});

test.serial('enough complainants pause a sender by itself, and the pause ends by itself', async (t) => {
  const line = await makeSender(app, shop, 'active', lineInput(shop, { lineClass: 'service', subjects: ['یادآوری'] }));
  const one = someone();
  for (let i = 0; i < 6; i++) t.is((await complain(line.address, one)).body.senderPausedUntil, null);
  for (let i = 0; i < 3; i++) t.is((await complain(line.address, someone())).body.senderPausedUntil, null);
  const old = await complain(line.address, someone(), { receivedAt: at(-11 * 24) });
  t.is(old.body.senderPausedUntil, null);
  const last = await complain(line.address, someone());
  t.is(last.body.senderPausedUntil, new Date(clock.now().add({ hours: 7 * 24 }).epochMilliseconds).toISOString());
  t.truthy(last.body.pauseId);
  const sender = (await shop.client.get(`/v1/senders/${line.id}`)).body;
  t.deepEqual([sender.paused, sender.pausedReason], [true, '5 complaints in 10 days']);
  const reminder = {
    sender: line.address,
    to: someone(),
    text: 'یادآوری: نوبت شما فردا ساعت ۱۰ است. لغو۱۱',
    category: 'reminder',
  };
  const denied = await shop.client.post('/v1/check', reminder);
  t.deepEqual(
    denied.body.reasons.map((it: { code: string }) => it.code),
    ['SENDER_PAUSED'],
  );

  clock.set(start.add({ hours: 7 * 24 - 1 }));
  await settle();
  t.true((await shop.client.get(`/v1/senders/${line.id}`)).body.paused);
  clock.set(start.add({ hours: 7 * 24 + 1 }));
  await settle(line.id);
  t.false((await shop.client.get(`/v1/senders/${line.id}`)).body.paused);
  // Those that paused it once do not pause it again.
  t.is((await complain(line.address, someone())).body.senderPausedUntil, null);
});

test.serial('complaints that come together do not each think themselves too few', async (t) => {
  const line = await makeSender(app, shop, 'active');
  const answers = await Promise.all(Array.from({ length: 5 }, () => complain(line.address, someone())));
  t.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 201, 201, 201],
  );
  t.true((await shop.client.get(`/v1/senders/${line.id}`)).body.paused);
  const { rows } = await app.db.pool.query('select count(*)::int as n from complaint_pause where sender_id = $1', [
    line.id,
  ]);
  t.is(rows[0].n, 1);
});

test.serial(
  'a pause that stands on dismissed complaints ends, and a dismissed complaint counts no longer',
  async (t) => {
    const line = await makeSender(app, shop, 'active');
    const filed = [];
    for (let i = 0; i < 5; i++) filed.push((await complain(line.address, someone())).body);
    t.true((await shop.client.get(`/v1/senders/${line.id}`)).body.paused);
    const path = `/v1/complaints/${filed[0].id}`;
    const answered = await shop.client.post(`${path}/answer`, { text: 'با رضایت ثبت‌شده فرستاده شد.' });
    t.is(answered.body.answer.text, 'با رضایت ثبت‌شده فرستاده شد.');
    const dismissed = await reviewer.post(`${path}/resolve`, { status: 'dismissed', note: 'consent on record' });
    t.like(dismissed.body, { status: 'dismissed', senderPausedUntil: null });
    t.false((await shop.client.get(`/v1/senders/${line.id}`)).body.paused);
    const twice = await reviewer.post(`${path}/resolve`, { status: 'upheld' });
    t.deepEqual([twice.status, twice.body.code, twice.body.currentStatus], [409, 'INVALID_TRANSITION', 'dismissed']);
    t.is((await shop.client.post(`${path}/answer`, { text: 'x' })).status, 409);
  },
);

test.serial('a sender that a person paused is not let go when a pause for complaints ends', async (t) => {
  const line = await makeSender(app, shop, 'active');
  await app.db.pool.query(
    `update sender set paused_at = now() - interval '1 hour', paused_reason = 'by hand' where id = $1`,
    [line.id],
  );
  for (let i = 0; i < 5; i++) t.is((await complain(line.address, someone())).body.senderPausedUntil, null);
  t.is((await shop.client.get(`/v1/senders/${line.id}`)).body.pausedReason, 'by hand');
});

test.serial('a reviewer pauses a sender, and lets one go on before its pause ends', async (t) => {
  const line = await makeSender(app, shop, 'active');
  const path = `/v1/senders/${line.id}`;
  t.is((await shop.client.post(`${path}/pause`, { reason: 'r' })).status, 403);
  t.like((await reviewer.post(`${path}/pause`, { reason: 'looked into' })).body, {
    paused: true,
    pausedReason: 'looked into',
  });
  t.like((await reviewer.post(`${path}/resume`, { reason: 'settled' })).body, { paused: false, pausedReason: null });
  t.is((await reviewer.post(`${path}/resume`, { reason: 'settled' })).body.code, 'INVALID_TRANSITION');
  const filed = [];
  for (let i = 0; i < 5; i++) filed.push((await complain(line.address, someone())).body);
  t.truthy(filed[4].senderPausedUntil);
  await reviewer.post(`${path}/resume`, { reason: 'consents are on record' });
  t.is((await reviewer.get(`/v1/complaints/${filed[4].id}`)).body.senderPausedUntil, null);
});

test.serial('a sender that nobody registered can be complained about', async (t) => {
  const filed = await complain('021 8888 7777', someone());
  t.like(filed.body, { sender: '+982188887777', senderId: null, organizationId: null, messageId: null });
});

test.serial('who may see and decide what', async (t) => {
  const line = await makeSender(app, shop, 'active');
  const { body } = await complain(line.address, someone());
  const path = `/v1/complaints/${body.id}`;
  t.is((await clinic.client.get(path)).status, 404);
  t.is((await clinic.client.post(`${path}/answer`, { text: 'x' })).status, 404);
  t.is((await complain(line.address, someone(), {}, clinic.client)).status, 404);
  t.is((await complain(line.address, someone(), {}, shop.client)).status, 201);
  t.is((await shop.client.post(`${path}/resolve`, { status: 'dismissed' })).status, 403);
  const insider = await app.as('reviewer', shop.id);
  t.is((await insider.post(`${path}/resolve`, { status: 'dismissed' })).body.code, 'SELF_REVIEW');
  const mine = (await shop.client.get('/v1/complaints?status=open')).body.items;
  t.true(mine.length > 0 && mine.every((it: { organizationId: string }) => it.organizationId === shop.id));
  t.deepEqual((await clinic.client.get(`/v1/complaints?organizationId=${shop.id}`)).body.items, []);
  t.is((await app.client().get(path)).status, 401);
});

test.serial('what cannot be is refused, each fault by its name', async (t) => {
  const bad = await gateway.post('/v1/complaints', { msisdn: 'x', sender: '3000', receivedAt: at(2), text: 'y' });
  t.is(bad.status, 422);
  t.deepEqual(
    bad.body.errors.map((it: { path: string }) => it.path),
    ['msisdn', 'receivedAt'],
  );
});

test.serial('when a person is erased the complaint stays, without number and words', async (t) => {
  const line = await makeSender(app, shop, 'active');
  const msisdn = someone();
  const { body } = await complain(line.address, msisdn);
  t.is((await app.admin.post(`/v1/subjects/${encodeURIComponent(msisdn)}/erase`)).status, 200);
  t.like((await reviewer.get(`/v1/complaints/${body.id}`)).body, { msisdn: null, text: null, senderId: line.id });
});

/** Waits until the outbox has done what is due; `resumed`: until that sender goes on. */
async function settle(resumed?: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await app.db.pool.query(
      `select count(*)::int as n from outbox where kind = 'complaint.pause_ends' and done_at is null and not_before <= $1`,
      [new Date(clock.now().epochMilliseconds)],
    );
    const waiting = resumed && (await shop.client.get(`/v1/senders/${resumed}`)).body.paused;
    if (rows[0].n === 0 && !waiting) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the outbox did not settle');
}

test.serial('every fault of a complaint is named at once', async (t) => {
  const answer = await app.admin.post('/v1/complaints', { msisdn: 'nobody', sender: '', receivedAt: 'now', text: '' });
  t.is(answer.status, 422);
  const paths = answer.body.errors.map((e: { path: string }) => e.path).sort();
  t.deepEqual(paths, ['msisdn', 'receivedAt', 'sender', 'text']);
});
