import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import test from 'ava';
import { startApp, type TestAnswer, type TestApp } from '#test/support/app.ts';

let app: TestApp;
let organizationId: string;
test.before(async () => {
  app = await startApp();
  const contact = { name: 'مدیر', email: 'clinic@example.com', mobile: '09121110001' };
  const made = await app.admin.post('/v1/organizations', {
    legalName: 'درمانگاه نمونه',
    kind: 'legal',
    nationalId: '10861677542',
    contact,
    locale: 'fa',
  });
  organizationId = made.body.id;
});
test.after.always(() => app?.stop());

const base = () => ({ organizationId, purpose: 'promotional', channel: 'sms', source: 'web_form' });

async function until<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  for (let i = 0; i < 400; i++) {
    const answer = await ask();
    if (answer) return answer;
    await sleep(25);
  }
  throw new Error('it did not come about');
}
const settled = (importId: string) =>
  until(async () => {
    const { body } = await app.admin.get(`/v1/imports/${importId}`);
    return ['done', 'failed', 'cancelled'].includes(body.status) && body;
  });

test('the state of consent is told as of a time and as it was known at a time', async (t) => {
  const one = { ...base(), msisdn: '0912 777 0000' };
  const first = await app.admin.post('/v1/consents', {
    ...one,
    action: 'opt_in',
    evidence: { text: 'فرم' },
    effectiveAt: '2026-03-01T00:00:00Z',
  });
  t.is(first.status, 201);
  t.is(first.body.state, 'opted_in');
  await app.admin.post('/v1/consents', { ...one, action: 'opt_out', effectiveAt: '2026-05-01T00:00:00Z' });
  const at = async (asOf: string) => {
    const { body } = await app.admin.get(
      `/v1/consents?msisdn=09127770000&organizationId=${organizationId}&asOf=${asOf}`,
    );
    return body.states.find((s: { purpose: string }) => s.purpose === 'promotional')?.state;
  };
  t.deepEqual(
    [await at('2026-01-01T00:00:00Z'), await at('2026-04-01T00:00:00Z'), await at('2026-06-01T00:00:00Z')],
    [undefined, 'opted_in', 'opted_out'],
  );
  const known = await app.admin.get(
    `/v1/consents?msisdn=09127770000&organizationId=${organizationId}&knownAt=2026-06-01T00:00:00Z`,
  );
  t.deepEqual(known.body.states, []);
});

test('consents that come together are answered each for itself, one key once', async (t) => {
  const wish = (i: number) => ({ ...base(), msisdn: `0912778${String(i).padStart(4, '0')}`, action: 'opt_out' });
  const key = { 'idempotency-key': 'one-wish' };
  const answers = await Promise.all([
    ...Array.from({ length: 30 }, (_, i) => app.admin.post('/v1/consents', wish(i))),
    app.admin.post('/v1/consents', { ...wish(30), action: 'opt_in' }),
    app.admin.post('/v1/consents', { ...wish(31), organizationId: '01890000-0000-7000-8000-000000000000' }),
    ...[1, 2, 3].map(() => app.admin.post('/v1/consents', wish(32), key)),
  ]);
  t.deepEqual(
    answers.map(({ status }) => status),
    [...Array<number>(30).fill(201), 422, 404, 201, 201, 201],
  );
  t.is(new Set(answers.slice(0, 30).map(({ body }) => body.seq)).size, 30);
  t.is(new Set(answers.slice(-3).map(({ body }) => body.seq)).size, 1);
  const again = await app.admin.post('/v1/consents', wish(32), key);
  t.deepEqual([again.body, again.headers.get('idempotent-replayed')], [answers.at(-1)?.body, 'true']);
  t.is((await app.admin.get('/v1/consents/history?msisdn=09127780032')).body.items.length, 1);
});

test('an opt-in without evidence is 422', async (t) => {
  const blank = { ...base(), msisdn: '09127770001', action: 'opt_in', evidence: { text: ' \n', documentId: '\u00a0' } };
  t.is((await app.admin.post('/v1/consents', blank)).body.code, 'EVIDENCE_REQUIRED', 'blanks are no evidence');
  const answer = await app.admin.post('/v1/consents', { ...base(), msisdn: '09127770001', action: 'opt_in' });
  t.deepEqual([answer.status, answer.body.code], [422, 'EVIDENCE_REQUIRED']);
});

test('a time that no calendar has, or of a year that cannot be written in four digits, is 422', async (t) => {
  const entry = { ...base(), msisdn: '09127770003', action: 'opt_out' };
  const mo = { from: '09127770003', to: '30001234567', text: '11' };
  const check = { sender: '30001234567', to: '09127770003', text: 'x', dryRun: true };
  const states = `/v1/consents?msisdn=09127770003&organizationId=${organizationId}`;
  for (const time of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00', '2026-02-30T00:00:00Z']) {
    const written = encodeURIComponent(time);
    const answers = await Promise.all([
      app.admin.post('/v1/consents', { ...entry, effectiveAt: time }),
      app.admin.post('/v1/consents', { ...entry, action: 'opt_in', evidence: { text: 'فرم' }, expiresAt: time }),
      app.admin.post('/v1/mo', { ...mo, receivedAt: time }),
      app.admin.post('/v1/check', { ...check, at: time }),
      app.admin.get(`${states}&asOf=${written}`),
      app.admin.get(`${states}&knownAt=${written}`),
    ]);
    t.deepEqual(
      answers.map(({ status }) => status),
      answers.map(() => 422),
      time,
    );
    t.deepEqual(
      answers.map(({ body }) => body.errors.length),
      answers.map(() => 1),
      'said once',
    );
  }
});

