import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { fixedClock, newId, systemClock } from '#src/kernel/index.ts';
import { openPacing, type PacingRules } from '#src/messages/index.ts';
import { type Simulator, startSimulator } from '#src/smsc-simulator/index.ts';
import { lookAtStreams } from '#src/workers/keep-pace.ts';
import { type Business, lineInput, makeBusiness, makeSender } from '#test/senders/world.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

// Ids carry the real time: the clock starts there, and the paced category is one that no hour of the day forbids.
const start = Temporal.Now.instant();
const clock = fixedClock(start);
const policies = mkdtempSync(join(tmpdir(), 'mohr-policies-'));
let app: TestApp;
let smsc: Simulator;
let shop: Business;
let reviewer: TestClient;

test.before(async () => {
  cpSync('policies', policies, { recursive: true });
  const base = readFileSync('policies/base.yaml', 'utf8')
    .replace('categories: [promotional]', 'categories: [survey]')
    .replace('firstBatch: 500', 'firstBatch: 4')
    .replace('least: 50', 'least: 3')
    .replace('pauses: [PT3H, PT6H]', 'pauses: [PT3H]');
  writeFileSync(join(policies, 'base.yaml'), base);
  smsc = await startSimulator({ receiptDelayMs: 5 });
  app = await startApp({ POLICIES_DIR: policies, SMPP_URL: smsc.url }, { clock });
  shop = await makeBusiness(app);
  reviewer = await app.as('reviewer');
});
test.after.always(async () => {
  await app?.stop();
  await smsc?.stop();
  rmSync(policies, { recursive: true, force: true });
});
test.beforeEach(() => {
  clock.set(start);
  smsc.behave('happy');
});

const later = (minutes: number) => clock.set(clock.now().add({ minutes }));
const makeLine = () =>
  makeSender(app, shop, 'active', lineInput(shop, { lineClass: 'service', subjects: ['نظرسنجی'] }));

let number = 3_000_000;
const sentTo = new Map<string, string>();
async function send(sender: string, more: Record<string, unknown> = {}) {
  const to = `0912${number++}`;
  const text = 'لطفا به خدمات ما از ۱ تا ۵ امتیاز دهید. لغو۱۱';
  const { status, body } = await shop.client.post('/v1/messages', { sender, to, text, category: 'survey', ...more });
  if (body.id) sentTo.set(body.id, to);
  return { http: status, ...body };
}
const message = async (id: string) => (await shop.client.get(`/v1/messages/${id}`)).body;
/** The stream of a line by its template, where it has one of those, else that of its free texts. */
const stream = async (line: { id: string }) =>
  (await shop.client.get(`/v1/senders/${line.id}/pacing`)).body.items.at(-1);

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 800 && !(await holds()); i++) await new Promise((next) => setTimeout(next, 25));
}
/** Waits until a stream is in a phase; workers look by themselves every two seconds. */
async function reaches(line: { id: string }, phase: string) {
  await until(async () => {
    await lookAtStreams(app.house);
    return (await stream(line))?.phase === phase;
  });
  return stream(line);
}
async function ends(id: string, status: string) {
  await until(async () => (await message(id)).status === status);
  return message(id);
}

test.serial('the first batch goes, the rest waits for what becomes of it, and goes when that is good', async (t) => {
  const line = await makeLine();
  const first = [];
  for (let i = 0; i < 4; i++) first.push(await send(line.address));
  t.true(first.every(({ status }) => status === 'queued'));
  const rest = [await send(line.address), await send(line.address)];
  for (const { id, http, status } of rest) {
    t.deepEqual([http, status], [202, 'scheduled']);
    t.like((await message(id)).timeline, [{ status: 'scheduled', detail: { codes: ['SENDER_PAUSED'] } }]);
  }
  // A code is no bulk traffic and waits for nothing.
  const code = await send(line.address, { category: 'otp', text: 'کد ورود شما: 82114' });
  t.is(code.status, 'queued');
  for (const { id } of [...first, code]) t.is((await ends(id, 'delivered')).status, 'delivered');
  // What was sent is written down a little later, and not for each message.
  await until(async () => (await stream(line))?.firstBatch?.sent === 4);
  t.like(await stream(line), { templateId: null, phase: 'gathering', firstBatch: { size: 4, sent: 4 }, pauses: 0 });
  later(16);
  t.like(await reaches(line, 'open'), { signals: { ended: 4, failed: 0 } });
  // The rest is spread over a quarter of an hour.
  later(16);
  for (const { id } of rest) t.is((await ends(id, 'delivered')).status, 'delivered');
  t.is((await send(line.address)).status, 'queued');
});

