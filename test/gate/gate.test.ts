import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';
import test from 'ava';
import fc from 'fast-check';
import { compactVerify, createLocalJWKSet, decodeJwt } from 'jose';
import { type DemoKeys, seedDemo } from '#src/demo/index.ts';
import { recipientHmac, textSha256 } from '#src/gate/index.ts';
import { ADMIN_KEY, startApp, type TestApp, type TestClient } from '#test/support/app.ts';

let app: TestApp;
let keys: DemoKeys;
let gateway: TestClient;
let shop: string;

test.before(async () => {
  app = await startApp();
  keys = (await seedDemo(app.house, new Date())) as DemoKeys;
  gateway = app.client(keys.gateway);
  const { body } = await app.admin.get('/v1/senders?limit=200');
  shop = body.items.find((s: { address: string }) => s.address === '30001234567').organizationId;
});
test.after.always(() => app?.stop());

const noon = '2026-11-23T12:00:00+03:30';
const otp = { sender: '021-42750000', to: '09121234567', category: 'otp', text: 'کد تایید شما: 123456' };
const promotion = {
  sender: '30001234567',
  to: '09121234567',
  category: 'promotional',
  text: 'حراج پایان فصل تا ۷۰٪ تخفیف\nلغو۱۱',
};
const codes = (body: { reasons: { code: string }[] }) => body.reasons.map(({ code }) => code);

async function agree(msisdn: string): Promise<void> {
  const consent = {
    msisdn,
    organizationId: shop,
    action: 'opt_in',
    purpose: 'promotional',
    channel: 'sms',
    source: 'web_form',
    evidence: { text: 'عضویت' },
    effectiveAt: '2026-01-01T00:00:00Z',
  };
  const { status } = await app.admin.post('/v1/consents', consent);
  if (status !== 201) throw new Error(`consent: ${status}`);
}

test('a decision is durable, and shows the facts that it was made from to whom it concerns', async (t) => {
  const asked = await gateway.post('/v1/check', { ...otp, reference: 'order-981' });
  t.like(asked, {
    status: 200,
    body: { outcome: 'allow', notBefore: null, reference: 'order-981', policy: { pack: 'ir' } },
  });
  t.like(asked.body.recipient, {
    msisdn: '+989121234567',
    country: 'IR',
    lineType: 'mobile',
    operator: 'mci',
    timeZone: 'Asia/Tehran',
  });
  const { body: read } = await gateway.get(`/v1/decisions/${asked.body.id}`);
  t.like(read, { ...asked.body, facts: { message: { category: 'otp' }, sender: { active: true } } });
  const other = await app.admin.post('/v1/organizations', {
    legalName: 'دیگری',
    kind: 'legal',
    nationalId: '14007650912',
    contact: { name: 'x', email: 'x@example.com', mobile: '09121110009' },
  });
  const stranger = await app.as('business', other.body.id);
  t.is((await stranger.get(`/v1/decisions/${asked.body.id}`)).status, 404);
  t.is((await app.client(keys.business).get(`/v1/decisions/${asked.body.id}`)).status, 200);
});

test('a dry run is answered and not recorded', async (t) => {
  const { body } = await gateway.post('/v1/check', { ...otp, dryRun: true });
  t.is(body.outcome, 'allow');
  t.is((await gateway.get(`/v1/decisions/${body.id}`)).status, 404);
});

test('a receipt is verified offline and binds sender, recipient, text, policy and ledger', async (t) => {
  const { body } = await gateway.post('/v1/check', otp);
  const { body: jwks } = await app.client().get('/.well-known/jwks.json');
  const { payload } = await compactVerify(body.receipt, createLocalJWKSet(jwks));
  const claims = JSON.parse(Buffer.from(payload).toString());
  t.like(claims, {
    jti: body.id,
    outcome: 'allow',
    sender: '+982142750000',
    to: recipientHmac(app.house.secrets.recipientKey, '+989121234567'),
    text: textSha256(otp.text),
    policy: body.policy.digest,
    ledgerSeq: body.ledgerSeq,
  });
  t.is(claims.exp, Math.floor(Date.parse(body.expiresAt) / 1000));
});

