// Servers to be measured beside the service: `node rivals.ts echo|naive|gateway PORT DATABASE_URL [SMSC_URL]`.
import Koa from 'koa';
import pg from 'pg';
import { readJson } from '#src/web/index.ts';
import { startGateway } from './gateway.ts';

const [kind, port, url, smscUrl] = process.argv.slice(2);
const app = new Koa();

if (kind === 'gateway') {
  await startGateway(Number(port), url ?? '', smscUrl ?? '');
} else if (kind === 'echo') {
  app.use(async (ctx) => {
    ctx.body = await readJson(ctx.req, 1_000_000);
  });
} else {
  // What one would write first: a statement of two look-ups and an insert, committed for each request.
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  await pool.query(`create table if not exists naive_sender (address text primary key, active boolean not null)`);
  await pool.query(`create table if not exists naive_consent (msisdn text primary key, state text not null)`);
  await pool.query(
    `create table if not exists naive_decision (id bigint generated always as identity primary key, msisdn text, outcome text, body jsonb)`,
  );
  await pool.query(`insert into naive_sender values ('021-42750000', true) on conflict do nothing`);
  await pool.query(
    `insert into naive_consent select '0912' || (1000000 + i), 'opted_in' from generate_series(1, 10000) i on conflict do nothing`,
  );
  app.use(async (ctx) => {
    const request = (await readJson(ctx.req, 1_000_000)) as Record<string, string>;
    const { rows } = await pool.query({
      name: 'naive',
      text: `with s as (select active from naive_sender where address = $1), c as (select state from naive_consent where msisdn = $2)
             insert into naive_decision (msisdn, outcome, body) select $2, case when (select active from s) then 'allow' else 'deny' end, $3
             returning id, outcome, (select state from c) as state`,
      values: [request.sender, request.to, JSON.stringify(request)],
    });
    ctx.body = rows[0];
  });
}
if (kind !== 'gateway') app.listen(Number(port), '127.0.0.1', () => console.log('ready'));
