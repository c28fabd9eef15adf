import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { type DemoKeys, seedDemo } from '#src/demo/index.ts';
import { fixedClock } from '#src/kernel/index.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

const NOON = '2026-11-24T12:00:00+03:30';
const NIGHT = '2026-11-24T23:30:00+03:30';
const MORNING = '2026-11-25T09:00:00+03:30';
/** Holds what is long: what a person must look at is here not left to the judge of content. */
const RULE = `
  - id: long-texts
    code: CONTENT_REVIEW
    effect: hold
    when: message.segments >= 3
    message: { fa: متن دراز است و باید بازبینی شود., en: A long text must be looked at. }
    remedy: { fa: کوتاهش کنید, en: Shorten it. }
    basis: { source: House rule, confidence: low }
`;
const VECTOR = `
  - { name: a long text, facts: { message.segments: 4 }, outcome: hold, fires: [long-texts] }
`;
const LONG = 'سفارش شما ثبت شد و فردا به دستتان می‌رسد. '.repeat(5).trim();
const LONG_PROMOTION = `${'حراج پایان فصل تا ۷۰٪ تخفیف در همه شعبه‌ها. '.repeat(5).trim()}\nلغو۱۱`;
const policies = mkdtempSync(join(tmpdir(), 'mohr-held-'));
const clock = fixedClock(NOON);
let app: TestApp;
let gateway: TestClient;
let business: TestClient;
let reviewer: TestClient;
let shop: string;

test.before(async () => {
  cpSync('policies', policies, { recursive: true });
  appendFileSync(join(policies, 'ir.yaml'), RULE);
  appendFileSync(join(policies, 'ir.tests.yaml'), VECTOR);
  app = await startApp({ POLICIES_DIR: policies }, { clock });
  const keys = (await seedDemo(app.house, new Date(NOON))) as DemoKeys;
  gateway = app.client(keys.gateway);
  business = app.client(keys.business);
  reviewer = app.client(keys.reviewer);
  const { body } = await app.admin.get('/v1/senders?limit=200');
  shop = body.items.find((s: { address: string }) => s.address === '30001234567').organizationId;
});
test.after.always(async () => {
  await app?.stop();
  rmSync(policies, { recursive: true });
});
test.beforeEach(() => clock.set(NOON));

let subscriber = 1_000_000;
const someone = () => `+98912${subscriber++}`;

async function hold(more: object = {}): Promise<{ id: string; to: string }> {
  const message = { sender: '021-42750000', to: someone(), category: 'transactional', text: LONG, ...more };
  const { body } = await gateway.post('/v1/messages', message);
  if (body.status !== 'held') throw new Error(`it is ${body.status}: ${JSON.stringify(body.decision?.reasons)}`);
  return { id: body.id, to: message.to };
}

/** A long promotion to somebody who agreed to promotion. */
async function holdPromotion(): Promise<{ id: string; to: string }> {
  const to = someone();
  const evidence = { text: 'عضویت' };
  const scope = { msisdn: to, organizationId: shop, purpose: 'promotional', channel: 'sms', source: 'web_form' };
  await app.admin.post('/v1/consents', { ...scope, action: 'opt_in', evidence });
  return hold({ to, sender: '30001234567', category: 'promotional', text: LONG_PROMOTION });
}

async function until(id: string, status: string): Promise<{ timeline: { status: string }[] }> {
  for (const end = Date.now() + 30_000; ; await new Promise((next) => setTimeout(next, 20))) {
    const { body } = await gateway.get(`/v1/messages/${id}`);
    if (body.status === status) return body;
    if (Date.now() > end) throw new Error(`it is ${body.status}, not ${status}: ${JSON.stringify(body.timeline)}`);
  }
}

/** The approval was checked again, and found that it must wait for the morning. */
async function untilMorning(t: ExecutionContext, id: string): Promise<void> {
  let releaseAt = '';
  for (const end = Date.now() + 20_000; Date.now() < end && releaseAt < '2026-11-25'; ) {
    await new Promise((next) => setTimeout(next, 20));
    releaseAt = (await gateway.get(`/v1/messages/${id}`)).body.releaseAt ?? '';
  }
  t.true(releaseAt >= '2026-11-25T04:30:00.000Z', releaseAt);
}

const decide = (id: string, body: object, by = reviewer) => by.post(`/v1/held/${id}/decision`, body);
const queued = async (by: TestClient): Promise<string[]> =>
  (await by.get('/v1/held?limit=200')).body.items.map((item: { messageId: string }) => item.messageId);

