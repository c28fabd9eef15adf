import test from 'ava';
import { startApp, type TestApp } from '#test/support/app.ts';
import { fillRegister, type Person, person, type Register } from './review-world.ts';

let app: TestApp;
let register: Register;
let reviewer: Person;
test.before(async () => {
  app = await startApp();
  register = await fillRegister(app);
  reviewer = await person(app, 'reviewer');
});
test.after.always(() => app?.stop());

const lists = [
  '/review',
  '/review/held',
  '/review/unclear',
  '/review/complaints',
  '/review/operators',
  '/review/senders',
];
const files = () => [register.waiting, register.lookalike, register.active].map((id) => `/review/senders/${id}`);

test('every page of reviewers stands in both languages', async (t) => {
  for (const path of [...lists, ...files()]) {
    for (const [prefix, lang, dir] of [
      ['', 'fa', 'rtl'],
      ['/en', 'en', 'ltr'],
    ] as const) {
      const { status, html } = await reviewer.open(prefix + path);
      t.is(status, 200, prefix + path);
      t.regex(html, new RegExp(`<html lang="${lang}" dir="${dir}"`));
      t.notRegex(html, /\b(undefined|NaN|\[object Object\])\b/, prefix + path);
    }
  }
});

test('a business finds no page of reviewers, and no visitor either', async (t) => {
  const owner = await person(app, 'business', register.shop.id);
  for (const path of [...lists, ...files(), `/review/senders/${register.waiting}/letter`]) {
    t.is((await owner.open(path)).status, 404, path);
    const visitor = await fetch(app.url + path, { redirect: 'manual', headers: { accept: 'text/html' } });
    t.is(visitor.status, 303, path);
    t.regex(visitor.headers.get('location') ?? '', /^\/sign-in/);
  }
  const sent = await owner.send(`/review/senders/${register.waiting}`, { act: 'claim' });
  t.is(sent.status, 404);
});

test('an auditor reads the queue and a case, and is offered nothing to do', async (t) => {
  const auditor = await person(app, 'auditor');
  t.is((await auditor.open('/review')).status, 200);
  const { status, html } = await auditor.open(`/review/senders/${register.waiting}`);
  t.is(status, 200);
  t.notRegex(html, /value="claim"/);
  t.is((await auditor.send(`/review/senders/${register.waiting}`, { act: 'claim' })).status, 403);
});

test('filters narrow the queue and stay in the address; the same rows come as CSV', async (t) => {
  const { html } = await reviewer.open('/en/review?flag=lookalike');
  t.true(html.includes(register.lookalike));
  t.false(html.includes(register.waiting));
  const { html: csv, headers } = await reviewer.open('/review?flag=lookalike&format=csv');
  t.regex(headers.get('content-type') ?? '', /^text\/csv/);
  t.is(csv.trim().split('\r\n').length, 2);
  t.regex(csv, /BankMelli/);
  t.is((await reviewer.open('/review?status=nonsense')).status, 422);
});

test('a look-alike shows what it may be taken for and that two have to approve', async (t) => {
  const { html } = await reviewer.open(`/en/review/senders/${register.lookalike}`);
  t.regex(html, /Similar to a protected name/);
  t.regex(html, /two approvals/);
});

test('papers are shown in a frame of ours, and by nobody else', async (t) => {
  const { body } = await app.admin.get(`/v1/senders/${register.waiting}/documents`);
  const path = `/review/senders/${register.waiting}/papers/${body.items[0].id}`;
  const { headers, status } = await reviewer.open(path);
  t.is(status, 200);
  t.is(headers.get('content-type'), 'application/pdf');
  t.regex(headers.get('content-disposition') ?? '', /^inline/);
  t.regex(headers.get('content-security-policy') ?? '', /frame-ancestors 'self'/);
  t.is(headers.get('x-content-type-options'), 'nosniff');
});