test('a number that is none is named beside every other fault', async (t) => {
  const paths = ({ body }: TestAnswer) => body.errors.map(({ path }: { path: string }) => path).sort();
  const mo = { from: 'nobody', to: '30001234567', text: '11', receivedAt: '1970-01-01T00:00:00Z' };
  t.deepEqual(paths(await app.admin.post('/v1/mo', mo)), ['from', 'receivedAt']);
  t.deepEqual(paths(await app.admin.post('/v1/mo', { ...mo, to: '' })), ['from', 'receivedAt', 'to']);
  t.deepEqual(paths(await app.admin.post('/v1/mo', { from: 'nobody', receivedAt: 'noon', extra: 1 })), [
    'extra',
    'from',
    'receivedAt',
    'text',
    'to',
  ]);
  t.deepEqual(paths(await app.admin.post('/v1/mo', { to: 3 })), ['from', 'text', 'to'], 'a field is named once');
  const msisdn = '02142750000';
  const entry = { ...base(), msisdn, action: 'leave' };
  t.deepEqual(paths(await app.admin.post('/v1/consents', entry)), ['action', 'msisdn']);
  const asked = { msisdn, organizationId, purpose: 'vas' };
  t.deepEqual(paths(await app.admin.post('/v1/consents/confirmations', asked)), ['msisdn', 'price']);
  t.deepEqual(paths(await app.admin.post('/v1/consents/confirmations', { ...asked, source: 'none' })), [
    'msisdn',
    'source',
  ]);
  t.deepEqual(paths(await app.admin.get(`/v1/consents?msisdn=${msisdn}`)), ['msisdn', 'organizationId']);
  t.deepEqual(paths(await app.admin.get(`/v1/consents?msisdn=${msisdn}&asOf=noon`)), ['asOf', 'msisdn']);
  t.deepEqual(paths(await app.admin.get(`/v1/consents/history?msisdn=${msisdn}&limit=0`)), ['limit', 'msisdn']);
});

test('an import counts its rows, reports the bad one and changes nothing when it is sent again', async (t) => {
  const rows = Array.from(
    { length: 2000 },
    (_, i) => `0912${5_000_000 + i},opt_out,promotional,sms,import,2026-06-01T00:00:00Z,`,
  );
  const file = [
    'msisdn,action,purpose,channel,source,effectiveAt,evidence',
    ...rows,
    'not-a-number,opt_out,promotional,sms,import,2026-06-01T00:00:00Z,',
  ].join('\n');
  const send = async () => {
    const { status, body } = await app.admin.post(`/v1/consents/import?organizationId=${organizationId}`, file, {
      'content-type': 'text/csv',
    });
    t.is(status, 202);
    return settled(body.importId);
  };
  t.like(await send(), { status: 'done', rows: 2001, accepted: 2000, unchanged: 0, rejected: 1 });
  const again = await send();
  t.like(again, { status: 'done', rows: 2001, accepted: 2000, unchanged: 2000, rejected: 1 });
  const errors = await app.admin.get(`/v1/imports/${again.id}/errors`);
  t.is(errors.body, 'row,column,reason\n2002,msisdn,format\n');
});

test('an entry can be proved within seconds, and its leaf can be opened', async (t) => {
  const { body: entry } = await app.admin.post('/v1/consents', { ...base(), msisdn: '09127770002', action: 'opt_out' });
  const proof = await until(async () => {
    const answer = await app.admin.get(`/v1/ledger/proof?seq=${entry.seq}`);
    return answer.status === 200 && answer.body;
  });
  const { body: head } = await app.admin.get('/v1/ledger/head');
  const { body: whole } = await app.admin.get(`/v1/ledger/proof?seq=${entry.seq}&size=${head.size}`);
  t.is(whole.leafHash, proof.leafHash);
  t.is(rootFrom(whole), head.rootHash);
  const { body: opened } = await app.admin.get(`/v1/ledger/entries/${entry.seq}`);
  const data = Buffer.concat([Buffer.from([0]), Buffer.from(opened.blind, 'hex'), Buffer.from(opened.record)]);
  t.is(createHash('sha256').update(data).digest('hex'), proof.leafHash);
  t.like(JSON.parse(opened.record), { seq: entry.seq, id: entry.id, msisdn: '+989127770002', action: 'opt_out' });
});

