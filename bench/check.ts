import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startCluster } from '#src/db/index.ts';
import { cpuIn, cpuOf } from './gate/cpu.ts';

/*
 * POST /v1/check (every rule, decision durable before the answer) beside a bare Koa JSON echo and a naive Koa handler
 * that does one statement of two look-ups and an insert with commit per request on the same PostgreSQL. The service is
 * started as `npm start` does; the load comes from another process; rounds are interleaved and the median is shown.
 */

const ROUNDS = 5;
const SECONDS = 4;
const WARM_UP_SECONDS = 4;
const CONNECTIONS = 32;

interface Candidate {
  name: string;
  url: string;
  key: string;
  process: ChildProcess;
}

interface Round {
  perSecond: number;
  serverCpu: number;
  databaseCpu: number;
  p99: number;
}

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'mohr-bench-'));
const data = join(folder, 'postgres');
const cluster = await startCluster(data);
const url = (name: string) =>
  `postgresql://${cluster.user}@localhost/${name}?host=${encodeURIComponent(cluster.socketDir)}`;
const candidates: Candidate[] = [];

try {
  const client = new pg.Client({ connectionString: url('postgres') });
  await client.connect();
  await client.query('create database mohr');
  await client.query('create database naive');
  await client.end();
  candidates.push(await service(), await rival('naive', url('naive')), await rival('echo'));
  await measure();
} finally {
  for (const candidate of candidates) {
    candidate.process.kill('SIGTERM');
    if (candidate.process.exitCode === null) await once(candidate.process, 'exit');
  }
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const rounds = new Map<string, Round[]>(candidates.map(({ name }) => [name, []]));
  for (const candidate of candidates) await load(candidate, WARM_UP_SECONDS);
  for (let i = 0; i < ROUNDS; i++)
    for (const candidate of candidates) rounds.get(candidate.name)?.push(await load(candidate, SECONDS));
  console.log(
    `POST /v1/check, ${CONNECTIONS} connections, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${ROUNDS} interleaved rounds of ${SECONDS} s after ${WARM_UP_SECONDS} s of warm-up; medians`,
  );
  console.table(
    Object.fromEntries(
      [...rounds].map(([name, all]) => {
        const middle = (of: (round: Round) => number) =>
          all.map(of).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
        const ours = rounds.get('check') ?? [];
        const ratio =
          ours.map((round, i) => round.perSecond / (all[i]?.perSecond ?? 1)).toSorted((a, b) => a - b)[
            Math.floor(ours.length / 2)
          ] ?? 0;
        return [
          name,
          {
            'requests/s': Math.round(middle((r) => r.perSecond)),
            'server CPU s/1000': middle((r) => r.serverCpu).toFixed(3),
            'database CPU s/1000': middle((r) => r.databaseCpu).toFixed(3),
            'p99 ms': middle((r) => r.p99),
            'check is … times': ratio.toFixed(2),
          },
        ];
      }),
    ),
  );
}

async function load({ url, key, process: server, name }: Candidate, seconds: number): Promise<Round> {
  const before = [cpuOf(server.pid ?? 0), cpuIn(data)] as const;
  const { stdout } = await run(process.execPath, [
    join(import.meta.dirname, 'gate/load.ts'),
    url,
    key,
    String(seconds),
    String(CONNECTIONS),
  ]);
  const result = JSON.parse(stdout) as { done: number; bad: number; seconds: number; p99: number };
  if (result.bad > 0 || result.done === 0)
    throw new Error(`${name}: ${result.bad} of ${result.done + result.bad} answers were no success`);
  const perThousand = (now: number, then: number) => ((now - then) / result.done) * 1000;
  return {
    perSecond: result.done / result.seconds,
    serverCpu: perThousand(cpuOf(server.pid ?? 0), before[0]),
    databaseCpu: perThousand(cpuIn(data), before[1]),
    p99: result.p99,
  };
}

async function service(): Promise<Candidate> {
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATABASE_URL: url('mohr'),
    DATA_DIR: folder,
    PORT: String(port),
    DEMO: '1',
    LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, ['src/main.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  while (!/gateway\s+(\S+)/.test(text)) {
    if (child.exitCode !== null) throw new Error(`the service ended: ${text}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return {
    name: 'check',
    url: `http://127.0.0.1:${port}/v1/check`,
    key: /gateway\s+(\S+)/.exec(text)?.[1] ?? '',
    process: child,
  };
}

async function rival(kind: 'echo' | 'naive', databaseUrl = ''): Promise<Candidate> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'gate/rivals.ts'), kind, String(port), databaseUrl],
    { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } },
  );
  const address = `http://127.0.0.1:${port}/`;
  for (let i = 0; i < 100; i++) {
    if (
      await fetch(address, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }).catch(
        () => null,
      )
    )
      break;
    await new Promise((done) => setTimeout(done, 100));
  }
  return { name: kind, url: address, key: 'none', process: child };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