test.serial('held messages are a queue, the oldest first, with what was found in the text', async (t) => {
  const [first, second] = [await hold({ reference: 'r-1' }), await hold()];
  const { status, body } = await reviewer.get('/v1/held?limit=200', { 'accept-language': 'fa' });
  t.is(status, 200);
  const mine = body.items.filter(({ messageId }: { messageId: string }) => [first.id, second.id].includes(messageId));
  t.deepEqual(
    mine.map(({ messageId }: { messageId: string }) => messageId),
    [first.id, second.id],
  );
  const [item] = mine;
  t.like(item, {
    text: LONG,
    to: first.to,
    organizationId: shop,
    organizationName: 'فروشگاه نمونه',
    reference: 'r-1',
  });
  t.like(item.sender, { address: '+982142750000', lineClass: 'service' });
  const reason = item.reasons.find(({ effect }: { effect: string }) => effect === 'hold');
  t.is(reason.code, 'CONTENT_REVIEW');
  t.regex(reason.message, /بازبینی/);
  t.true(item.content.spans.length > 0);
  for (const { start, end, text } of item.content.spans) t.is(text, LONG.slice(start, end));
  const page = await reviewer.get('/v1/held?limit=1');
  t.is(page.body.items.length, 1);
  const next = await reviewer.get(`/v1/held?limit=1&cursor=${page.body.nextCursor}`);
  t.true(next.body.items[0].messageId > page.body.items[0].messageId);
});

test.serial('a business sees its own held messages and decides on none', async (t) => {
  const { id } = await hold();
  const clinic = (await app.admin.get('/v1/organizations?limit=200')).body.items.find(
    (organization: { id: string }) => organization.id !== shop,
  );
  const stranger = await app.as('business', clinic.id);
  t.true((await queued(business)).includes(id));
  t.false((await queued(stranger)).includes(id));
  t.deepEqual((await stranger.get(`/v1/held?organizationId=${shop}`)).body.items, []);
  t.is((await decide(id, { decision: 'approve' }, business)).status, 403);
  t.is((await gateway.get('/v1/held')).status, 403);
  // A reviewer who belongs to an organization: not on its own messages, and of others' there is nothing to see.
  const own = await app.as('reviewer', shop);
  t.like(await decide(id, { decision: 'approve' }, own), { status: 403, body: { code: 'SELF_REVIEW' } });
  t.is((await decide(id, { decision: 'approve' }, await app.as('reviewer', clinic.id))).status, 404);
  t.true((await queued(reviewer)).includes(id));
});

test.serial(
  'approved, a message goes through the gate again and out; the queue forgets it and the audit does not',
  async (t) => {
    const { id } = await hold();
    const answer = await decide(id, { decision: 'approve', note: 'the ministry confirmed it' });
    t.like(answer, { status: 200, body: { reviewed: { note: 'the ministry confirmed it' } } });
    const { timeline } = await until(id, 'delivered');
    // A receipt for one of the two parts, when it comes alone, notes the same status again.
    const steps = timeline.map(({ status }) => status).filter((status, at, all) => status !== all[at - 1]);
    t.deepEqual(
      steps.filter((status) => status !== 'submitting'),
      ['held', 'scheduled', 'queued', 'submitted', 'delivered'],
    );
    t.false((await queued(reviewer)).includes(id));
    const { body } = await app.admin.get(`/v1/audit?objectId=${id}`);
    t.like(body.items[0], { action: 'message.release', actor: { name: 'demo reviewer' } });
  },
);

test.serial('refused, a message is rejected with the reason, and a refusal without one is not taken', async (t) => {
  const { id } = await hold();
  t.is((await decide(id, { decision: 'refuse' })).status, 422);
  t.is((await decide(id, { decision: 'refuse', note: ' ' })).status, 422);
  t.like((await decide(id, { decision: 'refuse', note: 'no such subsidy' })).body, {
    status: 'rejected',
    reviewed: { note: 'no such subsidy' },
  });
  t.false((await queued(reviewer)).includes(id));
});

test.serial('of two reviewers who decide at once, one does', async (t) => {
  for (let i = 0; i < 5; i++) {
    const { id } = await hold();
    const answers = await Promise.all([
      decide(id, { decision: 'approve' }),
      decide(id, { decision: 'refuse', note: 'no' }, app.admin),
    ]);
    t.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    const approved = answers[0]?.status === 200;
    await until(id, approved ? 'delivered' : 'rejected');
  }
});

test.serial('approval stands against what held the message and against nothing else: a denial stays one', async (t) => {
  const { id, to } = await hold();
  await app.admin.post('/v1/consents', {
    msisdn: to,
    organizationId: shop,
    action: 'opt_out',
    purpose: 'all',
    channel: 'sms',
    source: 'call_center',
  });
  // What is not essential is refused after an opt-out of everything; so is promotion.
  const promotion = await holdPromotion();
  await app.admin.post('/v1/consents', {
    msisdn: promotion.to,
    organizationId: shop,
    action: 'opt_out',
    purpose: 'promotional',
    channel: 'sms',
    source: 'call_center',
  });
  t.is((await decide(promotion.id, { decision: 'approve' })).status, 200);
  await until(promotion.id, 'rejected');
  t.is((await decide(id, { decision: 'approve' })).status, 200);
  // A transactional message is essential: the approval lets it pass.
  await until(id, 'delivered');
});

