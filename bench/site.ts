// Every page of the site over a full database: 100,000 senders, 1,000,000 messages and decisions, most of them one
// organization's. Prints each page's median and slowest view, and how many SQL statements a view takes.
// Run: node test/support/template.ts -- node bench/site.ts [messages] [senders] [part of a path]
import { createRequire } from 'node:module';
import pg from 'pg';
import { openBrowser } from '#test/support/browser.ts';
import { stopsOf } from '../scripts/site/stops.ts';
import { makeWorld } from '../scripts/site/world.ts';
import { fill } from './site-fill.ts';

const messages = Number(process.argv[2] ?? 1_000_000);
const senders = Number(process.argv[3] ?? 100_000);
const only = process.argv[4] ?? '';
const VIEWS = 20;

let statements = 0;
countStatements(pg.Client.prototype as unknown as Client);
// The entity manager brings its own copy of the driver.
const nested = createRequire(createRequire(import.meta.url).resolve('@mikro-orm/postgresql/package.json'))('pg');
if (nested.Client !== pg.Client) countStatements(nested.Client.prototype);

const browser = await openBrowser();
if (!browser) process.exit(1);
const world = await makeWorld(browser);
await browser.close();
const started = performance.now();
await fill(world.app, world.at.shop ?? '', world.at.active ?? '', { messages, senders });
console.log(
  `filled with ${senders} senders and ${messages} messages in ${Math.round((performance.now() - started) / 1000)} s`,
);
const filtered: Readonly<Record<string, string[]>> = {
  owner: [
    '/messages?status=undeliverable',
    '/messages?status=uncertain',
    '/messages?status=cancelled',
    '/messages?reference=R-500',
    '/messages?to=09121000500',
    '/messages?sort=status',
    '/senders?address=3000100',
    '/senders?sort=address',
    '/complaints?status=open',
  ],
  reviewer: [
    '/review?flag=lookalike',
    '/review?sort=-address',
    '/review/complaints?status=open',
    '/messages?status=uncertain',
  ],
  admin: [
    '/admin/audit?action=sender.approve',
    '/admin/audit?action=no.such',
    '/admin/audit?from=2020-01-01&to=2020-01-02',
    '/admin/audit?sort=actor',
  ],
};
const measured: { median: number; line: string }[] = [];
for (const [who, cookie, stops] of stopsOf(world)) {
  const paths = new Set([...stops.map(([, path]) => path), ...(filtered[who] ?? [])]);
  for (const path of paths) if (path.includes(only)) measured.push(await measure(who, cookie ?? '', path));
}
for (const { line } of measured.sort((a, b) => b.median - a.median)) console.log(line);
console.log(
  `${measured.length} pages; over 100 ms at the median: ${measured.filter(({ median }) => median > 100).length}`,
);
await world.stop();
process.exit(0);

async function measure(who: string, cookie: string, path: string): Promise<{ median: number; line: string }> {
  const times: number[] = [];
  let [status, least] = [0, Number.POSITIVE_INFINITY];
  for (let n = 0; n < VIEWS; n++) {
    const [before, start] = [statements, performance.now()];
    const answer = await fetch(world.app.url + path, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
    await answer.text();
    times.push(performance.now() - start);
    status = answer.status;
    // Workers look for work meanwhile; the least is the page's own.
    least = Math.min(least, statements - before);
    // A page that takes seconds is known to after three.
    if (n === 2 && start - performance.now() < -2000) break;
  }
  times.sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)] ?? 0;
  const name = path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>');
  const figures = `${median.toFixed(1).padStart(7)} ms, slowest ${(times.at(-1) ?? 0).toFixed(1).padStart(7)} ms, ${String(least).padStart(3)} statements`;
  return { median, line: `${who.padEnd(9)} ${name.padEnd(52)} ${status} ${figures}` };
}

interface Client {
  query(...given: unknown[]): unknown;
}

/** Every statement that goes through a driver's client is counted. */
function countStatements(client: Client): void {
  const { query } = client;
  client.query = function (this: Client, ...given: unknown[]) {
    statements++;
    return query.apply(this, given);
  };
}
