// A world for looking at the site: the demo, and what makes every page full: senders in every state, papers that look
// like papers, held messages, complaints, unclear replies, deliveries of webhooks that failed, a replay with changes.
import { appendFileSync, cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { confirmationCode } from '#src/consent/index.ts';
import { seedDemo } from '#src/demo/index.ts';
import { toDate } from '#src/kernel/index.ts';
import { makeSender, meetRequirements, reach } from '#test/senders/world.ts';
import { type Person, person } from '#test/site/review-world.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';
import { startReceiver } from '#test/support/receiver.ts';
import { fillHistory } from './history.ts';
import { scanOf } from './scan.ts';

/** The full world, who may look at it, and the addresses of things in it. */
export interface World {
  app: TestApp;
  owner: Person;
  /** Of an organization that has nothing yet. */
  newcomer: Person;
  reviewer: Person;
  admin: Person;
  auditor: Person;
  /** The cookie of a recipient who has proved a number. */
  recipient: string;
  at: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Holds what is long, so that something is held whatever the judge of content says. */
const HOLD = `
  - id: long-texts
    code: CONTENT_REVIEW
    effect: hold
    when: message.segments >= 3
    message: { fa: متن بلندتر از معمول است و کسی باید آن را ببیند., en: The text is longer than usual; a person has to look. }
    remedy: { fa: کوتاه‌ترش کنید, en: Shorten it }
    basis: { source: House rule, confidence: low }
`;
const HOLD_VECTOR = `
  - { name: a long text, facts: { message.segments: 4 }, outcome: hold, fires: [long-texts] }
`;

/** Makes the world; it takes some ten seconds. */
export async function makeWorld(browser: Browser): Promise<World> {
  const policies = mkdtempSync(join(tmpdir(), 'mohr-world-'));
  cpSync('policies', policies, { recursive: true });
  appendFileSync(join(policies, 'ir.yaml'), HOLD);
  appendFileSync(join(policies, 'ir.tests.yaml'), HOLD_VECTOR);
  const app = await startApp({ POLICIES_DIR: policies });
  const keys = await seedDemo(app.house, toDate(app.house.clock.now()));
  if (!keys) throw new Error('the database is not empty');
  const shop = {
    id: await organizationOf(app, 'فروشگاه نمونه'),
    client: app.client(keys.business),
    key: keys.business,
  };
  const gateway = app.client(keys.gateway);
  const at: Record<string, string> = {};
  Object.assign(at, await fillSenders(app, shop, browser));
  Object.assign(at, await fillTraffic(app, gateway, shop));
  const receiver = await startReceiver();
  Object.assign(at, await fillOwn(app, shop, receiver.url));
  receiver.answers.push(500, 500, 500);
  await fillHistory(app, shop.id);
  const reviewer = await person(app, 'reviewer', null, 'مریم رضایی');
  Object.assign(at, await fillReviews(app, reviewer, at));
  const { body: bare } = await app.admin.post('/v1/organizations', {
    legalName: 'کتاب‌فروشی سپیدار',
    kind: 'natural',
    nationalId: '0013542419',
    contact: { name: 'سارا احمدی', email: 'sara@example.com', mobile: '09121110009' },
  });
  return {
    app,
    owner: await person(app, 'business', shop.id, 'امیر نیک‌نام'),
    newcomer: await person(app, 'business', bare.id),
    reviewer,
    admin: await person(app, 'admin'),
    auditor: await person(app, 'auditor'),
    recipient: await openWindowOf(app, '09121234567'),
    at,
    stop: async () => {
      await app.stop();
      await receiver.stop();
    },
  };
}

interface Shop {
  id: string;
  client: TestClient;
  key: string;
}

async function organizationOf(app: TestApp, name: string): Promise<string> {
  const { rows } = await app.db.pool.query('select id from organization where legal_name = $1', [name]);
  return rows[0].id;
}

const line = (shop: Shop, changes: object) => ({
  organizationId: shop.id,
  lineClass: 'service',
  subjects: ['وضعیت سفارش', 'کد تأیید'],
  sampleMessages: ['سفارش شما ثبت شد. کد پیگیری: ۸۷۶\nفروشگاه نمونه'],
  ...changes,
});

/** A draft, one that waits with real papers, one that was sent back, a look-alike, and the ends of the life cycle. */
async function fillSenders(app: TestApp, shop: Shop, browser: Browser): Promise<Record<string, string>> {
  const draft = await makeSender(app, shop, 'draft', line(shop, { kind: 'fixed_line', address: '026-32501000' }));
  const waiting = await makeSender(app, shop, 'draft', line(shop, { kind: 'fixed_line', address: '021-42750011' }));
  await scanOf(app, shop, waiting.id, browser);
  await meetRequirements(app, shop, waiting.id);
  await shop.client.post(`/v1/senders/${waiting.id}/submit`);
  const back = await makeSender(app, shop, 'in_review', line(shop, { kind: 'fixed_line', address: '021-42750022' }));
  const { body: papers } = await app.admin.get(`/v1/senders/${back.id}/documents`);
  const paper = papers.items[0];
  const findings = [{ code: 'DOC_UNREADABLE', documentId: paper.id, note: 'مهر پایین صفحه پیدا نیست' }];
  const verdict = { decision: 'request_changes', note: 'لطفاً دوباره اسکن کنید.', findings };
  await app.admin.post(`/v1/senders/${back.id}/review`, verdict);
  const masked = line(shop, { kind: 'masked', address: 'BankMelli', subjects: ['اطلاع‌رسانی'] });
  const lookalike = await makeSender(app, shop, 'submitted', masked);
  for (const status of ['withdrawn', 'rejected', 'suspended', 'expired', 'approved'] as const)
    await reach(app, shop, status);
  const { rows } = await app.db.pool.query(`select id from sender where address = '+982142750000'`);
  return {
    draft: `/senders/${draft.id}`,
    edit: `/senders/${draft.id}/edit`,
    back: `/senders/${back.id}`,
    shop: shop.id,
    waiting: waiting.id,
    lookalike: lookalike.id,
    active: rows[0]?.id ?? '',
  };
}

const long =
  'مشترک گرامی، سفارش شما به دلیل کامل نبودن نشانی به انبار برگشته است. لطفاً تا پایان امروز با پشتیبانی فروشگاه تماس بگیرید و نشانی خود را کامل بگویید؛ در غیر این صورت مبلغ سفارش تا سه روز کاری به کارت شما باز می‌گردد. برای پیگیری، شمارهٔ سفارش را همراه داشته باشید.';

/** Messages with every outcome, replies that may mean stop, complaints. */
async function fillTraffic(app: TestApp, gateway: TestClient, shop: Shop): Promise<Record<string, string>> {
  const service = { sender: '021-42750000', category: 'transactional' };
  const send = async (message: object) => (await gateway.post('/v1/messages', message)).body;
  const first = await send({
    ...service,
    to: '09121234567',
    text: 'سفارش شما ثبت شد. کد پیگیری: 876',
    reference: 'A-1042',
  });
  await send({ ...service, category: 'otp', to: '09351234567', text: 'کد تایید شما: 123456' });
  await send({ ...service, to: '09121234567', text: 'سفارش شما ثبت شد. برای خرید بعدی ۲۰٪ تخفیف با کد SUMMER25' });
  for (const to of ['09121000001', '09351000002']) await send({ ...service, to, text: long });
  const offer = { sender: '30001234567', category: 'promotional', text: 'حراج پایان فصل تا ۷۰٪ تخفیف\nلغو۱۱' };
  const promotion = await send({ ...offer, to: '09121234567' });
  await send({ ...offer, to: '09301234567' });
  await send({ ...offer, to: '09121234567', text: 'حراج پایان فصل تا ۷۰٪ تخفیف' });
  for (const to of ['09361110000', '09371110000']) await send({ ...offer, to });
  for (const [from, text] of [
    ['09131234567', 'چرا این قدر پیام می دهید، بس است دیگر؟'],
    ['09361234567', 'اشتباه گرفتید، من مشتری شما نیستم! please stop sending'],
  ])
    await replyTo(app, gateway, shop, { from: from ?? '', text: text ?? '' });
  const complaints: string[] = [];
  for (const [msisdn, text, reference] of [
    ['09121234567', 'من از این فروشگاه خرید نکرده‌ام و هر شب پیام می‌گیرم.', '195-88120'],
    ['09301234567', 'یک بار لغو کرده‌ام و باز پیام آمد', null],
  ]) {
    const complaint = { msisdn, sender: offer.sender, receivedAt: new Date().toISOString(), text, reference };
    complaints.push((await app.admin.post('/v1/complaints', complaint)).body.id);
  }
  const note = { status: 'upheld', note: 'لغو در سامانهٔ دیگری ثبت شده بود و نرسیده بود.' };
  await app.admin.post(`/v1/complaints/${complaints[1]}/resolve`, note);
  return {
    message: `/messages/${first.id}`,
    promotion: `/messages/${promotion.id ?? first.id}`,
    complaint: complaints[0] ?? '',
    resolved: complaints[1] ?? '',
  };
}

async function replyTo(app: TestApp, gateway: TestClient, shop: Shop, { from, text }: { from: string; text: string }) {
  const scope = { msisdn: from, organizationId: shop.id, purpose: 'promotional', channel: 'sms', source: 'web_form' };
  await app.admin.post('/v1/consents', { ...scope, action: 'opt_in', evidence: { text: 'باشگاه مشتریان' } });
  await gateway.post('/v1/mo', { from, to: '30001234567', text });
}

/** What a business has beside its senders: keys, endpoints with deliveries, templates, lists of consents. */
async function fillOwn(app: TestApp, shop: Shop, hook: string): Promise<Record<string, string>> {
  const endpoint = { url: hook, description: 'انبار', events: ['*'], allowPrivate: true, organizationId: shop.id };
  const { body: made } = await app.admin.post('/v1/webhooks', endpoint);
  await app.admin.post('/v1/webhooks', { ...endpoint, url: 'https://shop.example/hooks/mohr', events: ['message.*'] });
  const { rows } = await app.db.pool.query(`select id from sender where address = '+982142750000'`);
  const templates: string[] = [];
  for (const [name, text] of [
    ['تأیید سفارش', 'سفارش {order:code} ثبت شد و {day:date} می‌رسد. فروشگاه نمونه'],
    ['پیشنهاد هفته', 'حراج {name:text} تا ۵۰٪ تخفیف'],
  ]) {
    const { body } = await shop.client.post('/v1/templates', {
      senderId: rows[0].id,
      category: 'transactional',
      text,
      name,
    });
    await shop.client.post(`/v1/templates/${body.id}/submit`);
    templates.push(body.id);
  }
  await app.admin.post(`/v1/templates/${templates[0]}/review`, { decision: 'approve', note: '', findings: [] });
  const rowsOf = (numbers: readonly string[]) =>
    numbers.map((it) => `${it},opt_in,promotional,sms,web_form,2026-01-10T10:00:00+03:30,باشگاه مشتریان`);
  const list = [
    'msisdn,action,purpose,channel,source,effectiveAt,evidence',
    ...rowsOf(['09121234567', '12', '09351230000', '0912', '09361230001']),
  ].join('\n');
  const { body: imported } = await shop.client.post('/v1/consents/import', list, { 'content-type': 'text/csv' });
  return {
    endpoint: made.id,
    template: `/templates/${templates[0]}`,
    import: `/consents/imports/${imported.importId ?? imported.id}`,
  };
}

/** A case that is claimed, and a replay that finds what would change. */
async function fillReviews(app: TestApp, reviewer: Person, at: Readonly<Record<string, string>>) {
  await reviewer.send(`/review/senders/${at.lookalike}`, { act: 'claim' });
  await reviewer.send(`/review/senders/${at.waiting}`, { act: 'claim' });
  const candidate = readFileSync('policies/ir.yaml', 'utf8').replaceAll('effect: hold', 'effect: deny');
  const { body } = await app.admin.post('/v1/policies/ir/replays', { candidate, days: 7 });
  return { replay: `/admin/packs/ir/replays/${body.replayId}` };
}

async function openWindowOf(app: TestApp, msisdn: string): Promise<string> {
  const { body } = await app.client().post('/v1/window', { msisdn });
  const code = confirmationCode(app.house.secrets.codeKey, body.id);
  const { body: opened } = await app.client().post(`/v1/window/${body.id}/open`, { code });
  return `mohr_window=${opened.token}`;
}
