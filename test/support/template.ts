// Starts one PostgreSQL for all test files and keeps it until the run ends: `node test/support/template.ts -- ava …`.
// Each test file clones the migrated database `mohr_template` (see database.ts).
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, startCluster } from '#src/db/index.ts';
import { entities } from '#src/schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'mohr-test-'));
const cluster = await startCluster(join(folder, 'postgres'), {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
});
const url = (name: string) =>
  `postgresql://${cluster.user}@localhost/${name}?host=${encodeURIComponent(cluster.socketDir)}`;
const client = new pg.Client({ connectionString: url('postgres') });
await client.connect();
await client.query('create database mohr_template');
await client.end();
const db = await openDatabase(url('mohr_template'), entities);
await db.migrate();
await db.close();

// Every test file is a process that loads the service: compiled once, it is loaded in half the time.
const cache = join(tmpdir(), 'mohr-compile-cache');
const command = process.argv.slice(process.argv.indexOf('--') + 1);
const child = spawn(command[0] ?? 'ava', command.slice(1), {
  stdio: 'inherit',
  env: { ...process.env, NODE_COMPILE_CACHE: cache, TEST_DATABASE_URL: url('mohr_template') },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
const code = await new Promise<number>((done) => child.on('exit', (status) => done(status ?? 1)));
await cluster.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(code);