test('without a script: take, tick a finding, read the letter, ask for changes, and the next case is there', async (t) => {
  const path = `/en/review/senders/${register.waiting}`;
  t.is((await reviewer.send(path, { act: 'claim' })).location, path);
  const { html: open } = await reviewer.open(path);
  const finding = /name="finding" value="([^"]+@[^"]+)"/.exec(open)?.[1] ?? '';
  t.not(finding, '');
  const typed: [string, string][] = [
    ['finding', finding],
    [`note:${finding}`, 'page two is dark'],
    ['decision', 'request_changes'],
    ['note', 'please scan again'],
  ];
  const look = await reviewer.send(path, [...typed, ['act', 'look']]);
  t.is(look.status, 200);
  t.regex(look.html, /class="letter" lang="fa"/);
  t.regex(look.html, /please scan again/);
  t.regex(look.html, /page two is dark/);
  const pdf = await reviewer.send(`${path}/letter`, [...typed, ['act', 'pdf']]);
  t.is(pdf.headers.get('content-type'), 'application/pdf');
  const { location } = await reviewer.send(path, [...typed, ['act', 'decide']]);
  t.is(location, `/en/review/senders/${register.lookalike}?done=review_request_changes`);
  const { body } = await app.admin.get(`/v1/senders/${register.waiting}`);
  t.is(body.status, 'changes_requested');
  t.is(body.application.findings[0].note, 'page two is dark');
});

test('a decision that was not chosen is asked for, and what was typed stays', async (t) => {
  const path = `/en/review/senders/${register.lookalike}`;
  await reviewer.send(path, { act: 'claim' });
  const { status, html } = await reviewer.send(path, { act: 'decide', note: 'half a thought' });
  t.is(status, 422);
  t.regex(html, /half a thought/);
  t.regex(html, /class="summary"/);
  await reviewer.send(path, { act: 'release' });
});

test.serial('a refusal that says nothing is asked for its reason, at the field of the note', async (t) => {
  for (const [prefix, why] of [
    ['/en', /tell the applicant why/],
    ['', /دلیل را به متقاضی بگویید/],
  ] as const) {
    const path = `${prefix}/review/senders/${register.lookalike}`;
    await reviewer.send(path, { act: 'claim' });
    const { status, html } = await reviewer.send(path, { act: 'decide', decision: 'reject', note: '' });
    t.is(status, 422);
    t.regex(html, why);
    t.regex(html, /<a href="#field-note">/);
    t.regex(html, /id="field-note-fault"/);
    await reviewer.send(path, { act: 'release' });
  }
});

test('a complaint is decided with the message beside it', async (t) => {
  const { body } = await app.admin.post('/v1/complaints', {
    msisdn: '09121234567',
    sender: '30007001234',
    receivedAt: new Date(0).toISOString(),
    text: 'من این را نخواسته بودم',
  });
  t.true((await reviewer.open('/review/complaints')).html.includes(body.id));
  const path = `/en/review/complaints/${body.id}`;
  const { html, status } = await reviewer.open(path);
  t.is(status, 200);
  t.regex(html, /No message from this sender/);
  t.is((await reviewer.send(path, { act: 'uphold', note: 'so it is' })).location, `${path}?done=complaint_upheld`);
  t.regex((await reviewer.open(path)).html, /so it is/);
});

test('a template is read with what it seems to be, and decided', async (t) => {
  const input = { senderId: register.active, category: 'promotional', text: 'حراج {name:text} لغو۱۱', name: 'sale' };
  const { body, status } = await register.shop.client.post('/v1/templates', input);
  t.is(status, 201, JSON.stringify(body));
  await register.shop.client.post(`/v1/templates/${body.id}/submit`);
  t.regex((await reviewer.open('/en/review/templates')).html, /sale/);
  const path = '/en/review/templates';
  const silent = await reviewer.send(path, { id: body.id, decision: 'reject', note: '' });
  t.is(silent.status, 422);
  t.regex(silent.html, /id="field-note"[^>]* aria-invalid="true"/);
  t.regex(silent.html, /id="field-note-fault"[\s\S]*tell the applicant why/);
  t.is((await reviewer.send(path, { id: body.id })).status, 422);
  const { location } = await reviewer.send(path, { id: body.id, decision: 'approve', note: '' });
  t.is(location, `${path}?done=template_approve`);
  t.is((await app.admin.get(`/v1/templates/${body.id}`)).body.status, 'approved');
});

test('to suspend one must give a reason and be sure', async (t) => {
  const path = `/en/review/senders/${register.active}`;
  t.is((await reviewer.send(path, { act: 'suspend', reason: 'fraud' })).status, 422);
  t.is((await reviewer.send(path, { act: 'suspend', reason: '', sure: '1' })).status, 422);
  const { location } = await reviewer.send(path, { act: 'suspend', reason: 'fraud', sure: '1' });
  t.is(location, `${path}?done=sender_suspend`);
  t.is((await reviewer.send(path, { act: 'reinstate', reason: 'cleared' })).location, `${path}?done=sender_reinstate`);
});