test('a head that vouches for an entry is in the file within seconds', async (t) => {
  const entry = await app.admin.post('/v1/consents', { ...base(), msisdn: '09127770004', action: 'opt_out' });
  const file = join(app.dataDir, 'ledger-heads.jsonl');
  const last = () => JSON.parse(readFileSync(file, 'utf8').trim().split('\n').at(-1) || '{}');
  const head = await until(async () => last().size >= entry.body.seq && last());
  t.deepEqual(Object.keys(head).sort(), ['keyId', 'rootHash', 'signature', 'size', 'timestamp']);
});

test('what is not sealed yet is 409', async (t) => {
  const answer = await app.admin.get('/v1/ledger/proof?seq=1000000');
  t.deepEqual([answer.status, answer.body.code], [409, 'NOT_SEALED']);
});

test('a block list is in force when its replacement answers, and is taken whole or not at all', async (t) => {
  const put = (csv: string) => app.admin.put('/v1/blocklists/ir-national', csv, { 'content-type': 'text/csv' });
  t.like((await put('msisdn\n09129999999\n09128888888\n')).body, { entries: 2, added: 2, removed: 0 });
  const bad = await put('msisdn\n09129999999\nnonsense\n');
  t.is(bad.status, 422);
  t.deepEqual(
    bad.body.errors.map((e: { path: string }) => e.path),
    ['3'],
  );
  t.like((await put('msisdn\n09129999999\n09127777777\n')).body, { entries: 2, added: 1, removed: 1 });
  const more = await app.admin.post('/v1/blocklists/ir-national/entries', 'msisdn\n09127777777\n09126666666\n', {
    'content-type': 'text/csv',
  });
  t.like(more.body, { entries: 3, added: 1 });
  t.is((await put('number\n09129999999\n')).status, 422);
  const many = await put(`msisdn\n${'nonsense\n'.repeat(10_000)}`);
  t.like(many, { status: 422, body: { badRows: 10_000 } });
  t.is(many.body.errors.length, 100);
  t.is((await put(`msisdn\n${'9'.repeat(3_000_000)}\n`)).status, 422);
  t.like((await app.admin.get('/v1/blocklists')).body.items[0], { name: 'ir-national', entries: 3 });
  const { rows } = await app.db.pool.query('select count(*)::int as n from blocklist_stage');
  t.is(rows[0].n, 0, 'nothing is left of what was refused');
});

test('a block list and an import that are not UTF-8 text are refused alike', async (t) => {
  const header = 'msisdn,action,purpose';
  const foreign = (start: string): Record<string, Buffer> => ({
    'UTF-16': Buffer.from(`${start}\n09125555555\n`, 'utf16le'),
    'UTF-16 with its mark': Buffer.from(`\ufeff${start}\n09125555555\n`, 'utf16le'),
    'UTF-16, big end first': Buffer.from(`\ufeff${start}\n`, 'utf16le').swap16(),
    compressed: gzipSync(`${start}\n09125555555\n`),
    'Windows-1256': Buffer.concat([Buffer.from([0xe3, 0xe6]), Buffer.from(`${start}\n`)]),
  });
  const send = (method: string, path: string, bytes: Buffer | undefined) =>
    app.admin.call(method, path, new Uint8Array(bytes ?? []), { 'content-type': 'text/csv' });
  const importing = foreign(header);
  for (const [name, list] of Object.entries(foreign('msisdn'))) {
    const answers = [
      await send('PUT', '/v1/blocklists/foreign', list),
      await send('POST', '/v1/blocklists/foreign/entries', list),
      await send('POST', `/v1/consents/import?organizationId=${organizationId}`, importing[name]),
    ];
    for (const { status, body } of answers) t.deepEqual([status, body.code], [415, 'UNSUPPORTED_FILE'], name);
  }
  const { rows } = await app.db.pool.query('select count(*)::int as n from blocklist_stage');
  t.is(rows[0].n, 0);
});

test('roles: an organization writes its own consents and no block list', async (t) => {
  const business = await app.as('business', organizationId);
  const mine = await business.post('/v1/consents', { ...base(), msisdn: '09127770003', action: 'opt_out' });
  t.is(mine.status, 201);
  const other = await business.post('/v1/consents', {
    ...base(),
    organizationId: '019abcde-0000-7000-8000-000000000000',
    msisdn: '09127770003',
    action: 'opt_out',
  });
  t.is(other.status, 404);
  t.is((await business.put('/v1/blocklists/ir-national', 'msisdn\n', { 'content-type': 'text/csv' })).status, 403);
  t.is((await app.client().get('/v1/ledger/head')).status, 401);
});

/** RFC 6962 § 2.1.1, written anew: the root that a path leads to. */
function rootFrom({
  leafIndex,
  size,
  leafHash,
  path,
}: {
  leafIndex: number;
  size: number;
  leafHash: string;
  path: string[];
}) {
  const node = (l: Buffer, r: Buffer) =>
    createHash('sha256')
      .update(Buffer.concat([Buffer.from([1]), l, r]))
      .digest();
  let [fn, sn, root] = [leafIndex, size - 1, Buffer.from(leafHash, 'hex')];
  for (const hex of path) {
    const sibling = Buffer.from(hex, 'hex');
    if (fn % 2 === 1 || fn === sn) {
      root = node(sibling, root);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else root = node(root, sibling);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return root.toString('hex');
}