test.serial(
  'failures of the first batch pause the sender, at the end of the ladder until a person ends it',
  async (t) => {
    const line = await makeLine();
    smsc.behave('undeliverable');
    const batch = async () => {
      const sent = [];
      for (let i = 0; i < 4; i++) sent.push(await send(line.address));
      for (const { id } of sent) await ends(id, 'undeliverable');
    };
    const phase = async (wanted: string) => {
      await until(async () => (await stream(line))?.phase === wanted);
      return stream(line);
    };
    await batch();
    const waiting = await send(line.address);
    later(16);
    t.like(await phase('paused'), { pauses: 1, pausedReason: 'failures: 4 of 4' });
    t.is((await stream(line)).pausedUntil, clock.now().add({ hours: 3 }).toString({ fractionalSecondDigits: 3 }));
    t.like((await shop.client.get(`/v1/senders/${line.id}`)).body, { paused: true, pausedReason: 'failures: 4 of 4' });
    const refused = await send(line.address);
    t.is(refused.http, 403);
    t.true(refused.decision.reasons.some(({ code }: { code: string }) => code === 'SENDER_PAUSED'));
    t.is((await send(line.address, { category: 'otp', text: 'کد ورود شما: 82115' })).http, 202);
    later(16);
    // What waited is checked against the sender as it is by then.
    t.like((await ends(waiting.id, 'rejected')).timeline.at(-1), { detail: { codes: ['SENDER_PAUSED'] } });

    later(181);
    t.like(await phase('gathering'), { pauses: 1 });
    // As if it had begun when these messages are made: their ids carry the real time.
    await app.db.pool.query('update pacing_stream set started_at = $2 where sender_id = $1', [line.id, new Date()]);
    await batch();
    later(16);
    t.like(await phase('disabled'), { pauses: 2 });
    later(60 * 24 * 30);
    t.is((await stream(line)).pausedUntil, null);
    t.is((await reviewer.post(`/v1/senders/${line.id}/resume`, { reason: 'the list was cleaned' })).status, 200);
    smsc.behave('happy');
    t.like(await phase('gathering'), { firstBatch: { sent: 0 } });
    t.is((await send(line.address)).status, 'queued');
  },
);

test.serial('an opt-out and a complaint are signals, too, and stop a batch before its time is over', async (t) => {
  for (const signal of ['optOuts', 'complaints']) {
    clock.set(start);
    const line = await makeLine();
    const sent = [];
    for (let i = 0; i < 4; i++) sent.push(await send(line.address));
    for (const { id } of sent) await ends(id, 'delivered');
    const from = sentTo.get(sent[0].id);
    const told =
      signal === 'optOuts'
        ? await app.admin.post('/v1/mo', { from, to: line.address, text: '11' })
        : await app.admin.post('/v1/complaints', {
            msisdn: from,
            sender: line.address,
            receivedAt: clock.now().toString(),
            text: 'مزاحمت',
          });
    t.true(told.status < 300, JSON.stringify(told.body));
    later(1);
    t.like(await reaches(line, 'paused'), { phase: 'paused', signals: { ended: 4, [signal]: 1 } });
  }
});

test.serial(
  'traffic by a template is a stream of its own: bad signals pause the template, and not its sender',
  async (t) => {
    const line = await makeLine();
    const text = 'مشتری گرامی، به خرید {order:code} از ۱ تا ۵ امتیاز دهید. لغو۱۱';
    const { id: templateId } = (
      await shop.client.post('/v1/templates', { senderId: line.id, category: 'survey', text })
    ).body;
    const path = `/v1/templates/${templateId}`;
    await shop.client.post(`${path}/submit`);
    await reviewer.post(`${path}/review`, { decision: 'approve', note: 'ok' });
    const byTemplate = (order: string) => send(line.address, { text: undefined, templateId, variables: { order } });
    smsc.behave('undeliverable');
    for (const order of ['41001', '41002', '41003', '41004']) await ends((await byTemplate(order)).id, 'undeliverable');
    later(16);
    t.like(await reaches(line, 'paused'), { templateId, pauses: 1 });
    t.is((await shop.client.get(path)).body.status, 'paused');
    const refused = await byTemplate('41005');
    t.deepEqual([refused.http, refused.decision.reasons[0].code], [403, 'TEMPLATE_REQUIRED']);
    t.is((await send(line.address)).status, 'queued');
    later(181);
    t.like(await reaches(line, 'gathering'), { templateId });
    t.is((await shop.client.get(path)).body.status, 'approved');
  },
);

test.serial('nodes count a first batch together', async (t) => {
  const rules: PacingRules = {
    categories: ['promotional'],
    firstBatch: 10,
    gatherMs: 60_000,
    withinMs: 60_000,
    least: 1,
    limits: { failures: 1, optOuts: 1, complaints: 1 },
    pauses: [],
    thenDisable: false,
    forgetMs: 1,
  };
  const nodes = [
    await openPacing(app.db, systemClock, () => rules),
    await openPacing(app.db, systemClock, () => rules),
  ];
  t.teardown(() => Promise.all(nodes.map((node) => node.stop())).then(() => undefined));
  const traffic = { senderId: newId(), organizationId: shop.id, templateId: null, pack: 'ir' } as const;
  const at = new Date();
  for (let i = 0; i < 10; i++) t.is(nodes[0]?.waitUntil({ ...traffic, category: 'promotional' }, at) ?? null, null);
  // Asked of a category that is not paced, a node says nothing and counts nothing.
  t.is(nodes[1]?.waitUntil({ ...traffic, category: 'otp' }, at) ?? null, null);
  const read = () => app.db.pool.query('select used from pacing_stream where sender_id = $1', [traffic.senderId]);
  await until(async () => (await read()).rows[0]?.used === 10);
  await app.db.listener.sync();
  await until(async () => nodes[1]?.waitUntil({ ...traffic, category: 'promotional' }, at) !== null);
  t.truthy(nodes[1]?.waitUntil({ ...traffic, category: 'promotional' }, at));
});
