import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import {
  cancelImport,
  claimImport,
  type FoldEntry,
  foldAll,
  getImport,
  importErrors,
  listHistory,
  releaseImport,
  runConsentImport,
  uploadConsents,
} from '#src/consent/index.ts';
import { AppError, systemActor } from '#src/kernel/index.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { newMsisdn, newOrganization, record } from './world.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const HEADER = 'msisdn,action,purpose,channel,source,effectiveAt,evidence';
type Body = string | Buffer | AsyncIterable<Buffer>;

const upload = (organizationId: string, body: Body, format: 'csv' | 'ndjson' = 'csv') => {
  const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? Readable.from([Buffer.from(body)]) : body;
  return uploadConsents(db.pool, systemActor, { format, organizationId, body: bytes }, new Date());
};
const work = async (stopped = () => false) => {
  const claimed = await claimImport(db.pool, new Date());
  const result = claimed ? await runConsentImport(db.pool, claimed, { now: () => new Date(), stopped }) : null;
  if (claimed && result === 'stopped') await releaseImport(db.pool, claimed.id);
  return result;
};
const view = (id: string) => getImport(db.reader(), systemActor, id, new Date());
async function imported(organizationId: string, body: Body, format: 'csv' | 'ndjson' = 'csv') {
  const id = await upload(organizationId, body, format);
  await work();
  return view(id);
}
async function errorsOf(id: string): Promise<string[]> {
  const text = (await importErrors(db.pool, id).toArray()).join('');
  return text.trim().split('\n').slice(1);
}
const csv = (...rows: string[]) => [HEADER, ...rows].join('\n');
const history = async (msisdn: string) =>
  (await listHistory(db.reader(), systemActor, { msisdn }, { limit: 50 })).items;
const seqs = async () =>
  (await db.pool.query('select count(*)::int as n, max(seq)::int as top from consent_entry')).rows[0];

test.serial('rows become entries with what they say, in CSV as in NDJSON', async (t) => {
  const [organizationId, one, two] = [await newOrganization(db), newMsisdn(), newMsisdn()];
  const row = `${one},opt_in,promotional,sms,paper,2026-05-01T10:00:00+03:30,"فرم، ""نسخهٔ ۲"""`;
  t.like(await imported(organizationId, csv(row)), { status: 'done', rows: 1, accepted: 1, unchanged: 0, rejected: 0 });
  const [entry] = await history(one);
  t.like(entry, { action: 'opt_in', source: 'paper', evidence: { text: 'فرم، "نسخهٔ ۲"' } });
  t.is(entry?.effectiveAt.toISOString(), '2026-05-01T06:30:00.000Z');
  const line = JSON.stringify({
    msisdn: two,
    action: 'opt_out',
    purpose: 'promotional',
    effectiveAt: '2026-05-01T00:00:00Z',
  });
  t.like(await imported(organizationId, `${line}\n`, 'ndjson'), { status: 'done', accepted: 1 });
  t.like((await history(two))[0], { action: 'opt_out', source: 'import' });
});

test.serial('the same file again changes nothing, with dates and without', async (t) => {
  const [organizationId, ...phones] = [await newOrganization(db), newMsisdn(), newMsisdn(), newMsisdn()];
  const [a, b, c] = phones;
  const file = csv(
    `${a},opt_in,promotional,sms,web_form,2026-05-01T00:00:00Z,form`,
    `${a},opt_out,promotional,sms,web_form,2026-06-01T00:00:00Z,`,
    `${b},opt_in,promotional,,,,form`,
    `${b},opt_out,promotional,,,,`,
    `${c},opt_in,vas,sms,ussd,,`,
    `${c},opt_in,vas,sms,ussd,,`,
  );
  t.like(await imported(organizationId, file), { accepted: 6, unchanged: 1, rejected: 0 });
  const before = await seqs();
  t.like(await imported(organizationId, file), { accepted: 6, unchanged: 6 });
  t.deepEqual(await seqs(), before);
});

