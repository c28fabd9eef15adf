import { request } from 'node:http';
import test from 'ava';
import { plainName } from '#src/documents/index.ts';
import { type Business, form, lineInput, makeBusiness, makeSender, pdf } from '#test/senders/world.ts';
import { ADMIN_KEY, startApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
let shop: Business;
let id: string;
const TYPE = 'operator_form';

test.before(async () => {
  app = await startApp();
  shop = await makeBusiness(app);
  id = (await makeSender(app, shop, 'draft')).id;
});
test.after.always(() => app?.stop());

const upload = (data: FormData, sender = id) => shop.client.post(`/v1/senders/${sender}/documents`, data);
const bytes = (text: string) => new TextEncoder().encode(text);
const stored = async (sender = id) =>
  (await app.db.pool.query('select count(*)::int as n from document where sender_id = $1', [sender])).rows[0].n;

test('a paper is stored by its content and served as a download that no browser runs', async (t) => {
  const content = pdf();
  const added = await upload(form(TYPE, content, 'فرم امضا.pdf'));
  t.is(added.status, 201);
  t.like(added.body, {
    type: TYPE,
    fileName: 'فرم امضا.pdf',
    mediaType: 'application/pdf',
    pages: 1,
    size: content.length,
    decision: null,
  });
  t.regex(added.body.sha256, /^[0-9a-f]{64}$/);
  const read = await shop.client.get(`/v1/senders/${id}/documents/${added.body.id}/content`);
  t.deepEqual([read.status, read.body], [200, new TextDecoder().decode(content)]);
  t.is(read.headers.get('content-type'), 'application/pdf');
  t.is(read.headers.get('x-content-type-options'), 'nosniff');
  t.regex(read.headers.get('content-security-policy') ?? '', /sandbox/);
  t.regex(read.headers.get('content-disposition') ?? '', /^attachment; filename="[\w. -]+"; filename\*=UTF-8''%D9%81/);
});

test('the same Idempotency-Key adds one paper, also when it comes again at the same time; another file is refused', async (t) => {
  const headers = { 'idempotency-key': 'paper-1' };
  const { id: sender } = await makeSender(app, shop, 'draft');
  const path = `/v1/senders/${sender}/documents`;
  const content = pdf();
  const before = await stored(sender);
  const send = (data: FormData) => shop.client.post(path, data, headers);
  const answers = await Promise.all([1, 2, 3].map(() => send(form(TYPE, content))));
  t.deepEqual(
    answers.map((a) => a.status),
    [201, 201, 201],
  );
  t.is(new Set(answers.map((a) => a.body.id)).size, 1);
  t.is(answers.filter((a) => a.headers.get('idempotent-replayed') === 'true').length, 2);
  t.is(await stored(sender), before + 1);
  t.like(await send(form(TYPE, pdf())), { status: 422, body: { code: 'IDEMPOTENCY_MISMATCH' } });
  const refused = { 'idempotency-key': 'paper-2' };
  t.is((await shop.client.post(path, form('no_such_type', content), refused)).status, 422);
  t.is((await shop.client.post(path, form(TYPE, content), refused)).status, 201);
});

test('the name is shown without its folders and never used as a path', async (t) => {
  const added = await upload(form(TYPE, pdf(), '../../../etc/cron.d/job.pdf'));
  t.is(added.body.fileName, 'job.pdf');
  t.deepEqual(['..\\..\\boot.ini', '\u202egnp.exe', '.bashrc', '///', 'a\u0000b.pdf', ''].map(plainName), [
    'boot.ini',
    'gnp.exe',
    'bashrc',
    'document',
    'ab.pdf',
    'document',
  ]);
});

const bad: [name: string, data: () => FormData, status: number, code: string][] = [
  ['HTML that calls itself a PDF', () => form(TYPE, bytes('<html><script>alert(1)</script>')), 415, 'UNSUPPORTED_FILE'],
  ['a PDF that was cut off', () => form(TYPE, pdf().slice(0, 60)), 415, 'UNSUPPORTED_FILE'],
  ['an empty file', () => form(TYPE, new Uint8Array()), 422, 'INVALID_INPUT'],
  ['an encrypted PDF', () => form(TYPE, bytes('%PDF-1.4\ntrailer << /Encrypt 5 0 R >>\n%%EOF')), 422, 'INVALID_INPUT'],
  ['11 MB', () => form(TYPE, new Uint8Array(11 * 1024 * 1024).fill(0x25)), 413, 'TOO_LARGE'],
  ['a type that the pack does not know', () => form('love_letter', pdf()), 422, 'INVALID_INPUT'],
  [
    'no type',
    () => {
      const data = form(TYPE, pdf());
      data.delete('type');
      return data;
    },
    422,
    'INVALID_INPUT',
  ],
  [
    'a field that nobody asked for',
    () => {
      const data = form(TYPE, pdf());
      data.set('organizationId', 'x');
      return data;
    },
    422,
    'INVALID_INPUT',
  ],
  [
    'no file',
    () => {
      const data = form(TYPE, pdf());
      data.delete('file');
      return data;
    },
    422,
    'INVALID_INPUT',
  ],
  [
    'an expiry that is no date',
    () => {
      const data = form(TYPE, pdf());
      data.set('expiresAt', 'soon');
      return data;
    },
    422,
    'INVALID_INPUT',
  ],
];
for (const [name, data, status, code] of bad) {
  test.serial(`${name} is refused with ${status} and nothing is filed`, async (t) => {
    const before = await stored();
    const answer = await upload(data());
    t.deepEqual([answer.status, answer.body.code], [status, code]);
    t.is(await stored(), before);
  });
}

test('exactly 10 MB are accepted', async (t) => {
  const content = new Uint8Array(10 * 1024 * 1024).fill(0x20);
  content.set(pdf(), 0);
  content.set(bytes('%%EOF\n'), content.length - 6);
  t.is((await upload(form(TYPE, content))).status, 201);
});

test('a form that is none is refused', async (t) => {
  const path = `/v1/senders/${id}/documents`;
  const json = await shop.client.post(path, { type: TYPE });
  t.deepEqual([json.status, json.body.code], [415, 'UNSUPPORTED_FILE']);
  const noBoundary = await shop.client.call('POST', path, 'x', {
    'content-type': 'multipart/form-data; charset=utf-8',
  });
  t.deepEqual([noBoundary.status, noBoundary.body.code], [400, 'MALFORMED_REQUEST']);
  const unfinished = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4 …';
  const cut = await shop.client.call('POST', path, unfinished, { 'content-type': 'multipart/form-data; boundary=b' });
  t.deepEqual([cut.status, cut.body.code], [400, 'MALFORMED_REQUEST']);
});

test.serial('a caller who hangs up in the middle leaves nothing behind, and the service goes on', async (t) => {
  const before = await stored();
  await new Promise<void>((done) => {
    const half = request(`${app.url}/v1/senders/${id}/documents`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ADMIN_KEY}`,
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': '100000',
      },
    });
    half.on('error', () => done());
    half.write(
      '--b\r\nContent-Disposition: form-data; name="type"\r\n\r\nundertaking\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF',
    );
    setTimeout(() => half.destroy(), 200);
  });
  t.is(await stored(), before);
  t.is((await upload(form(TYPE, pdf()))).status, 201);
});

test('an upload that is sent again is the same paper', async (t) => {
  const content = pdf();
  const [first, again] = [await upload(form(TYPE, content)), await upload(form(TYPE, content))];
  t.is(again.body.id, first.body.id);
  t.not((await upload(form(TYPE, pdf()))).body.id, first.body.id);
});

test('another’s paper is not found under one’s own sender', async (t) => {
  const clinic = await makeBusiness(app);
  const own = await makeSender(app, clinic, 'draft', lineInput(clinic));
  const theirs = (await upload(form(TYPE, pdf()))).body.id;
  t.is((await clinic.client.get(`/v1/senders/${own.id}/documents/${theirs}/content`)).status, 404);
});

test('the same bytes filed by two organizations are pointed out to the reviewer and to nobody else', async (t) => {
  const clinic = await makeBusiness(app);
  const other = await makeSender(app, clinic, 'draft', lineInput(clinic));
  const same = pdf();
  const first = (await upload(form(TYPE, same))).body;
  await clinic.client.post(`/v1/senders/${other.id}/documents`, form(TYPE, same));
  const seen = (await app.admin.get(`/v1/senders/${other.id}/documents`)).body.items[0];
  t.deepEqual(seen.sharedWith, [{ organizationId: shop.id, senderId: id, type: TYPE }]);
  t.is(seen.sha256, first.sha256);
  t.false('sharedWith' in (await clinic.client.get(`/v1/senders/${other.id}/documents`)).body.items[0]);
});

test('papers do not change under a reviewer’s eyes', async (t) => {
  const { id: filed } = await makeSender(app, shop, 'submitted');
  const answer = await upload(form(TYPE, pdf()), filed);
  t.deepEqual([answer.status, answer.body.code], [409, 'INVALID_TRANSITION']);
  const [paper] = (await shop.client.get(`/v1/senders/${filed}/documents`)).body.items;
  t.is((await shop.client.call('DELETE', `/v1/senders/${filed}/documents/${paper.id}`)).status, 409);
});

test('a paper that was taken out counts no more', async (t) => {
  const { id: draft } = await makeSender(app, shop, 'draft');
  const { body } = await upload(form(TYPE, pdf()), draft);
  const status = async () =>
    (await shop.client.get(`/v1/senders/${draft}/evaluation`)).body.results.find(
      (it: { documentType: string }) => it.documentType === TYPE,
    ).status;
  t.is(await status(), 'met');
  t.is((await shop.client.call('DELETE', `/v1/senders/${draft}/documents/${body.id}`)).status, 200);
  t.is(await status(), 'missing');
  t.is((await shop.client.get(`/v1/senders/${draft}/documents/${body.id}/content`)).status, 404);
});

test('each paper is decided by the reviewer who holds the application, with a code of the catalogue', async (t) => {
  const { id: filed } = await makeSender(app, shop, 'in_review');
  const [one, two] = (await app.admin.get(`/v1/senders/${filed}/documents`)).body.items;
  const decide = (client: typeof app.admin, paper: { id: string }, body: object) =>
    client.post(`/v1/senders/${filed}/documents/${paper.id}/decision`, body, { 'accept-language': 'fa' });
  t.like((await decide(app.admin, one, { decision: 'accepted' })).body, { decision: 'accepted', finding: null });
  const refused = await decide(app.admin, two, { decision: 'refused', code: 'DOC_UNSIGNED', note: 'page 2' });
  t.like(refused.body, { decision: 'refused', note: 'page 2', finding: { code: 'DOC_UNSIGNED', short: 'بی‌امضا' } });
  t.is((await decide(app.admin, two, { decision: 'refused' })).status, 422);
  t.is((await decide(app.admin, two, { decision: 'refused', code: 'SUBJECT_VAGUE' })).status, 422);
  t.is((await decide(await app.as('reviewer'), one, { decision: 'accepted' })).body.code, 'ALREADY_CLAIMED');
  const approve = await app.admin.post(`/v1/senders/${filed}/review`, { decision: 'approve' });
  t.is(approve.body.code, 'REQUIREMENTS_NOT_MET');
});
