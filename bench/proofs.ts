// Fills a ledger with N entries, seals it, and asks for proofs of single entries.
//   node bench/proofs.ts [entries=1000000]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadServiceSecrets } from '#src/accounts/index.ts';
import { proveConsistency, proveInclusion, readHead, sealLedger } from '#src/consent/index.ts';
import { openDatabase, startCluster } from '#src/db/index.ts';
import { entities } from '#src/schema.ts';
import { signingKey, verifyInclusion } from '#src/signing/index.ts';

const entries = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'mohr-bench-'));
const cluster = await startCluster(join(folder, 'postgres'));
const url = `postgresql://${cluster.user}@localhost/postgres?host=${encodeURIComponent(cluster.socketDir)}`;
const db = await openDatabase(url, entities);
await db.migrate();

async function fill(): Promise<void> {
  await db.pool.query(
    `insert into consent_subject (msisdn) select '+98912' || lpad(i::text, 7, '0') from generate_series(1, $1) i`,
    [entries],
  );
  await db.pool.query(`
    insert into consent_entry (subject_id, seq, id, organization_id, channel, purpose, action, source, effective_at, recorded_at)
    select subject_id, row_number() over (), gen_random_uuid(), gen_random_uuid(), 'sms', 'promotional', 'opt_out', 'import', now(), now()
    from consent_subject`);
  await db.pool.query('update ledger_counter set last = $1', [entries]);
  await db.pool.query('analyze');
}

async function seal(): Promise<number> {
  const key = signingKey((await loadServiceSecrets(db)).signingJwk);
  const client = await db.pool.connect();
  const start = performance.now();
  for (let head: unknown = true; head; ) {
    await client.query('begin');
    head = await sealLedger(client, key, new Date());
    await client.query('commit');
  }
  client.release();
  return (performance.now() - start) / 1000;
}

function summary(took: number[]): string {
  took.sort((a, b) => a - b);
  const at = (share: number) => (took[Math.floor(took.length * share)] ?? 0).toFixed(2);
  return `median ${at(0.5)} ms, 99 of 100 below ${at(0.99)} ms, longest ${at(0.9999)} ms`;
}

try {
  await fill();
  const seconds = await seal();
  console.log(`sealed ${entries} entries in ${seconds.toFixed(1)} s (${(entries / seconds / 1000).toFixed(0)}k/s)`);
  const head = await readHead(db.pool);
  const bytes = (hex: string) => Buffer.from(hex, 'hex');
  const [inclusion, consistency]: [number[], number[]] = [[], []];
  for (let i = 0; i < 1000; i++) {
    const seq = 1 + Math.floor(((i * 7919) % 1000) * (entries / 1000));
    let start = performance.now();
    const proof = await proveInclusion(db.pool, seq, head.size);
    inclusion.push(performance.now() - start);
    const claim = { ...proof, leafHash: bytes(proof.leafHash), path: proof.path.map(bytes) };
    if (!verifyInclusion(claim, bytes(head.rootHash))) throw new Error(`the proof of ${seq} does not hold`);
    start = performance.now();
    await proveConsistency(db.pool, seq, head.size);
    consistency.push(performance.now() - start);
  }
  console.log(`inclusion of 1000 entries in ${head.size}: ${summary(inclusion)}`);
  console.log(`consistency: ${summary(consistency)}`);
} finally {
  await db.close();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
