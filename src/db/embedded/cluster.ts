import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './binaries.ts';
import { databaseAccount, launch } from './run-as.ts';

/** PostgreSQL's major version that this release's data folders are made with. */
const MAJOR = '18';
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 6_000;

/** A running embedded PostgreSQL, reachable only through a socket in a folder that is closed to other users. */
export interface Cluster {
  socketDir: string;
  user: string;
  /** Ends it within seconds: clients are disconnected, what is committed is safe. */
  stop(): Promise<void>;
  /** Resolves when the server process has ended by itself; the service cannot go on without it. */
  exited: Promise<void>;
}

/** Settings of the server beyond PostgreSQL's defaults; tests add `fsync=off`. */
export type ServerSettings = Readonly<Record<string, string>>;

/**
 * Starts the PostgreSQL whose files are in `folder`, which is initialised when it is empty.
 * @throws Error with one line when the folder was made by another version or the server does not start.
 */
export async function startCluster(folder: string, settings: ServerSettings = {}): Promise<Cluster> {
  const dataDir = resolve(folder);
  const account = databaseAccount();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (account) chownSync(dataDir, account.uid, account.gid);
  chmodSync(dataDir, 0o700);

  checkVersion(dataDir);
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(dataDir);
  await stopOrphan(dataDir);

  // In the temporary folder and not under `folder`: a socket's path is limited to 107 bytes.
  const socketDir = mkdtempSync(join(tmpdir(), 'mohr-pg-'));
  if (account) chownSync(socketDir, account.uid, account.gid);
  const all = { listen_addresses: '', unix_socket_directories: socketDir, ...tuning, ...settings };
  const server = run(
    'postgres',
    ['-D', dataDir, ...Object.entries(all).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    dataDir,
  );
  const exited = once(server.process, 'exit').then(() => rmSync(socketDir, { recursive: true, force: true }));
  await Promise.race([server.says('ready to accept connections'), failure(server)]);
  return { socketDir, user: 'mohr', exited, stop: () => stop(server.process, exited) };
}

/** For a service of one machine: parallel plans and big caches only get in the way of short statements. */
const tuning: ServerSettings = {
  max_connections: '60',
  shared_buffers: '256MB',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  log_min_messages: 'warning',
};

function checkVersion(dataDir: string): void {
  const file = join(dataDir, 'PG_VERSION');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : MAJOR;
  if (version !== MAJOR) throw new Error(`${dataDir} was made by PostgreSQL ${version}, this release needs ${MAJOR}`);
}

async function initialise(dataDir: string): Promise<void> {
  const flags = ['--username=mohr', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-instructions'];
  const initdb = run('initdb', [`--pgdata=${dataDir}`, ...flags], dataDir);
  const [code] = await once(initdb.process, 'exit');
  if (code !== 0) throw new Error(`PostgreSQL could not be initialised in ${dataDir}: ${initdb.lastLine()}`);
}

/** Stops a server that a killed Mohr left behind in the same folder (the folder itself is locked for us by now). */
async function stopOrphan(dataDir: string): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  for (let waited = 0; worksIn(pid, dataDir); waited += 100) {
    if (waited > 2 * STOP_TIMEOUT_MS) throw new Error(`PostgreSQL process ${pid} in ${dataDir} does not stop`);
    if (waited === 0) process.kill(pid, 'SIGINT');
    if (waited === STOP_TIMEOUT_MS) process.kill(pid, 'SIGQUIT');
    await sleep(100);
  }
}

function worksIn(pid: number, dataDir: string): boolean {
  try {
    return pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === dataDir;
  } catch {
    return false;
  }
}

interface Running {
  process: ChildProcess;
  says(words: string): Promise<void>;
  lastLine(): string;
}

function run(program: 'initdb' | 'postgres', args: string[], dataDir: string): Running {
  const how = launch(findBinaries()[program], args, dataDir);
  const { command, args: all, ...account } = how;
  // Detached: Ctrl-C in a terminal reaches the whole process group, and PostgreSQL must outlive our last statement.
  const env = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' };
  const child = spawn(command, all, { ...account, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let tail = '';
  const listeners = new Set<() => void>();
  const onOutput = (chunk: Buffer) => {
    tail = (tail + chunk.toString('utf8')).slice(-4_000);
    for (const listener of listeners) listener();
  };
  child.stdout?.on('data', onOutput);
  child.stderr?.on('data', onOutput);
  child.on('error', (error) => onOutput(Buffer.from(`${error.message}\n`)));
  const says = (words: string) =>
    new Promise<void>((done) => {
      const look = () => {
        if (!tail.includes(words)) return;
        listeners.delete(look);
        done();
      };
      listeners.add(look);
      look();
    });
  return { process: child, says, lastLine: () => tail.trim().split('\n').at(-1) ?? '' };
}

async function failure(server: Running): Promise<never> {
  const timer = new AbortController();
  const ended = server.process.exitCode === null ? once(server.process, 'exit') : Promise.resolve();
  const late = sleep(START_TIMEOUT_MS, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
  await Promise.race([ended, late]);
  timer.abort();
  throw new Error(`the embedded PostgreSQL did not start: ${server.lastLine()}`);
}

async function stop(server: ChildProcess, exited: Promise<void>): Promise<void> {
  if (server.exitCode === null) server.kill('SIGINT');
  const timer = setTimeout(() => server.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}
