import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { Redis } from 'ioredis';

/** A Redis of a test's own, that it may stop and start again. */
export interface TestRedis {
  url: string;
  /** Ends the process as a crash does; what it held is lost. */
  kill(): Promise<void>;
  start(): Promise<void>;
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What Redis the tests use: the one at REDIS_URL, else a `redis-server` of their own, on the PATH or installed where that
 * is allowed (Debian, root); null with one loud line, and never null in CI.
 */
export function findRedisServer(): string | null {
  const found = process.env.REDIS_URL || which();
  if (found) return found;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    try {
      execFileSync('apt-get', ['install', '-y', 'redis-server'], { stdio: 'ignore', timeout: 100_000 });
    } catch {
      // falls through to the loud line
    }
  }
  const installed = which();
  if (!installed && process.env.CI) throw new Error('no redis-server: in CI nothing is skipped');
  if (!installed) console.error('\n!!! NO redis-server: THE TESTS OF BULL AND REDIS ARE NOT RUN !!!\n');
  return installed;
}

function which(): string | null {
  const folders = (process.env.PATH ?? '').split(':');
  return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path)) ?? null;
}

/** Starts what `findRedisServer` found: a Redis on a free port of loopback, in memory only, or a way to the given one. */
export async function startRedis(found: string): Promise<TestRedis> {
  return /^rediss?:/.test(found) ? borrowRedis(found) : startServer(found);
}

/**
 * A database of a Redis that others run, behind a door that a test may shut: what it held is then lost, as with a
 * server that died. Files that run side by side get databases of their own.
 */
async function borrowRedis(found: string): Promise<TestRedis> {
  const real = new URL(found);
  const database = 1 + (threadId % 15);
  const sockets = new Set<net.Socket>();
  const door = net.createServer((near) => {
    const far = net.connect(Number(real.port || 6379), real.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => undefined);
      one.once('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  const port = await freePort();
  const open = () => new Promise<void>((done) => door.listen(port, '127.0.0.1', done));
  const url = Object.assign(new URL(found), { host: `127.0.0.1:${port}`, pathname: `/${database}` }).href;
  const flush = async () => {
    const client = new Redis(Object.assign(new URL(found), { pathname: `/${database}` }).href);
    await client.flushdb();
    client.disconnect();
  };
  const redis: TestRedis = {
    url,
    flush,
    start: open,
    kill: async () => {
      const shut = new Promise<void>((done) => door.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await shut;
      await flush();
    },
    stop: async () => {
      if (door.listening) await redis.kill();
    },
  };
  await flush();
  await open();
  return redis;
}

async function startServer(binary: string): Promise<TestRedis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'mohr-redis-'));
  let child: ChildProcess | null = null;
  const ended = () =>
    new Promise<void>((done) => {
      if (child && child.exitCode === null && child.signalCode === null) child.once('exit', () => done());
      else done();
    });
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      const options = [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--dir',
        folder,
      ];
      child = spawn(binary, [...options, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
      for (let i = 0; i < 200 && !(await answers(port)); i++) await new Promise((next) => setTimeout(next, 10));
    },
    kill: async () => {
      const gone = ended();
      child?.kill('SIGKILL');
      await gone;
    },
    flush: async () => {
      await command(port, 'FLUSHALL\r\n');
    },
    stop: async () => {
      await redis.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

const answers = (port: number) => command(port, 'PING\r\n').catch(() => null);

function command(port: number, text: string): Promise<string> {
  return new Promise((done, failed) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
    socket.once('error', failed);
    socket.once('data', (data) => {
      socket.destroy();
      done(data.toString());
    });
  });
}