test.serial('an opt-out without a date counts when something was opted into since', async (t) => {
  const [organizationId, msisdn] = [await newOrganization(db), newMsisdn()];
  const file = csv(`${msisdn},opt_out,promotional,,,,`);
  await imported(organizationId, file);
  await record(db, { msisdn, organizationId, evidence: { text: 'later' } });
  t.like(await imported(organizationId, file), { accepted: 1, unchanged: 0 });
  t.is((await history(msisdn))[0]?.action, 'opt_out');
});

test.serial('every bad row is reported with its number, column and reason; the others count', async (t) => {
  const [organizationId, good] = [await newOrganization(db), newMsisdn()];
  const invalidUtf8 = Buffer.from([0x30, 0x39, 0xe3, 0xc7, 0x0a]);
  const rows = Buffer.from(
    `${csv(
      'not-a-number,opt_out,promotional,sms,import,,',
      '02188776655,opt_out,promotional,sms,import,,',
      '09121110000,subscribe,promotional,sms,import,,',
      '09121110000,opt_out,Promo!,sms,import,,',
      '09121110000,opt_out,promotional,fax,import,,',
      '09121110000,opt_out,promotional,sms,telepathy,,',
      '09121110000,opt_out,promotional,sms,import,yesterday,',
      '09121110000,opt_out,promotional,sms,import,2999-01-01T00:00:00Z,',
      '09121110000,opt_out,promotional,sms,import,1980-01-01T00:00:00Z,',
      '09121110000,opt_in,promotional,sms,import,,',
      '09121110000,opt_out,promotional',
      '09121110000,opt_out,promotional,sms,import,2026-13-01T00:00:00Z,',
      `${good},opt_out,promotional,sms,import,,`,
    )}\n`,
  );
  const result = await imported(organizationId, Buffer.concat([rows, invalidUtf8]));
  t.like(result, { status: 'done', rows: 14, accepted: 1, rejected: 13 });
  t.deepEqual(await errorsOf(result.id), [
    '2,msisdn,format',
    '3,msisdn,not_mobile',
    '4,action,unknown',
    '5,purpose,unknown',
    '6,channel,unknown',
    '7,source,unknown',
    '8,effectiveAt,not_a_time',
    '9,effectiveAt,future',
    '10,effectiveAt,too_old',
    '11,evidence,required',
    '12,,column_count',
    '13,effectiveAt,not_a_time',
    '15,,encoding',
  ]);
});

test.serial('of NDJSON every line that is no record is reported, and nothing of what was in it', async (t) => {
  const [organizationId, good] = [await newOrganization(db), newMsisdn()];
  const row = { msisdn: good, action: 'opt_out', purpose: 'promotional' };
  const lines = [
    '{"msisdn":',
    '[1]',
    'null',
    JSON.stringify({ ...row, secret: 'x' }),
    JSON.stringify({ ...row, msisdn: 9121110000 }),
    JSON.stringify({ ...row, senderId: '01890000-0000-7000-8000-000000000000' }),
    JSON.stringify({ ...row, touchpoint: 'a\0b' }),
    JSON.stringify({ ...row, expiresAt: '2030-01-01T00:00:00Z' }),
    '{"a":'.repeat(12_000),
    JSON.stringify(row),
  ];
  const result = await imported(organizationId, lines.join('\n'), 'ndjson');
  t.like(result, { status: 'done', rows: 10, accepted: 1, rejected: 9 });
  t.deepEqual(await errorsOf(result.id), [
    '1,,not_json',
    '2,,not_object',
    '3,,not_object',
    '4,,unknown_column',
    '5,msisdn,not_string',
    '6,senderId,unknown',
    '7,touchpoint,too_long',
    '8,expiresAt,order',
    '9,,not_json',
  ]);
});

