// Pages of the site over a full database: 100,000 senders of one register and 1,000,000 messages and decisions, most of
// them one organization's. Prints the median and the slowest of 30 views of each page.
// Run: node test/support/template.ts -- node bench/site.ts [messages] [senders]

import { makeBusiness, makeSender } from '#test/senders/world.ts';
import { person } from '#test/site/review-world.ts';
import { startApp } from '#test/support/app.ts';

const messages = Number(process.argv[2] ?? 1_000_000);
const senders = Number(process.argv[3] ?? 100_000);
const views = 30;

const app = await startApp();
const shop = await makeBusiness(app);
const line = await makeSender(app, shop, 'active');
await fill();
const owner = await person(app, 'business', shop.id);
const reviewer = await person(app, 'reviewer');
const admin = await person(app, 'admin');
const { rows } = await app.db.pool.query('select id from message limit 1 offset 500');
const message = `/messages/${rows[0].id}`;

const pages: [string, { open(path: string): Promise<{ status: number }> }, string[]][] = [
  [
    'visitor',
    { open: (path) => fetch(app.url + path, { headers: { accept: 'text/html' } }) },
    ['/', '/look-up?address=30001234567'],
  ],
  [
    'business',
    owner,
    [
      '/dashboard',
      '/senders',
      `/senders/${line.id}`,
      '/explain',
      '/templates',
      '/messages',
      '/messages?status=delivered',
      message,
      '/consents?msisdn=09121234567',
      '/organization/members',
    ],
  ],
  ['reviewer', reviewer, ['/review', '/review/held', '/senders', '/messages']],
  ['admin', admin, ['/admin/users', '/admin/organizations', '/admin/packs', '/admin/ledger', '/admin/audit']],
];
for (const [who, { open }, paths] of pages) {
  for (const path of paths) {
    const times: number[] = [];
    let status = 0;
    for (let n = 0; n < views; n++) {
      const start = performance.now();
      status = (await open(path)).status;
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const [median, slowest] = [times[views / 2] ?? 0, times.at(-1) ?? 0];
    const name = path.replace(/[0-9a-f-]{36}/, '<id>');
    console.log(
      `${who.padEnd(9)} ${name.padEnd(36)} ${status} median ${median.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms`,
    );
  }
}
await app.stop();

/** Rows as the service would have written them, by SQL: the ids lie in the last ten days. */
async function fill(): Promise<void> {
  const { pool } = app.db;
  const id = (n: string, of: number) =>
    `(lpad(to_hex(floor(extract(epoch from now() - interval '10 days' * (1 - ${n}::float8 / ${of})) * 1000)::bigint), 12, '0') || '7' || substr(md5(${n}::text), 1, 3) || '8' || substr(md5(${n}::text), 4, 15))::uuid`;
  const started = performance.now();
  await pool.query(`select ensure_partitions('decision', now() - interval '1 month', 2)`);
  await pool.query(`select ensure_message_partitions(now() - interval '1 month', 2)`);
  await pool.query(`set session_replication_role = replica`);
  await pool.query(
    `insert into organization (id, legal_name, kind, national_id, contact, locale, status, created_at, updated_at)
     select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'سازمان ' || n, 'legal', '10380284790',
       '{"name":"x","email":"x@example.com","mobile":"+989121110000"}', 'fa', 'active', now(), now()
     from generate_series(0, 999) n`,
  );
  const anyone = `('00000000-0000-7000-8000-' || lpad(to_hex(n % 1000), 12, '0'))::uuid`;
  await pool.query(
    `insert into sender (id, organization_id, kind, address, key, line_class, subjects, sample_messages, requested_operators,
       allow_links, hosts, status, warnings, reviewers_needed, approved_at, created_at, updated_at)
     select ${id('n', senders)}, case when n % 20 = 0 then $1::uuid else ${anyone} end, 'long_number',
       '3000' || (10000000 + n), '3000' || (10000000 + n), 'service', '[]', '[]', '[]', false, '[]',
       case when n % 50 = 0 then 'submitted' else 'approved' end, '[]', 1, now(), now(), now()
     from generate_series(1, ${senders}) n`,
    [shop.id],
  );
  await pool.query(
    `insert into sender_application (id, sender_id, number, status, content, approvals, findings, created_at, submitted_at)
     select gen_random_uuid(), s.id, 1, s.status, '{"subjects":[],"sampleMessages":[],"requestedOperators":[],"hosts":[],"allowLinks":false,"templatesOnly":false,"lineClass":"service","optOutKeyword":null}', '[]', '[]', now(), now() from sender s
     where s.id <> $1`,
    [line.id],
  );
  await pool.query(
    `insert into message (id, organization_id, sender_id, source_address, source_kind, line_class, recipient, lane, text,
       category, charset, segments, priority, status, valid_until, seal, timeline, decision_id, operator)
     select ${id('n', messages)}, case when n % 10 < 8 then $1::uuid else ${anyone} end, $2, '30001234567',
       'long_number', 'service', '+98912' || (1000000 + n % 1000000), 'default', 'سفارش شما ارسال شد', 'transactional',
       'UCS2', 1, 5, case when n % 5000 = 0 then 'held' when n % 25 = 0 then 'undeliverable' else 'delivered' end, now(),
       '', '[]', null, 'mci'
     from generate_series(1, ${messages}) n`,
    [shop.id, line.id],
  );
  await pool.query(
    `insert into decision (id, organization_id, sender_id, msisdn, outcome, category, text_sha256, pack, ledger_seq, body)
     select ${id('n', messages)}, case when n % 10 < 8 then $1::uuid else ${anyone} end, $2, '+98912' || (1000000 + n % 1000000),
       case when n % 10 = 0 then 'deny' else 'allow' end, 'transactional', '', 'ir', 0,
       case when n % 10 = 0 then '{"reasons":[{"code":"QUIET_HOURS","effect":"deny"}]}' else '{"reasons":[]}' end::json
     from generate_series(1, ${messages}) n`,
    [shop.id, line.id],
  );
  await pool.query('analyze');
  console.log(
    `filled with ${senders} senders and ${messages} messages in ${Math.round((performance.now() - started) / 1000)} s`,
  );
}
