import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { confirmationCode } from '#src/consent/index.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

const organization = {
  legalName: 'فروشگاه نمونه',
  kind: 'legal',
  nationalId: '10380284790',
  contact: { name: 'مدیر', email: 'shop@example.com', mobile: '09121110000' },
  locale: 'fa',
};
let app: TestApp;
let organizationId: string;
let senderId: string;
let business: TestClient;
test.before(async () => {
  app = await startApp();
  const made = await app.admin.post('/v1/organizations', organization);
  organizationId = made.body.id;
  business = await app.as('business', organizationId);
  const line = await business.post('/v1/senders', {
    organizationId,
    kind: 'long_number',
    address: '30001234567',
    lineClass: 'promotional',
    subjects: ['x'],
    sampleMessages: ['y لغو۱۱'],
  });
  senderId = line.body.id;
  // The way of a sender through its review is the registry's test; here it has to be active and no more.
  const client = await app.db.pool.connect();
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  await client.query(`update sender set status = 'active' where id = $1`, [senderId]);
  await client.query('commit');
  client.release();
});
test.after.always(() => app?.stop());

let phones = 0;
const phone = () => `0913${String(++phones).padStart(7, '0')}`;
const ask = (body: object) =>
  business.post('/v1/consents/confirmations', { organizationId, purpose: 'promotional', ...body });
const enter = (id: string, code: string) => business.post(`/v1/consents/confirmations/${id}`, { code });
const codeOf = (id: string) => confirmationCode(app.house.secrets.codeKey, id);
const wrongFor = (id: string) => (codeOf(id) === '000000' ? '000001' : '000000');
const stateOf = async (msisdn: string, purpose = 'promotional') => {
  const { body } = await business.get(`/v1/consents?msisdn=${msisdn}`);
  return body.states.find((s: { purpose: string }) => s.purpose === purpose)?.state;
};
async function textTo(msisdn: string): Promise<string> {
  for (let i = 0; i < 1200; i++) {
    const { body } = await app.admin.get(`/v1/messages?to=${encodeURIComponent(`+98${msisdn.slice(1)}`)}`);
    if (body.items?.length > 0)
      return (await app.db.pool.query('select text from message where id = $1', [body.items[0].id])).rows[0].text;
    await sleep(25);
  }
  throw new Error('no message was sent');
}

test('a double opt-in is pending until the code that was sent is entered, in any digits', async (t) => {
  const msisdn = phone();
  const { status, body } = await ask({ msisdn, evidence: { text: 'فرم عضویت', ip: '203.0.113.9' } });
  t.is(status, 201);
  t.is(await stateOf(msisdn), 'pending');
  const text = await textTo(msisdn);
  t.true(text.includes(codeOf(body.id)), text);
  const persian = codeOf(body.id).replaceAll(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)] ?? '');
  const confirmed = await enter(body.id, persian);
  t.like(confirmed, { status: 200, body: { state: 'opted_in' } });
  t.is(await stateOf(msisdn), 'opted_in');
  const history = await business.get(`/v1/consents/history?msisdn=${msisdn}`);
  t.like(history.body.items[0], {
    action: 'opt_in',
    evidence: { text: 'فرم عضویت', ip: '203.0.113.9', confirmationId: body.id },
  });
  t.is((await enter(body.id, codeOf(body.id))).body.code, 'CONFIRMATION_CLOSED');
});

test('five wrong codes close it', async (t) => {
  const { body } = await ask({ msisdn: phone() });
  const answers = [];
  for (let i = 0; i < 5; i++) answers.push(await enter(body.id, wrongFor(body.id)));
  t.deepEqual(
    answers.map((a) => [a.status, a.body.code, a.body.attemptsLeft]),
    [4, 3, 2, 1, 0].map((left) => [422, 'WRONG_CODE', left]),
  );
  t.like(await enter(body.id, codeOf(body.id)), { status: 409, body: { code: 'CONFIRMATION_CLOSED' } });
});

test('a code expires', async (t) => {
  const { body } = await ask({ msisdn: phone() });
  await app.db.pool.query(`update consent_confirmation set expires_at = now() where id = $1`, [body.id]);
  t.is((await enter(body.id, codeOf(body.id))).body.code, 'CONFIRMATION_CLOSED');
});

test('a number is sent one code a minute, whoever asks', async (t) => {
  const msisdn = phone();
  t.is((await ask({ msisdn })).status, 201);
  const again = await ask({ msisdn });
  t.like(again, { status: 429, body: { code: 'RATE_LIMITED' } });
  t.true(again.body.retryAfterSeconds > 0 && again.body.retryAfterSeconds <= 60);
  t.is(again.headers.get('retry-after'), String(again.body.retryAfterSeconds));
});