test.serial('an approved promotion still waits for the hours of promotion', async (t) => {
  clock.set(NIGHT);
  const { id } = await holdPromotion();
  t.is((await decide(id, { decision: 'approve' })).status, 200);
  await untilMorning(t, id);
  clock.set(MORNING);
  await until(id, 'delivered');
});

test.serial(
  'what holds an approved message for another reason than the one approved is put before a person again',
  async (t) => {
    clock.set(NIGHT);
    const { id, to } = await holdPromotion();
    await decide(id, { decision: 'approve' });
    const mo = await gateway.post('/v1/mo', {
      from: to,
      to: '30001234567',
      text: 'چرا این قدر پیام می دهید، بس است دیگر؟',
    });
    t.is(mo.body.effect, 'unclear');
    clock.set(MORNING);
    await until(id, 'held');
    t.true((await queued(reviewer)).includes(id));
    const { body } = await reviewer.get('/v1/held?limit=200');
    const item = body.items.find(({ messageId }: { messageId: string }) => messageId === id);
    t.true(item.reasons.some(({ rule }: { rule: string }) => rule === 'ir/unclear-revocation'));
    t.is((await decide(id, { decision: 'approve' })).status, 200);
    await until(id, 'delivered');
  },
);

test.serial('a held message that expires or is cancelled leaves the queue', async (t) => {
  const [cancelled, expired] = [await hold(), await hold({ validUntil: '2026-11-24T13:00:00+03:30' })];
  t.is((await gateway.post(`/v1/messages/${cancelled.id}/cancel`)).status, 200);
  clock.set('2026-11-24T13:01:00+03:30');
  await until(expired.id, 'expired');
  const left = await queued(reviewer);
  t.false(left.includes(cancelled.id) || left.includes(expired.id));
  t.is((await decide(expired.id, { decision: 'approve' })).status, 409);
});

test.serial('a judgement marked wrong is kept for training, once, and names nobody', async (t) => {
  const text = `${LONG} فروشگاه نمونه کد ۸۷۶-۱۲`;
  const { id } = await hold({ text });
  await decide(id, { decision: 'approve', judgementWrong: { promotional: false, fraud: false } });
  const file = join(app.dataDir, 'training', 'judgements.jsonl');
  // The file is there before its first line is: a whole line ends with a line feed.
  const written = () => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n');
  for (const end = Date.now() + 20_000; Date.now() < end && !written(); )
    await new Promise((next) => setTimeout(next, 20));
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  t.is(lines.length, 1);
  const line = JSON.parse(lines[0] ?? '');
  t.is(line.text, `${LONG} … کد ۰۰۰-۰۰`);
  t.like(line, { promotional: false, fraud: false, judged: { fraud: false } });
  for (const secret of [id, shop, '982142750000', 'نمونه']) t.false(lines[0]?.includes(secret), secret);
  t.is(statSync(file).mode & 0o077, 0);
  const { body } = await app.admin.get(`/v1/audit?objectId=${id}&action=judgement.correct`);
  t.like(body.items[0].detail, { promotional: false, fraud: false });
});

test.serial('what a person lets go counts towards the caps of its recipient', async (t) => {
  // Caps go by the time in the ids of decisions, which is that of the machine: the noon that comes is less than a day away.
  const now = Temporal.Now.zonedDateTimeISO('Asia/Tehran');
  const noon = now.withPlainTime('12:00');
  clock.set((Temporal.ZonedDateTime.compare(noon, now) > 0 ? noon : noon.add({ days: 1 })).toInstant());
  const promotion = { sender: '30001234567', to: '+989121234567', category: 'promotional' };
  const released = async (): Promise<number> => {
    const text = `select count(*)::int as n from decision where released and msisdn = '+989121234567'`;
    return (await app.db.pool.query(text)).rows[0].n;
  };
  for (let i = 0; i < 3; i++) {
    const { id } = await hold({ ...promotion, text: LONG_PROMOTION });
    await decide(id, { decision: 'approve' });
    while ((await released()) <= i) await new Promise((next) => setTimeout(next, 20));
  }
  const { body } = await gateway.post('/v1/check', { ...promotion, text: 'حراج پایان فصل تا ۷۰٪ تخفیف\nلغو۱۱' });
  t.deepEqual([body.outcome, body.reasons.map(({ code }: { code: string }) => code)], ['deny', ['FREQUENCY_CAP']]);
});