test.serial('a date that no calendar has, or that cannot be stored, is a bad date', async (t) => {
  const [organizationId, msisdn] = [await newOrganization(db), newMsisdn()];
  const dates = [
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-02-03T24:00:00Z',
    '2026-02-03T10:00:00+24:00',
    '0000-01-01T00:00:00Z',
    '2026-02-03',
  ];
  const rows = dates.map((date) => `${msisdn},opt_in,promotional,${date},,فرم`);
  const beyond = `${msisdn},opt_in,promotional,,9999-12-31T23:59:59-12:00,فرم`;
  const leap = `${msisdn},opt_in,promotional,2024-02-29t23:59:59.123456z,2999-01-01T00:00:00+03:30,فرم`;
  const file = ['msisdn,action,purpose,effectiveAt,expiresAt,evidence', ...rows, beyond, leap].join('\n');
  const result = await imported(organizationId, file);
  t.like(result, { status: 'done', rows: 8, accepted: 1, rejected: 7 });
  t.deepEqual(await errorsOf(result.id), [
    ...dates.map((_, i) => `${i + 2},effectiveAt,not_a_time`),
    '8,expiresAt,not_a_time',
  ]);
});

test.serial('half of a surrogate pair costs its own line and does not stop the import', async (t) => {
  const [organizationId, good] = [await newOrganization(db), newMsisdn()];
  const row = { msisdn: good, action: 'opt_in', purpose: 'promotional', evidence: 'فرم' };
  const lines = [
    JSON.stringify({ ...row, evidence: 'a\ud800b' }),
    JSON.stringify({ ...row, touchpoint: '\udc00' }),
    JSON.stringify({ ...row, evidence: '\u{1f600}' }),
  ];
  const result = await imported(organizationId, lines.join('\n'), 'ndjson');
  t.like(result, { status: 'done', rows: 3, accepted: 1, rejected: 2 });
  t.deepEqual(await errorsOf(result.id), ['1,evidence,encoding', '2,touchpoint,encoding']);
});

test.serial('NDJSON may give evidence as the API takes it, and a new address makes it new', async (t) => {
  const [organizationId, msisdn] = [await newOrganization(db), newMsisdn()];
  const row = { msisdn, action: 'opt_in', purpose: 'promotional' };
  const first = { text: 'فرم', url: 'https://shop.example/club', ip: '203.0.113.7', documentId: null };
  const bad = [
    { text: 7 },
    { colour: 'x' },
    { ip: 'here' },
    { url: 'x' },
    [],
    { text: ' ' },
    { text: 'a\0' },
    { text: 'a\ud800' },
  ];
  const good = [first, 'فرم', { text: 'فرم' }, { text: 'فرم', ip: '203.0.113.8' }];
  const lines = [...good, ...bad].map((evidence) => JSON.stringify({ ...row, evidence })).join('\n');
  const result = await imported(organizationId, lines, 'ndjson');
  t.like(result, { status: 'done', rows: 12, accepted: 4, unchanged: 1, rejected: 8 });
  const { documentId: _, ...shown } = first;
  t.deepEqual((await history(msisdn)).map(({ evidence }) => evidence).toReversed(), [
    shown,
    { text: 'فرم' },
    { text: 'فرم', ip: '203.0.113.8' },
  ]);
  t.deepEqual(
    (await errorsOf(result.id)).map((line) => line.replace(/^\d+,evidence,/, '')),
    ['not_string', 'unknown', 'unknown', 'unknown', 'not_string', 'required', 'encoding', 'encoding'],
  );
});

test.serial('ten thousand bad rows are all counted and listed', async (t) => {
  const organizationId = await newOrganization(db);
  const result = await imported(
    organizationId,
    csv(...Array.from({ length: 10_000 }, () => 'x,opt_out,promotional,sms,import,,')),
  );
  t.like(result, { rows: 10_000, accepted: 0, rejected: 10_000 });
  const listed = await errorsOf(result.id);
  t.deepEqual([listed.length, listed.at(-1)], [10_000, '10001,msisdn,format']);
});

const refused = async (t: import('ava').ExecutionContext, body: Body, code: AppError['code']) => {
  const before = await db.pool.query('select count(*)::int as n from import');
  const error = await t.throwsAsync(upload(await newOrganization(db), body), { instanceOf: AppError });
  t.is(error.code, code);
  t.deepEqual((await db.pool.query('select count(*)::int as n from import')).rows, before.rows);
  return error.details.faults?.map((fault) => `${fault.path} ${fault.code}`) ?? [];
};

test.serial('a file with unknown, missing or doubled columns is refused before anything is stored', async (t) => {
  t.deepEqual(await refused(t, 'msisdn,phone,action,action\n', 'INVALID_INPUT'), [
    'header.2 unknown_column',
    'header.4 twice',
    'header missing_column',
  ]);
});

