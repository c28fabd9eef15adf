import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startCluster } from '#src/db/index.ts';
import manifest from '../../package.json' with { type: 'json' };
import { cpuIn, cpuOf } from './cpu.ts';

/** A server in a process of its own that is put under load. */
export interface Contender {
  name: string;
  url: string;
  key: string;
  process: ChildProcess;
}

/** A PostgreSQL with a database for each contender, and what starts them. */
export interface Arena {
  /** Starts the service as `npm start` does; `env` adds settings. */
  service(name: string, env?: Record<string, string>): Promise<Contender>;
  /** Starts a server of rivals.ts. */
  rival(kind: 'echo' | 'naive' | 'gateway', args?: string[]): Promise<Contender>;
  /** Runs `work`; CPU seconds that the contender and the database spent on it. */
  cost(contender: Contender, work: () => Promise<void>): Promise<{ server: number; database: number }>;
  close(): Promise<void>;
}

/** What a figure was measured on. */
export const machine = () => `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}`;

/** The middle one. */
export const median = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;

/** What `npm start` runs, without the name of the program. */
const START = manifest.scripts.start.split(' ').slice(1);

/** Sets the arena up. */
export async function openArena(): Promise<Arena> {
  const folder = mkdtempSync(join(tmpdir(), 'mohr-bench-'));
  const data = join(folder, 'postgres');
  const cluster = await startCluster(data);
  const url = (name: string) =>
    `postgresql://${cluster.user}@localhost/${name}?host=${encodeURIComponent(cluster.socketDir)}`;
  const children: ChildProcess[] = [];

  async function database(name: string): Promise<string> {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    return url(name);
  }

  function start(args: string[], env: Record<string, string>): ChildProcess {
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  }

  return {
    async service(name, env = {}) {
      const port = await freePort();
      const settings = { DATABASE_URL: await database(name), DATA_DIR: join(folder, name), PORT: String(port) };
      const child = start(START, { ...settings, DEMO: '1', LOG_LEVEL: 'warn', ...env });
      const [, key = ''] = await says(child, /gateway\s+(\S+)/);
      return { name, url: `http://127.0.0.1:${port}`, key, process: child };
    },
    async rival(kind, args = []) {
      const port = await freePort();
      const where = kind === 'echo' ? '' : await database(kind);
      const child = start([join(import.meta.dirname, 'rivals.ts'), kind, String(port), where, ...args], {});
      await says(child, /ready/);
      return { name: kind, url: `http://127.0.0.1:${port}`, key: 'none', process: child };
    },
    async cost({ process: { pid = 0 } }, work) {
      const before = [cpuOf(pid), cpuIn(data)] as const;
      await work();
      return { server: cpuOf(pid) - before[0], database: cpuIn(data) - before[1] };
    },
    async close() {
      for (const child of children) {
        child.kill('SIGTERM');
        if (child.exitCode === null) await once(child, 'exit');
      }
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until a process prints what matches. */
async function says(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let text = '';
  child.stdout?.on('data', (chunk) => (text += chunk));
  for (;;) {
    const found = pattern.exec(text);
    if (found) return found;
    if (child.exitCode !== null) throw new Error(`a server ended: ${text}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