test('an opt-out that was answered before a check began is seen by it', async (t) => {
  for (let i = 0; i < 20; i++) {
    const to = `0935100${1000 + i}`;
    await agree(to);
    t.false(
      codes((await gateway.post('/v1/check', { ...promotion, to, dryRun: true, at: null })).body).includes(
        'CONSENT_MISSING',
      ),
    );
    const out = await app.admin.post('/v1/consents', {
      msisdn: to,
      organizationId: shop,
      action: 'opt_out',
      purpose: 'promotional',
      channel: 'sms',
      source: 'api',
    });
    const check = await gateway.post('/v1/check', { ...promotion, to, minSeq: out.body.seq, dryRun: true });
    t.true(codes(check.body).includes('OPTED_OUT'));
    t.true(check.body.ledgerSeq >= out.body.seq);
  }
});

test('a sequence number that the ledger has not reached is 409, whatever else is asked in the same moment', async (t) => {
  const [ahead, plain] = await Promise.all([
    gateway.post('/v1/check', { ...otp, minSeq: 1e12 }),
    gateway.post('/v1/check', otp),
  ]);
  t.like(ahead, { status: 409, body: { code: 'LEDGER_BEHIND' } });
  t.is(plain.status, 200);
});

test('a change of the registry is in force for the next check', async (t) => {
  const { body } = await app.admin.get('/v1/senders?limit=200');
  const clinic = body.items.find((s: { address: string }) => s.address === '+982188123456');
  const check = () => gateway.post('/v1/check', { ...otp, sender: '02188123456', dryRun: true });
  t.is((await check()).body.outcome, 'allow');
  for (let i = 0; i < 5; i++) {
    t.is((await app.admin.post(`/v1/senders/${clinic.id}/suspend`, { reason: 'test' })).status, 200);
    t.deepEqual([(await check()).body.outcome, codes((await check()).body)[0]], ['deny', 'SENDER_NOT_ACTIVE']);
    t.is((await app.admin.post(`/v1/senders/${clinic.id}/reinstate`, { reason: 'test' })).status, 200);
    t.is((await check()).body.outcome, 'allow');
  }
  await app.admin.post(`/v1/organizations/${clinic.organizationId}/suspend`, { reason: 'test' });
  t.true(codes((await check()).body).includes('ORGANIZATION_SUSPENDED'));
  await app.admin.post(`/v1/organizations/${clinic.organizationId}/reinstate`);
  t.is((await check()).body.outcome, 'allow');
});

test.serial('a sender with a declared audience reaches whom it declared, and nobody else', async (t) => {
  const { body } = await app.admin.get('/v1/senders?limit=200');
  const line = body.items.find((s: { address: string }) => s.address === '+982142750000');
  const csv = 'msisdn\n09121234567\n۰۹۱۲ ۱۲۳ ۴۵۶۸\n';
  const put = await app.admin.put(`/v1/senders/${line.id}/audience`, csv, { 'content-type': 'text/csv' });
  t.true(put.status === 200 || put.status === 202, String(put.status));
  const ask = async (to: string) => codes((await gateway.post('/v1/check', { ...otp, to, dryRun: true })).body);
  t.true((await ask('09351230000')).includes('RECIPIENT_NOT_DECLARED'));
  for (const to of ['09121234567', '09121234568']) t.false((await ask(to)).includes('RECIPIENT_NOT_DECLARED'), to);
  const version = async () => {
    const { body } = await gateway.post('/v1/check', { ...otp, to: '09121234567' });
    return (await app.admin.get(`/v1/decisions/${body.id}`)).body.facts.sender.audienceVersion;
  };
  t.is(await version(), put.body.version);
  await app.admin.put(`/v1/senders/${line.id}/audience`, csv, { 'content-type': 'text/csv' });
  t.is(await version(), put.body.version + 1, 'a decision names the version that it was made from');
  t.is((await app.admin.call('DELETE', `/v1/senders/${line.id}/audience`)).status, 200);
  t.deepEqual(await ask('09351230000'), []);
  t.is(await version(), 0);
});

