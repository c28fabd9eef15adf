import { randomUUID } from 'node:crypto';
import test from 'ava';
import { gatherEvidence } from '#src/api/papers/gather-evidence.ts';
import { gatherUndertaking } from '#src/api/papers/gather-letters.ts';
import { systemActor, toDate } from '#src/kernel/index.ts';
import { getSender } from '#src/senders/index.ts';
import { hasPoppler, textOf } from '#test/pdf/raster.ts';
import { type Business, lineInput, makeBusiness, makeSender } from '#test/senders/world.ts';
import { ADMIN_KEY, startApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
let shop: Business;
let clinic: Business;

test.before(async () => {
  app = await startApp();
  shop = await makeBusiness(app);
  clinic = await makeBusiness(app, 'درمانگاه نمونه');
});
test.after.always(() => app?.stop());

async function download(path: string, init: RequestInit = {}) {
  const headers = { authorization: `Bearer ${ADMIN_KEY}`, ...(init.headers as Record<string, string>) };
  const response = await fetch(app.url + path, { ...init, headers });
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
}

const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString() === '%PDF-';
const lineKind = { kind: 'fixed_line', lineClass: 'service', subjects: ['وضعیت سفارش'] };

test('an undertaking is the application filled in, and the same until the application changes', async (t) => {
  const draft = await makeSender(app, shop, 'draft', lineInput(shop, { ...lineKind, address: '02144112233' }));
  const path = `/v1/senders/${draft.id}/undertaking.pdf`;
  const first = await download(path);
  t.deepEqual([first.status, first.headers.get('content-type'), isPdf(first.bytes)], [200, 'application/pdf', true]);
  t.true(first.bytes.length < 300_000);
  if (hasPoppler()) t.regex(textOf(first.bytes), /021-44112233/);
  t.deepEqual((await download(path)).bytes, first.bytes);

  await shop.client.patch(`/v1/senders/${draft.id}`, { subjects: ['یادآوری نوبت'] });
  t.notDeepEqual((await download(path)).bytes, first.bytes);
  const em = app.db.reader();
  const data = await gatherUndertaking(em, app.house.registry, await getSender(em, systemActor, draft.id));
  t.like(data, { holder: { legalName: 'فروشگاه نمونه', kind: 'legal' } });
  t.deepEqual(data.sender.subjects, ['یادآوری نوبت']);
});

test('an undertaking is filled in with what the organization says of itself, changed field by field', async (t) => {
  const own = await makeBusiness(app);
  const draft = await makeSender(app, own, 'draft');
  const path = `/v1/organizations/${own.id}`;
  const given = { registrationNumber: '456789', address: 'تهران، خیابان ولی‌عصر، پلاک ۱۲', economicCode: '4111' };
  t.is((await own.client.patch(path, { particulars: given })).status, 200);
  const changed = await own.client.patch(path, { particulars: { phone: '021-42750000', economicCode: null } });
  t.deepEqual(changed.body.particulars, { ...given, phone: '021-42750000', economicCode: null });
  const sender = await getSender(app.db.reader(), systemActor, draft.id);
  const { holder } = await gatherUndertaking(app.db.reader(), app.house.registry, sender);
  t.like(holder, { registrationNumber: '456789', address: given.address, phone: '021-42750000', economicCode: null });
  t.is((await own.client.patch(path, { particulars: { taxes: 'x' } })).status, 422);
});

test('a certificate is for approved and active senders alone', async (t) => {
  const draft = await makeSender(app, shop, 'draft');
  const early = await shop.client.get(`/v1/senders/${draft.id}/certificate.pdf`);
  t.deepEqual([early.status, early.body.code, early.body.currentStatus], [409, 'INVALID_TRANSITION', 'draft']);

  const active = await makeSender(app, shop, 'active');
  const given = await download(`/v1/senders/${active.id}/certificate.pdf?language=en`);
  t.deepEqual([given.status, isPdf(given.bytes)], [200, true]);
  if (hasPoppler()) t.true(textOf(given.bytes).includes(active.address));
  t.is(given.headers.get('content-disposition'), `inline; filename="certificate-${active.id}.pdf"`);

  await app.admin.post(`/v1/senders/${active.id}/suspend`, { reason: 'r' });
  t.is((await shop.client.get(`/v1/senders/${active.id}/certificate.pdf`)).status, 409);
});

test('a decision letter names what was found and how it is mended', async (t) => {
  const held = await makeSender(app, shop, 'in_review');
  const path = `/v1/senders/${held.id}/decision-letter.pdf`;
  const early = await shop.client.get(path);
  t.deepEqual([early.status, early.body.code], [409, 'INVALID_TRANSITION']);
  const findings = [{ code: 'DOC_UNSIGNED', note: 'page 2' }];
  await app.admin.post(`/v1/senders/${held.id}/review`, { decision: 'request_changes', note: 'sign it', findings });
  const letter = await download(`${path}?language=en`);
  t.deepEqual([letter.status, isPdf(letter.bytes)], [200, true]);
  if (hasPoppler()) {
    const text = textOf(letter.bytes);
    for (const words of ['Not signed', 'page 2', 'sign it']) t.true(text.includes(words), words);
  }
});

test('papers of another organization are not found, and other roles may not have them', async (t) => {
  const active = await makeSender(app, shop, 'active');
  const gateway = await app.as('gateway');
  const auditor = await app.as('auditor');
  for (const paper of ['undertaking', 'certificate', 'decision-letter']) {
    const path = `/v1/senders/${active.id}/${paper}.pdf`;
    t.is((await clinic.client.get(path)).status, 404, paper);
    t.is((await gateway.get(path)).status, 403, paper);
    t.is((await auditor.get(path)).status, 200, paper);
  }
});

test('an evidence pack holds text, decision, consents with proofs, delivery and the life of the sender', async (t) => {
  const active = await makeSender(app, shop, 'active');
  const msisdn = '+989121234567';
  const consent = await shop.client.post('/v1/consents', {
    msisdn,
    organizationId: shop.id,
    action: 'opt_in',
    purpose: 'promotional',
    channel: 'sms',
    source: 'web_form',
    touchpoint: 'club',
    evidence: { text: 'I agree', ip: '203.0.113.7' },
  });
  t.is(consent.status, 201);
  const text = 'حراج بزرگ پاییزه ۵۰٪ تخفیف\nلغو۱۱';
  const sent = await shop.client.post('/v1/messages', {
    sender: active.address,
    to: msisdn,
    text,
    category: 'promotional',
  });
  t.is(sent.status, 202, JSON.stringify(sent.body));
  await sealed(consent.body.seq);
  await app.admin.post('/v1/blocklists/ir-national/entries', 'msisdn\n09121234567\n', { 'content-type': 'text/csv' });
  const complaint = await app.admin.post('/v1/complaints', {
    msisdn,
    sender: active.address,
    receivedAt: toDate(app.house.clock.now()),
    text: `I asked them to stop: ${text}`,
  });
  t.like(complaint, { status: 201, body: { messageId: sent.body.id } }, JSON.stringify(complaint.body));

  const order = {
    messageId: sent.body.id,
    number: randomUUID(),
    language: undefined,
    publicUrl: 'https://x',
    at: toDate(app.house.clock.now()),
  };
  const { data } = await gatherEvidence(app.db, app.house.registry, systemActor, order);
  t.like(data.message, { id: sent.body.id, recipient: msisdn, text });
  t.is(data.decision.id, sent.body.decision.id);
  t.like(data.consent[0], { action: 'opt_in', touchpoint: 'club', evidence: 'I agree · 203.0.113.7' });
  t.is(data.ledger?.proofs[0]?.seq, consent.body.seq);
  t.is(data.sender.history[0]?.status, 'draft');
  t.is(data.language, 'fa');
  t.like(data.blockLists[0], { name: 'ir-national', national: true, atDecision: false, now: true });
  t.like(data.complaints[0], { id: complaint.body.id, status: 'open', text: `I asked them to stop: ${text}` });
  t.regex(data.timeline[0]?.detail ?? '', /^decisionId: /);

  const pack = await download('/v1/evidence-packs', {
    method: 'POST',
    body: JSON.stringify({ messageId: sent.body.id, language: 'en' }),
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  });
  t.deepEqual([pack.status, pack.headers.get('content-type'), isPdf(pack.bytes)], [201, 'application/pdf', true]);
  t.true(pack.bytes.length < 300_000);
  if (hasPoppler()) t.true(textOf(pack.bytes).includes(sent.body.decision.id));
  const { rows } = await app.db.pool.query(
    `select count(*)::int as n from audit_event where action = 'message.evidence' and object_id = $1`,
    [sent.body.id],
  );
  t.is(rows[0].n, 1);
  t.is((await clinic.client.post('/v1/evidence-packs', { messageId: sent.body.id })).status, 404);
  t.is((await shop.client.post('/v1/evidence-packs', { messageId: randomUUID() })).status, 404);
});

test('an evidence pack asked for twice with one key is the same pack', async (t) => {
  const active = await makeSender(
    app,
    shop,
    'active',
    lineInput(shop, { lineClass: 'service', subjects: ['کد ورود'] }),
  );
  const sent = await shop.client.post('/v1/messages', {
    sender: active.address,
    to: '09121234568',
    text: 'کد ورود شما: 123456',
    category: 'otp',
  });
  t.is(sent.status, 202, JSON.stringify(sent.body));
  const init = {
    method: 'POST',
    body: JSON.stringify({ messageId: sent.body.id }),
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  };
  const [first, again] = [await download('/v1/evidence-packs', init), await download('/v1/evidence-packs', init)];
  t.deepEqual([again.status, again.headers.get('idempotent-replayed')], [201, 'true']);
  t.is(again.headers.get('content-type'), 'application/pdf');
  t.deepEqual(again.bytes, first.bytes);
});

/** Waits until an entry is in the tree. */
async function sealed(seq: number): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if ((await app.admin.get(`/v1/ledger/proof?seq=${seq}`)).status === 200) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('not sealed');
}