test.serial('files that are empty, in UTF-16, compressed or binary are refused', async (t) => {
  await refused(t, '', 'INVALID_INPUT');
  await refused(t, Buffer.from(`\ufeff${HEADER}\n`, 'utf16le'), 'UNSUPPORTED_FILE');
  await refused(t, Buffer.from('1f8b08000000000000ff', 'hex'), 'UNSUPPORTED_FILE');
  await refused(t, Buffer.from('504b0304140000000800', 'hex'), 'UNSUPPORTED_FILE');
});

test.serial(
  'a mark at the beginning of UTF-8, Windows line ends and a header in another order do no harm',
  async (t) => {
    const [organizationId, msisdn] = [await newOrganization(db), newMsisdn()];
    const file = `\ufeffpurpose,action,msisdn\r\npromotional,opt_out,${msisdn}\r\n`;
    t.like(await imported(organizationId, file), { accepted: 1, rejected: 0 });
    const quoted = `\ufeff"msisdn","action","purpose"\r\n"${newMsisdn()}","opt_out","promotional"\r\n`;
    t.like(await imported(organizationId, quoted), { accepted: 1, rejected: 0 });
    const line = JSON.stringify({ msisdn: newMsisdn(), action: 'opt_out', purpose: 'promotional' });
    t.like(await imported(organizationId, `\ufeff${line}\n`, 'ndjson'), { accepted: 1, rejected: 0 });
  },
);

test.serial('a line of half a gigabyte is one bad row, and memory does not grow with it', async (t) => {
  const [organizationId, msisdn] = [await newOrganization(db), newMsisdn()];
  // What this thread holds: other test files run in threads of the same process.
  const held = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const before = held();
  let peak = before;
  async function* body() {
    yield Buffer.from(`${HEADER}\n`);
    for (let i = 0; i < 512; i++) {
      yield Buffer.alloc(1 << 20, 'y');
      peak = Math.max(peak, held());
    }
    yield Buffer.from(`\n${msisdn},opt_out,promotional,sms,import,,\n`);
  }
  const result = await imported(organizationId, body());
  t.like(result, { rows: 2, accepted: 1, rejected: 1 });
  t.deepEqual(await errorsOf(result.id), ['2,,too_long']);
  t.true(peak - before < 300 << 20, `${(peak - before) >> 20} MB`);
});

test.serial('a line with a million columns is one bad row', async (t) => {
  const organizationId = await newOrganization(db);
  const result = await imported(
    organizationId,
    csv(','.repeat(1_000_000), `${newMsisdn()},opt_out,promotional,sms,import,,`),
  );
  t.like(result, { rows: 2, accepted: 1, rejected: 1 });
});

test.serial('an upload that breaks off leaves nothing to be done', async (t) => {
  async function* body() {
    yield Buffer.from(`${HEADER}\n${'09121110000,opt_out,promotional,sms,import,,\n'.repeat(40_000)}`);
    throw new Error('connection reset');
  }
  await t.throwsAsync(upload(await newOrganization(db), body()), { message: 'connection reset' });
  t.is(await work(), null);
  const { rows } = await db.pool.query('select count(*)::int as n from import_chunk');
  t.is(rows[0].n, 0);
});

const many = (count: number) =>
  csv(...Array.from({ length: count }, () => `${newMsisdn()},opt_out,promotional,sms,import,2026-05-01T00:00:00Z,`));

test.serial('a worker that is killed in the middle costs no entry and makes none twice', async (t) => {
  const count = 60_000;
  const id = await upload(await newOrganization(db), many(count));
  const start = await seqs();
  const child = spawn(process.execPath, ['test/consent/import-child.ts', db.url], { stdio: 'inherit' });
  const ended = once(child, 'exit');
  for (let i = 0; i < 1000 && (await view(id)).rows === 0; i++) await sleep(20);
  child.kill('SIGKILL');
  await ended;
  const halfway = await view(id);
  t.true(halfway.rows > 0 && halfway.rows < count, `${halfway.rows} rows when it was killed`);
  t.is(await work(), null, 'its claim holds for a while');
  await db.pool.query(`update import set claimed_until = now() - interval '1 second' where id = $1`, [id]);
  t.is(await work(), 'done');
  t.like(await view(id), { status: 'done', rows: count, accepted: count, unchanged: 0 });
  const end = await seqs();
  t.deepEqual([end.n, end.top], [(start.n ?? 0) + count, (start.top ?? 0) + count]);
});