test('what may not be offered is refused with the words that offer it, a warning of it is not', async (t) => {
  const ask = async (text: string) =>
    (await gateway.post('/v1/check', { ...otp, category: 'transactional', text, dryRun: true })).body;
  const offered = await ask('فـیـلـترشکن پرسرعت ماهی ۹۰ هزار تومان، خرید: همین حالا تماس بگیرید');
  const reason = offered.reasons.find((one: { code: string }) => one.code === 'FORBIDDEN_CONTENT');
  t.is(offered.outcome, 'deny');
  t.deepEqual(reason.evidence, ['فـیـلـترشکن پرسرعت']);
  const warned = await ask('هشدار پلیس فتا: خرید فیلترشکن از کانال‌ها جرم است و حساب شما خالی می‌شود');
  t.false(codes(warned).includes('FORBIDDEN_CONTENT'));
});

test('another organization’s sender is refused and nothing of it is shown', async (t) => {
  const business = app.client(keys.business);
  const { body } = await business.post('/v1/check', { ...otp, sender: '02188123456' });
  t.like(body, { outcome: 'deny', sender: null });
  t.true(codes(body).includes('SENDER_NOT_YOURS'));
  t.is((await business.post('/v1/check', otp)).body.outcome, 'allow');
});

test('a frequency cap is exact when many ask at once, in single checks and batches, and dry runs count towards nothing', async (t) => {
  const cap = app.house.rulebook.choose('IR').rules.find((rule) => rule.cap)?.cap;
  t.truthy(cap);
  const to = '09351234000';
  await agree(to);
  const clockIsDay = (await gateway.post('/v1/check', { ...promotion, to, dryRun: true })).body.outcome === 'allow';
  await Promise.all(Array.from({ length: 10 }, () => gateway.post('/v1/check', { ...promotion, to, dryRun: true })));
  const single = Array.from({ length: 30 }, () => gateway.post('/v1/check', { ...promotion, to }));
  const batches = Array.from({ length: 5 }, () =>
    gateway.post('/v1/check/batch', { ...promotion, to: undefined, recipients: [to, to] }),
  );
  const outcomes = [
    ...(await Promise.all(single)).map(({ body }) => body.outcome),
    ...(await Promise.all(batches)).flatMap(({ body }) =>
      body.results.map((result: { outcome: string }) => result.outcome),
    ),
  ];
  const allowed = outcomes.filter((outcome) => outcome === 'allow').length;
  // Promotion waits at night: then nothing is accepted and the cap is untouched.
  t.is(allowed, clockIsDay ? (cap?.limit ?? -1) : 0);
});

test('a batch answers one result per recipient in the order given; a bad recipient is a result', async (t) => {
  const recipients = ['09121234567', 'garbage', { to: '021-88776655' }, '۰۹۳۰۱۲۳۴۵۶۷'];
  const { status, body } = await gateway.post('/v1/check/batch', {
    sender: otp.sender,
    category: 'otp',
    text: otp.text,
    recipients,
  });
  t.is(status, 200);
  t.deepEqual(
    body.results.map(({ to, outcome }: { to: string; outcome: string }) => [to, outcome]),
    [
      ['+989121234567', 'allow'],
      ['garbage', 'deny'],
      ['+982188776655', 'deny'],
      ['+989301234567', 'allow'],
    ],
  );
  t.deepEqual(body.counts, { allow: 2, defer: 0, hold: 0, deny: 2 });
  t.is(decodeJwt(body.receipt).jti, body.id);
  t.deepEqual((await gateway.get(`/v1/check/batch/${body.id}`)).body, body);
  t.is(
    (
      await gateway.post('/v1/check/batch', {
        sender: otp.sender,
        text: 'x',
        recipients: Array(10_001).fill('09121234567'),
      })
    ).status,
    422,
  );
});

