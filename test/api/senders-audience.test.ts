import { request } from 'node:http';
import { Readable } from 'node:stream';
import test from 'ava';
import { type Business, makeBusiness, makeSender } from '#test/senders/world.ts';
import { ADMIN_KEY, startApp, type TestApp } from '#test/support/app.ts';
import { readFacts } from '#test/support/facts.ts';

let app: TestApp;
let shop: Business;
test.before(async () => {
  app = await startApp();
  shop = await makeBusiness(app);
});
test.after.always(() => app?.stop());

const csv = { 'content-type': 'text/csv' };
const put = (id: string, body: string) => shop.client.put(`/v1/senders/${id}/audience`, body, csv);

/** The version of the audience that was asked (0: none is declared), and whether the number is in it. */
async function ask(pairs: [senderId: string | null, msisdn: string][]) {
  const rows = await readFacts(
    app.db.pool,
    pairs.map(([senderId, msisdn]) => ({ senderId, msisdn })),
  );
  return rows.map(({ audienceVersion, inAudience }) => [audienceVersion, inAudience]);
}

test('a declared audience holds its members and nobody else', async (t) => {
  const { id } = await makeSender(app, shop, 'draft');
  t.deepEqual(await ask([[id, '+989121234567']]), [[0, false]]);
  const answer = await put(id, 'name,MSISDN\nعلی,0912 123 4567\n,۰۹۱۲۱۲۳۴۵۶۸\nرضا,+989121234567\nx,not a number\n');
  t.deepEqual(answer.body, {
    version: 1,
    rows: 4,
    accepted: 3,
    duplicates: 1,
    rejected: 1,
    errors: [{ row: 5, reason: 'format' }],
  });
  t.deepEqual(
    await ask([
      [id, '+989121234567'],
      [id, '+989121234568'],
      [id, '+989121234569'],
      [null, '+989121234567'],
    ]),
    [
      [1, true],
      [1, true],
      [1, false],
      [0, false],
    ],
  );
  t.like((await shop.client.get(`/v1/senders/${id}`)).body.audience, { version: 1, members: 2 });
});

test('another upload replaces the audience as a new version; taking it back leaves none', async (t) => {
  const { id } = await makeSender(app, shop, 'draft');
  await put(id, 'msisdn\n09121111111\n');
  t.is((await put(id, 'msisdn\n09122222222\n')).body.version, 2);
  t.deepEqual(
    await ask([
      [id, '+989121111111'],
      [id, '+989122222222'],
    ]),
    [
      [2, false],
      [2, true],
    ],
  );
  const { rows } = await app.db.pool.query(
    'select count(*)::int as n from sender_audience_member m join sender_audience a on a.id = m.audience_id where a.sender_id = $1',
    [id],
  );
  t.is(rows[0].n, 1, 'members of the old version are forgotten');
  const cleared = await shop.client.call('DELETE', `/v1/senders/${id}/audience`);
  t.is(cleared.body.audience, null);
  t.deepEqual(await ask([[id, '+989122222222']]), [[0, false]]);
});

test('members are stored as hashes under a key of their own version', async (t) => {
  const [one, two] = [await makeSender(app, shop, 'draft'), await makeSender(app, shop, 'draft')];
  for (const { id } of [one, two]) await put(id, 'msisdn\n09123334455\n');
  const { rows } = await app.db.pool.query(
    `select encode(m.hash, 'hex') as hash from sender_audience_member m join sender_audience a on a.id = m.audience_id
     where a.sender_id = any($1)`,
    [[one.id, two.id]],
  );
  t.is(new Set(rows.map((row) => row.hash)).size, 2);
  t.true(rows.every((row) => /^[0-9a-f]{32}$/.test(row.hash)));
});

const wrong: [name: string, body: string, status: number][] = [
  ['without the header', '09121234567\n', 422],
  ['empty', '', 422],
  ['not CSV', 'msisdn\n"unclosed', 422],
];
for (const [name, body, status] of wrong) {
  test(`an audience that is ${name} is refused and the one in force stays`, async (t) => {
    const { id } = await makeSender(app, shop, 'draft');
    await put(id, 'msisdn\n09121111111\n');
    t.is((await put(id, body)).status, status);
    t.deepEqual(await ask([[id, '+989121111111']]), [[1, true]]);
  });
}

test('another content type is refused', async (t) => {
  const { id } = await makeSender(app, shop, 'draft');
  t.is((await shop.client.put(`/v1/senders/${id}/audience`, { msisdn: [] })).status, 415);
});

test('an upload that breaks off changes nothing', async (t) => {
  const { id } = await makeSender(app, shop, 'draft');
  await put(id, 'msisdn\n09121111111\n');
  await new Promise<void>((done) => {
    const half = request(`${app.url}/v1/senders/${id}/audience`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${ADMIN_KEY}`, ...csv, 'content-length': '1000000' },
    });
    half.on('error', () => done());
    half.write(`msisdn\n${Array.from({ length: 9000 }, (_, i) => `0912${String(2_000_000 + i)}\n`).join('')}`);
    setTimeout(() => half.destroy(), 500);
  });
  const failed = async () =>
    (await app.db.pool.query(`select status from sender_audience where sender_id = $1 and number = 2`, [id])).rows[0]
      ?.status;
  while ((await failed()) !== 'failed') await new Promise((next) => setTimeout(next, 20));
  t.deepEqual(
    await ask([
      [id, '+989121111111'],
      [id, '+989122000000'],
    ]),
    [
      [1, true],
      [1, false],
    ],
  );
});

test('a long list is streamed', async (t) => {
  const { id } = await makeSender(app, shop, 'draft');
  const lines = Readable.from(
    (function* () {
      yield 'msisdn\n';
      for (let block = 0; block < 30; block++)
        yield Array.from({ length: 1000 }, (_, i) => `0912${String(1_000_000 + block * 1000 + i)}\n`).join('');
    })(),
  );
  const answer = await shop.client.put(`/v1/senders/${id}/audience`, Readable.toWeb(lines) as ReadableStream, csv);
  t.like(answer.body, { rows: 30_000, accepted: 30_000, duplicates: 0, rejected: 0 });
});