test.serial('a worker that stops hands over what is left', async (t) => {
  const id = await upload(await newOrganization(db), many(30_000));
  let turns = 0;
  t.is(await work(() => turns++ > 0), 'stopped');
  t.like(await view(id), { status: 'running' });
  t.is(await work(), 'done');
  t.like(await view(id), { rows: 30_000, accepted: 30_000 });
});

test.serial('a cancelled import stops; what was recorded stays', async (t) => {
  const id = await upload(await newOrganization(db), many(30_000));
  let turns = 0;
  await work(() => turns++ > 0);
  const running = await view(id);
  t.true(running.etaSeconds !== null);
  await db.transact((tx) => cancelImport(tx, systemActor, id, new Date()));
  t.is(await work(), null);
  t.like(await view(id), { status: 'cancelled', rows: running.rows });
  const again = db.transact((tx) => cancelImport(tx, systemActor, id, new Date()));
  t.is((await t.throwsAsync(again, { instanceOf: AppError })).code, 'INVALID_TRANSITION');
});

const anyRow = fc.record({
  who: fc.integer({ min: 0, max: 2 }),
  action: fc.constantFrom('opt_in' as const, 'opt_out' as const),
  purpose: fc.constantFrom('vas', 'all'),
  evidence: fc.constantFrom('', 'a', 'b'),
  day: fc.integer({ min: 1, max: 9 }),
});

const ofDay9 = { who: 0, purpose: 'vas', day: 9 };
/** An opt-out that a later file says again, after an opt-in of the same instant. */
const sentAgain = [
  { ...ofDay9, action: 'opt_out' as const, evidence: '' },
  { ...ofDay9, action: 'opt_in' as const, evidence: 'a' },
  { ...ofDay9, action: 'opt_out' as const, evidence: '' },
];

test.serial('what an import makes of any history is what the rules make of it', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRow, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 3 }),
      async (rows, files) => {
        const organizationId = await newOrganization(db);
        const phones = [newMsisdn(), newMsisdn(), newMsisdn()];
        const lines = rows.map(
          (r) => `${phones[r.who]},${r.action},${r.purpose},sms,import,2026-01-0${r.day}T00:00:00Z,${r.evidence}`,
        );
        for (let i = 0; i < files; i++) {
          const part = lines.filter((_, at) => at % files === i);
          if (part.length > 0) await imported(organizationId, csv(...part));
        }
        for (const [who, msisdn] of phones.entries()) {
          const own = rows.filter((r) => r.who === who);
          const placed = own.map((r, i) => ({ r, file: rows.indexOf(r) % files, i }));
          // What an earlier file has said of the same instant is in the ledger already.
          const fresh = placed.filter(({ r, file }) => !placed.some((p) => p.file < file && isDeepStrictEqual(p.r, r)));
          const order = fresh.map(({ r, file, i }) => ({ r, seq: file * 100 + i }));
          const entries = order.map(
            ({ r, seq }): FoldEntry => ({
              ...{
                channel: 'sms',
                senderId: null,
                purpose: r.purpose,
                action: r.action,
                evidence: r.evidence || null,
                seq,
              },
              effectiveAt: Date.UTC(2026, 0, r.day),
              expiresAt: null,
            }),
          );
          const wanted = foldAll(entries, Number.MAX_SAFE_INTEGER).map((s) => `${s.purpose} ${s.state} ${s.since}`);
          const { rows: stored } = await db.pool.query(
            'select purpose, state, since from consent_state where msisdn = $1',
            [msisdn],
          );
          t.deepEqual(stored.map((s) => `${s.purpose} ${s.state} ${s.since.getTime()}`).sort(), wanted.sort());
        }
      },
    ),
    { numRuns: 60, examples: [[sentAgain, 3]] },
  );
});