test('nothing that stands for a recipient fails a batch or a check', async (t) => {
  const bad = ['', ' ', '0'.repeat(400), '۱۱', 'tel:', '+'];
  const { status, body } = await gateway.post('/v1/check/batch', { ...otp, to: undefined, recipients: bad });
  t.is(status, 200);
  t.is(body.counts.deny, bad.length);
  for (const [i, to] of bad.entries()) {
    t.deepEqual(body.results[i].codes, ['INVALID_RECIPIENT'], to);
    const single = await gateway.post('/v1/check', { ...otp, to, dryRun: true });
    t.deepEqual([single.status, codes(single.body)], [200, ['INVALID_RECIPIENT']], to);
  }
});

test('a recipient whose variables do not fit the template is a result of the batch, a mismatch', async (t) => {
  const line = (await app.admin.get('/v1/senders?address=021-42750000')).body.items[0];
  const made = await app.admin.post('/v1/templates', {
    senderId: line.id,
    category: 'otp',
    text: 'کد شما در این فروشگاه {code:number} است',
  });
  const id = made.body.id;
  await app.admin.post(`/v1/templates/${id}/submit`);
  await app.admin.post(`/v1/templates/${id}/claim`);
  await app.admin.post(`/v1/templates/${id}/review`, { decision: 'approve' });
  const recipients = [
    { to: '09121234567', variables: { code: '1234' } },
    { to: '09121234568', variables: {} },
    '09121234569',
    { to: '09121234560', variables: { code: '1', more: '2' } },
    { to: '09121234561', variables: { code: 'abc' } },
    { to: 'nobody', variables: { code: '1234' } },
  ];
  const { status, body } = await gateway.post('/v1/check/batch', {
    sender: otp.sender,
    templateId: id,
    recipients,
    dryRun: true,
  });
  t.is(status, 200, JSON.stringify(body));
  t.deepEqual(
    body.results.map((one: { codes: string[] }) => one.codes),
    [
      [],
      ['TEMPLATE_MISMATCH'],
      ['TEMPLATE_MISMATCH'],
      ['TEMPLATE_MISMATCH'],
      ['TEMPLATE_MISMATCH'],
      ['INVALID_RECIPIENT'],
    ],
  );
  const single = { sender: otp.sender, to: '09121234568', templateId: id, dryRun: true };
  t.is((await gateway.post('/v1/check', single)).status, 422);
});

test('a batch decides as single checks do', async (t) => {
  const recipients = ['09121234567', '09301234567', '09137654321', '09981234567', '+14155552671', 'x'];
  const batch = await gateway.post('/v1/check/batch', { ...promotion, to: undefined, recipients, dryRun: true });
  for (const [i, to] of recipients.entries()) {
    const { body } = await gateway.post('/v1/check', { ...promotion, to, dryRun: true });
    t.deepEqual(
      [batch.body.results[i].outcome, [...batch.body.results[i].codes].sort()],
      [body.outcome, [...new Set(codes(body))].sort()],
      to,
    );
  }
});

test('a stream of requests is answered line by line, a bad line in its place', async (t) => {
  const lines = [
    JSON.stringify(otp),
    '{"broken',
    JSON.stringify({ ...otp, to: 7 }),
    '',
    JSON.stringify({ ...otp, dryRun: true }),
  ];
  const answer = await gateway.post('/v1/check/batch', `${lines.join('\n')}\n`, {
    'content-type': 'application/x-ndjson',
  });
  t.is(answer.status, 200);
  const answers = String(answer.body)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  t.deepEqual(
    answers.map((one) => one.outcome ?? one.code),
    ['allow', 'MALFORMED_JSON', 'INVALID_INPUT', 'allow'],
  );
});

