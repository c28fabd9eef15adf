import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';

const KEY = 'start-test-admin-key';

interface Started {
  child: ChildProcess;
  output(): string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
}

/** Runs the service as `npm start` does, in a process of its own. */
function run(env: Record<string, string>): Started {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', HOST: '127.0.0.1', BOOTSTRAP_ADMIN_KEY: KEY, DEMO: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  return { child, output: () => text, ended: once(child, 'exit').then(([code]) => code) };
}

async function ready(port: number, { child, output }: Started): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (child.exitCode !== null) throw new Error(`it ended: ${output()}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`not ready: ${output()}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Processes that work inside a folder: PostgreSQL's, each in its data folder. */
function processesIn(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}

const folder = () => mkdtempSync(join(tmpdir(), 'mohr-start-'));

test.serial(
  'it starts on an empty folder, holds it, survives a kill, and stops cleanly with its database',
  async (t) => {
    const DATA_DIR = folder();
    const port = await freePort();
    const env = { DATA_DIR, PORT: String(port) };
    const first = run(env);
    t.teardown(() => rmSync(DATA_DIR, { recursive: true, force: true }));
    t.teardown(() => first.child.kill('SIGKILL'));
    await ready(port, first);
    const contact = { name: 'x', email: 'x@example.com', mobile: '09121110000' };
    const init = {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ legalName: 'فروشگاه', kind: 'legal', nationalId: '10380284790', contact }),
    };
    const { id } = (await (await fetch(`http://127.0.0.1:${port}/v1/organizations`, init)).json()) as { id: string };

    const second = run({ ...env, PORT: String(await freePort()) });
    t.is(await second.ended, 1);
    t.regex(second.output(), /^mohr: the data folder \S+ is in use by process \d+\n$/);

    first.child.kill('SIGKILL');
    await first.ended;
    t.true(processesIn(DATA_DIR).length > 0, 'the database outlives a killed service');
    const third = run(env);
    t.teardown(() => third.child.kill('SIGKILL'));
    await ready(port, third);
    const answer = await fetch(`http://127.0.0.1:${port}/v1/organizations/${id}`, {
      headers: { authorization: `Bearer ${KEY}` },
    });
    t.is(answer.status, 200);

    third.child.kill('SIGTERM');
    t.is(await third.ended, 0);
    t.deepEqual(processesIn(DATA_DIR), []);
  },
);

test.serial('a port in use is one clear line and exit 1, and the database is ended', async (t) => {
  const DATA_DIR = folder();
  t.teardown(() => rmSync(DATA_DIR, { recursive: true, force: true }));
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  t.teardown(() => taken.close());
  const { port } = taken.address() as AddressInfo;
  const started = run({ DATA_DIR, PORT: String(port) });
  t.is(await started.ended, 1);
  t.is(started.output(), `mohr: PORT ${port} on 127.0.0.1 is in use\n`);
  t.deepEqual(processesIn(DATA_DIR), []);
});

test.serial('a data folder of another PostgreSQL is one clear line and exit 1', async (t) => {
  const DATA_DIR = folder();
  t.teardown(() => rmSync(DATA_DIR, { recursive: true, force: true }));
  mkdirSync(join(DATA_DIR, 'postgres'));
  writeFileSync(join(DATA_DIR, 'postgres', 'PG_VERSION'), '15\n');
  const started = run({ DATA_DIR });
  t.is(await started.ended, 1);
  t.regex(started.output(), /^mohr: \S+ was made by PostgreSQL 15, this release needs 18\n$/);
});

test.serial(
  'a wrong setting, an unknown part, a database that does not answer: one clear line and exit 1',
  async (t) => {
    for (const [env, line] of [
      [{ LOG_LEVEL: 'loud' }, /^mohr: wrong setting: LOG_LEVEL [^\n]+\n$/],
      [{ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }, /^mohr: [^\n]+\n$/],
    ] as const) {
      const started = run({ PORT: '0', ...env });
      t.is(await started.ended, 1);
      t.regex(started.output(), line);
    }
  },
);
