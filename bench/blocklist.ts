// Loads a block list of N numbers, replaces it by one that differs in one of a thousand, and asks for single numbers
// and for ten thousand at once, beside a list of a thousand.
//   node bench/blocklist.ts [numbers=10000000]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyBlocklist, blockListSource, consentSource, LEDGER_SEQ_SQL, stageNumbers } from '#src/consent/index.ts';
import { openDatabase, startCluster } from '#src/db/index.ts';
import { createReadFacts } from '#src/gate/read-facts.ts';
import { newId, systemActor } from '#src/kernel/index.ts';
import { entities } from '#src/schema.ts';

const readFacts = createReadFacts([consentSource, blockListSource], LEDGER_SEQ_SQL);
const numbers = Number(process.argv[2] ?? 10_000_000);
const folder = mkdtempSync(join(tmpdir(), 'mohr-bench-'));
const cluster = await startCluster(join(folder, 'postgres'));
const url = `postgresql://${cluster.user}@localhost/postgres?host=${encodeURIComponent(cluster.socketDir)}`;
const db = await openDatabase(url, entities);
await db.migrate();

/** The i-th number of a list: 0910…0919 and 0990…0993, in an order that no index likes. */
const number = (i: number) => {
  const spread = (i * 7_654_321) % 140_000_000;
  const prefix = Math.floor(spread / 10_000_000);
  return `09${prefix < 10 ? 10 + prefix : 80 + prefix}${String(spread % 10_000_000).padStart(7, '0')}`;
};

async function* csv(count: number, shifted: number): AsyncGenerator<Buffer> {
  yield Buffer.from('msisdn\n');
  for (let at = 0; at < count; at += 10_000) {
    const end = Math.min(count, at + 10_000);
    let text = '';
    // One of a thousand is another number than before.
    for (let i = at; i < end; i++) text += `${number(shifted > 0 && i % 1000 === 0 ? i + count : i)}\n`;
    yield Buffer.from(text);
  }
}

async function replace(name: string, count: number, shifted = 0): Promise<string> {
  let peak = 0;
  const before = process.memoryUsage().rss;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss - before);
  }, 100);
  const importId = newId();
  const start = performance.now();
  const staged = await stageNumbers(db.pool, importId, csv(count, shifted));
  const read = performance.now();
  const change = await db.transact((tx) =>
    applyBlocklist(tx, systemActor, { importId, name, mode: 'replace', staged }, new Date()),
  );
  const end = performance.now();
  clearInterval(watch);
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  return `read ${seconds(read - start)} s, applied ${seconds(end - read)} s (+${change.added} −${change.removed}), RSS +${(peak / 2 ** 20).toFixed(0)} MB`;
}

async function ask(): Promise<string> {
  const organizationId = newId();
  const run = async (batch: number, times: number) => {
    const took: number[] = [];
    for (let i = 0; i < times; i++) {
      const at = Temporal.Now.instant();
      const questions = Array.from({ length: batch }, (_, k) => {
        const msisdn = `+98${number((i * batch + k) * 3).slice(1)}`;
        return { msisdn, organizationId, senderId: null, at, asOf: false, wantsRecent: false };
      });
      const start = performance.now();
      await readFacts(db.hot, questions);
      took.push(performance.now() - start);
    }
    return took.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
  };
  await run(1, 200);
  const one = await run(1, 1000);
  const many = await run(10_000, 9);
  return `one number ${(one * 1000).toFixed(0)} µs, ten thousand ${many.toFixed(0)} ms (${(10_000 / many).toFixed(0)}k numbers/s), medians`;
}

/** Puts the other of the two tables in the place of the block lists. */
async function swap(): Promise<void> {
  const { rows } = await db.pool.query(`select to_regclass('large') is null as large_in_place`);
  const [away, back] = rows[0].large_in_place ? ['large', 'small'] : ['small', 'large'];
  await db.pool.query(`alter table blocklist_page rename to ${away}`);
  await db.pool.query(`alter table ${back} rename to blocklist_page`);
}

async function size(): Promise<string> {
  const { rows } = await db.pool.query(
    `select pg_total_relation_size('blocklist_page') as bytes, (select sum(entries) from blocklist) as entries`,
  );
  const { bytes, entries } = rows[0];
  return `${(bytes / 2 ** 20).toFixed(1)} MB, ${(bytes / entries).toFixed(2)} bytes a number`;
}

try {
  console.log(`a list of 1000: ${await replace('ir-national', 1000)}`);
  await db.pool.query('analyze');
  console.log(`  facts: ${await ask()}`);
  console.log(`a list of ${numbers}: ${await replace('ir-national', numbers)}`);
  await db.pool.query('vacuum analyze blocklist_page');
  console.log(`  facts: ${await ask()}; table ${await size()}`);
  // In turn, so that what else the machine does falls on both.
  await db.pool.query(`alter table blocklist_page rename to large`);
  await db.pool.query('create table small (like large including all)');
  await db.pool.query(`insert into small select * from large where page % 70 = 0 limit 1000`);
  await db.pool.query('alter table small rename to blocklist_page');
  await db.pool.query('vacuum analyze blocklist_page');
  for (let round = 0; round < 3; round++) {
    console.log(`  small: ${await ask()}`);
    await swap();
    console.log(`  large: ${await ask()}`);
    await swap();
  }
  await swap();
  console.log(`one of a thousand changed: ${await replace('ir-national', numbers, 1)}`);
} finally {
  await db.close();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