test('a stream is answered while it is still being written', async (t) => {
  const sending = request(`${app.url}/v1/check/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/x-ndjson' },
  });
  sending.write(`${JSON.stringify({ ...otp, dryRun: true })}\n`);
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  const answers = createInterface({ input: answer })[Symbol.asyncIterator]();
  const next = async () => JSON.parse(String((await answers.next()).value));
  t.is((await next()).outcome, 'allow');
  sending.write(`${JSON.stringify({ ...otp, to: 'nobody', dryRun: true })}\n`);
  t.is((await next()).outcome, 'deny');
  sending.end();
  t.true((await answers.next()).done);
});

test('every fault of a request is named at once', async (t) => {
  const { status, body } = await gateway.post('/v1/check', {
    sender: '',
    to: 7,
    category: 'spam',
    at: 'yesterday',
    dryrun: true,
  });
  t.is(status, 422);
  t.true(body.errors.length >= 5, JSON.stringify(body.errors));
  t.is((await gateway.post('/v1/check', { ...otp, at: noon })).body.errors[0].path, 'at');
  t.is((await gateway.post('/v1/check', { ...otp, templateId: '0197a000-0000-7000-8000-000000000000' })).status, 422);
});

test('a missing text is named beside the other faults, in the language asked for', async (t) => {
  const persian = { 'accept-language': 'fa' };
  const paths = (body: { errors: { path: string }[] }) => body.errors.map(({ path }) => path).sort();
  const nothing = await gateway.post('/v1/check', {}, persian);
  t.deepEqual(paths(nothing.body), ['sender', 'text', 'to']);
  t.true(nothing.body.errors.every(({ message }: { message: string }) => /[آ-ی]/.test(message)));
  const early = await gateway.post('/v1/check', { ...otp, to: 7, at: noon, colour: 'red' }, persian);
  t.deepEqual(paths(early.body), ['at', 'colour', 'to']);
  t.deepEqual(paths((await gateway.post('/v1/check/batch', {})).body), ['recipients', 'sender', 'text']);
  t.deepEqual(paths((await gateway.post('/v1/messages', { sender: otp.sender })).body), ['text', 'to']);
});

test('no input, however strange, is answered with 500', async (t) => {
  const anything = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary', maxLength: 60 }));
  await fc.assert(
    fc.asyncProperty(
      fc.record(
        { sender: anything, to: anything, text: anything, category: anything, dryRun: fc.constant(true) },
        { requiredKeys: [] },
      ),
      async (body) => {
        const { status } = await gateway.post('/v1/check', body);
        t.true([200, 400, 422].includes(status), `${status}: ${JSON.stringify(body)}`);
      },
    ),
    { numRuns: 300 },
  );
  const texts = fc.record({
    sender: fc.constantFrom('021-42750000', '30001234567', 'x'),
    to: fc.string({ unit: 'binary', maxLength: 30, minLength: 1 }),
    text: fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
  });
  await fc.assert(
    fc.asyncProperty(texts, async (body) => {
      const { status, body: answer } = await gateway.post('/v1/check', body);
      const text = Object.values(body).every((value) => value.isWellFormed() && !value.includes('\0'));
      t.is(status, text ? 200 : 400, JSON.stringify([body, answer]));
    }),
    { numRuns: 200 },
  );
});

test('a text that is no text is refused before anything is recorded', async (t) => {
  for (const text of ['a\0b', 'half \ud83d']) {
    for (const path of ['/v1/check', '/v1/messages']) t.is((await gateway.post(path, { ...otp, text })).status, 400);
  }
  t.is((await gateway.post('/v1/messages', { ...otp, text: 'کد تایید: 1234 \\u0000', reference: '😀' })).status, 202);
});
