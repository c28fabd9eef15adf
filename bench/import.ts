// Imports N consents through the service's own import, and by hand with psql (`\copy` and a merge into the same
// tables, nothing checked, no duplicates looked for), each into a fresh database of the same server, in turn.
//   node bench/import.ts [rows=1000000] [rounds=3] [alone]     alone: without psql, for the memory of very many rows
import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { claimImport, getImport, runConsentImport, uploadConsents } from '#src/consent/index.ts';
import { type Database, openDatabase, startCluster } from '#src/db/index.ts';
import { newId, systemActor } from '#src/kernel/index.ts';
import { entities } from '#src/schema.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 3);
const alone = process.argv[4] === 'alone';
const folder = mkdtempSync(join(tmpdir(), 'mohr-bench-'));
const cluster = await startCluster(join(folder, 'postgres'));
const urlOf = (name: string) =>
  `postgresql://${cluster.user}@localhost/${name}?host=${encodeURIComponent(cluster.socketDir)}`;
const file = join(folder, 'consents.csv');

/** Two of three opt in, on one of four wordings; every number is another. */
async function writeFile(): Promise<void> {
  const out = createWriteStream(file);
  out.write('msisdn,action,purpose,channel,source,effectiveAt,evidence\n');
  for (let i = 0; i < rows; i++) {
    // A step that shares no factor with 10^7 visits every number, in an order that no index likes.
    const number = `0912${String((i * 7_654_321) % 10_000_000).padStart(7, '0')}`;
    const day = String(1 + (i % 28)).padStart(2, '0');
    const optOut = i % 3 === 0;
    const line = `${number},${optOut ? 'opt_out' : 'opt_in'},promotional,sms,import,2026-05-${day}T10:00:00+03:30,${optOut ? '' : `عضویت در باشگاه مشتریان، نسخهٔ ${i % 4}`}\n`;
    if (!out.write(line)) await new Promise<void>((done) => out.once('drain', () => done()));
  }
  await new Promise<void>((done) => out.end(() => done()));
}

async function freshDatabase(name: string): Promise<Database> {
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.query(`create database ${name}`);
  await client.query('checkpoint');
  await client.end();
  const db = await openDatabase(urlOf(name), entities);
  await db.migrate();
  return db;
}

async function byService(organizationId: string) {
  const db = await freshDatabase('bench_service');
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const body = createReadStream(file);
  const importId = await uploadConsents(db.pool, systemActor, { format: 'csv', organizationId, body }, new Date());
  const uploaded = performance.now();
  const claimed = await claimImport(db.pool, new Date());
  if (!claimed) throw new Error('nothing to do');
  await runConsentImport(db.pool, claimed, { now: () => new Date(), stopped: () => false });
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  const view = await getImport(db.reader(), systemActor, importId, new Date());
  if (view.status !== 'done' || view.accepted !== rows) throw new Error(JSON.stringify(view));
  const used = process.cpuUsage(cpu);
  await db.close();
  const node = (used.user + used.system) / 1e6;
  return { seconds, upload: (uploaded - start) / 1000, node, rssMb: (peak - before) / 2 ** 20 };
}

const merge = (organizationId: string) => `
\\set ON_ERROR_STOP on
begin;
create temporary table raw (msisdn text, action text, purpose text, channel text, source text, effective_at timestamptz, evidence text) on commit drop;
\\copy raw from '${file}' with (format csv, header)
update ledger_counter set recorded_at = now() where id = 1;
insert into consent_subject (msisdn) select distinct '+98' || substr(msisdn, 2) from raw on conflict do nothing;
create temporary table numbered on commit drop as
  select (select last from ledger_counter) + row_number() over () as seq, s.subject_id, s.msisdn, r.action, r.purpose, r.channel, r.source, r.effective_at,
    case when r.evidence is not null then ledger_keyed_hash(json_build_object('text', r.evidence)::text) end as hash, r.evidence
  from raw r join consent_subject s on s.msisdn = '+98' || substr(r.msisdn, 2);
insert into consent_evidence (hash, body, first_subject_id, shared)
  select hash, json_build_object('text', min(evidence))::jsonb, min(subject_id), true from numbered where hash is not null group by hash;
insert into consent_entry (subject_id, seq, id, organization_id, channel, purpose, action, source, evidence_hash, effective_at, recorded_at)
  select subject_id, seq, gen_random_uuid(), '${organizationId}', channel, purpose, action, source, hash, effective_at, now() from numbered;
update ledger_counter set last = last + (select count(*) from numbered) where id = 1;
insert into consent_state (msisdn, organization_id, channel, purpose, sender_id, state, paused, since, seq)
  select distinct on (msisdn, channel, purpose) msisdn, '${organizationId}', channel, purpose, '00000000-0000-0000-0000-000000000000',
    case action when 'opt_in' then 'opted_in' else 'opted_out' end, false, effective_at, seq
  from numbered order by msisdn, channel, purpose, effective_at desc, seq desc
  on conflict (msisdn, organization_id, channel, purpose, sender_id) do update
    set state = excluded.state, since = excluded.since, seq = excluded.seq;
commit;
`;

async function byHand(organizationId: string) {
  const db = await freshDatabase('bench_psql');
  const start = performance.now();
  const running = promisify(execFile)('psql', ['-X', '-q', urlOf('bench_psql')]);
  running.child.stdin?.end(merge(organizationId));
  await running;
  const seconds = (performance.now() - start) / 1000;
  const { rows: found } = await db.pool.query('select count(*)::int as n from consent_entry');
  if (found[0].n !== rows) throw new Error(`psql merged ${found[0].n} rows`);
  await db.close();
  return { seconds };
}

const rate = (seconds: number) => `${seconds.toFixed(1)} s (${(rows / seconds / 1000).toFixed(0)}k rows/s)`;

try {
  await writeFile();
  console.log(`${rows} rows, ${(statSync(file).size / 2 ** 20).toFixed(0)} MB`);
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const hand = alone ? null : await byHand(newId());
    await sleep(500);
    const service = await byService(newId());
    console.log(
      `round ${round}: service ${rate(service.seconds)}; upload ${service.upload.toFixed(1)} s, ` +
        `Node ${service.node.toFixed(1)} CPU s, RSS +${service.rssMb.toFixed(0)} MB`,
    );
    if (!hand) continue;
    ratios.push(hand.seconds / service.seconds);
    console.log(`  psql ${rate(hand.seconds)}: ratio ${(hand.seconds / service.seconds).toFixed(2)}`);
  }
  const median = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 0;
  if (!alone) console.log(`median: ${median.toFixed(2)} of the speed of \\copy and merge`);
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
