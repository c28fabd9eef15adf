import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis of a test's own, that it may stop and start again. */
export interface TestRedis {
  url: string;
  /** Ends the process as a crash does; what it held is lost. */
  kill(): Promise<void>;
  start(): Promise<void>;
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** Where `redis-server` is: on the PATH, or installed where that is allowed (Debian, root); null with one loud line, and never null in CI. */
export function findRedisServer(): string | null {
  const found = which();
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

/** Starts a Redis on a free port of loopback, in memory only. */
export async function startRedis(binary: string): Promise<TestRedis> {
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