test('a value-added service states its price in the message, and nothing else has one', async (t) => {
  const msisdn = phone();
  t.is((await ask({ msisdn, purpose: 'vas' })).status, 422);
  const price = { amount: 20_000, currency: 'IRR', per: 'day' };
  t.is((await ask({ msisdn, price })).status, 422);
  const { body } = await ask({ msisdn, purpose: 'vas', price });
  t.regex(await textTo(msisdn), /۲۰٬۰۰۰ ریال در روز/);
  t.like(await enter(body.id, codeOf(body.id)), { status: 200, body: { state: 'opted_in' } });
  const history = await business.get(`/v1/consents/history?msisdn=${msisdn}`);
  t.like(history.body.items[0], { purpose: 'vas', evidence: { price: '20000 IRR/day' } });
});

test('who has opted out may confirm anew, and is not asked twice a day', async (t) => {
  const msisdn = phone();
  await business.post('/v1/consents', {
    organizationId,
    msisdn,
    action: 'opt_out',
    purpose: 'promotional',
    source: 'web_form',
  });
  const { body } = await ask({ msisdn });
  t.is(await stateOf(msisdn), 'opted_out');
  await app.db.pool.query(
    `update consent_confirmation set created_at = created_at - interval '2 minutes' where id = $1`,
    [body.id],
  );
  t.is((await ask({ msisdn })).status, 429);
  await enter(body.id, codeOf(body.id));
  t.is(await stateOf(msisdn), 'opted_in');
});

test('another organization can neither enter the code nor see it', async (t) => {
  const { body: clinic } = await app.admin.post('/v1/organizations', { ...organization, legalName: 'درمانگاه نمونه' });
  const stranger = await app.as('business', clinic.id);
  const { body } = await ask({ msisdn: phone() });
  t.is((await stranger.post(`/v1/consents/confirmations/${body.id}`, { code: codeOf(body.id) })).status, 404);
  t.is((await business.post(`/v1/consents/confirmations/${randomUUID()}`, { code: '123456' })).status, 404);
});

test('a person proves the number, sees who holds what and why, and withdraws', async (t) => {
  const msisdn = phone();
  await business.post('/v1/consents', {
    organizationId,
    msisdn,
    action: 'opt_in',
    purpose: 'promotional',
    source: 'pos',
    evidence: { text: 'فرم' },
  });
  const open = app.client();
  const asked = await open.post('/v1/window', { msisdn, sender: '30001234567' });
  t.is(asked.status, 202);
  t.regex(await textTo(msisdn), new RegExp(codeOf(asked.body.id)));
  t.is(
    (await open.post(`/v1/window/${asked.body.id}/open`, { code: wrongFor(asked.body.id) })).body.code,
    'WRONG_CODE',
  );
  const { body: proved } = await open.post(`/v1/window/${asked.body.id}/open`, { code: codeOf(asked.body.id) });
  const me = app.client(proved.token);
  const held = await me.get('/v1/window/consents');
  t.like(held.body, {
    organizations: [
      { organizationId, organizationName: 'فروشگاه نمونه', states: [{ purpose: 'promotional', state: 'opted_in' }] },
    ],
  });
  const messages = await me.get('/v1/window/messages');
  t.like(messages.body.items[0], { sender: '30001234567', organizationId });
  t.like(messages.body.items[0].consents[0], { purpose: 'promotional', state: 'opted_in' });

  t.like(await me.post('/v1/window/revocations', { organizationId }), { status: 200, body: { state: 'opted_out' } });
  t.is(await stateOf(msisdn), 'opted_out');
  t.is((await app.client(`${proved.token}x`).get('/v1/window/consents')).status, 401);
  t.is((await open.get('/v1/window/consents')).status, 401);
});

test('asking for the window of a number that nobody knows answers the same and sends nothing', async (t) => {
  const msisdn = phone();
  t.is((await app.client().post('/v1/window', { msisdn })).status, 202);
  await sleep(300);
  const { rows } = await app.db.pool.query('select count(*)::int as n from message where recipient = $1', [
    `+98${msisdn.slice(1)}`,
  ]);
  t.is(rows[0].n, 0);
});

test('a person is erased by the administrator; the window closes and opt-outs stay', async (t) => {
  const msisdn = phone();
  await business.post('/v1/consents', {
    organizationId,
    msisdn,
    action: 'opt_out',
    purpose: 'promotional',
    source: 'web_form',
  });
  t.is((await business.post(`/v1/subjects/${msisdn}/erase`)).status, 403);
  const erased = await app.admin.post(`/v1/subjects/${msisdn}/erase`);
  t.like(erased, { status: 200, body: { erasedEntries: 1, enforcedOptOuts: 1 } });
  t.is(await stateOf(msisdn), 'opted_out');
  t.deepEqual((await business.get(`/v1/consents/history?msisdn=${msisdn}`)).body.items, []);
});
