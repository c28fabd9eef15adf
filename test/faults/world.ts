import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, startCluster } from '#src/db/index.ts';
import { findRedisServer, startRedis, type TestRedis } from '#test/support/redis.ts';
import {
  accept,
  id as command,
  type Peer,
  type RawPdu,
  receiptText,
  startZoo,
  type Zoo,
} from '#test/support/smsc-zoo.ts';

/** A process of the service. */
export interface Node {
  name: string;
  /** Ends it at once, as a crash or the kernel does. */
  kill(): Promise<void>;
  /** Ends it with SIGTERM; resolves with the milliseconds that it took. */
  stop(): Promise<number>;
}

/** A message that the API answered with 202. */
export interface Sent {
  id: string;
  text: string;
  category: Category;
}

/** What the pack submits again after an unknown outcome, and what it leaves to a person. */
type Category = 'otp' | 'reminder';

/** The service as several processes on a PostgreSQL, a Redis and an SMSC that may be taken away. */
export interface World {
  redis: TestRedis | null;
  smsc: { submits: Map<string, number>; close(): Promise<void>; open(): Promise<void> };
  postgres: { crash(): Promise<void>; start(): Promise<void> };
  start(part: 'api' | 'worker' | 'all'): Promise<Node>;
  /** What each client waits after a message, in milliseconds; a long fault is not a long bill. */
  restMs: number;
  /** Sends messages of distinct text, to each API in turn, until `during` has ended; those that were answered 202. */
  load(during: () => Promise<void>): Promise<Sent[]>;
  /** Waits until every message has ended, or is left to a person; returns the ids that have not. */
  settle(sent: readonly Sent[], withinMs: number): Promise<string[]>;
  /** Counts of messages that break the promise, by what is wrong. */
  judge(
    sent: readonly Sent[],
  ): Promise<{ lost: string[]; twice: string[]; doubtful: number; statuses: Record<string, number> }>;
  stop(): Promise<void>;
}

const SENDER = '021-42750000';
const ADMIN = 'faults-admin-key';
/** In flight at a time: enough to keep windows and batches busy on a small machine. */
const CLIENTS = 8;

/** Builds the world; `withRedis` says how work travels between processes. */
export async function buildWorld({ withRedis }: { withRedis: boolean }): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'mohr-faults-'));
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port: String(port), max_connections: '200' };
  let cluster: Cluster = await startCluster(join(folder, 'postgres'), settings);
  const url = `postgresql://${cluster.user}@127.0.0.1:${port}/mohr`;
  await query(url.replace(/mohr$/, 'postgres'), 'create database mohr');
  const binary = withRedis ? findRedisServer() : null;
  const redis = binary ? await startRedis(binary) : null;
  const smsc = await startSmsc();
  const nodes = new Set<Node>();
  const apis: string[] = [];
  let codes = 100_000;

  async function start(part: 'api' | 'worker' | 'all'): Promise<Node> {
    const httpPort = await freePort();
    const log = openSync(join(folder, `${part}-${httpPort}.log`), 'w');
    const child = spawn(process.execPath, ['src/main.ts', part], {
      stdio: ['ignore', log, log],
      env: {
        ...process.env,
        DATABASE_URL: url,
        REDIS_URL: redis?.url ?? '',
        SMPP_URL: `${smsc.url()}?window=20&responseTimeoutMs=3000&reconnectMinMs=50&reconnectMaxMs=500`,
        DATA_DIR: join(folder, 'data'),
        PORT: String(httpPort),
        HOST: '127.0.0.1',
        DEMO: '1',
        LOG_LEVEL: 'info',
        BOOTSTRAP_ADMIN_KEY: ADMIN,
        SMTP_URL: '',
      },
    });
    const api = `http://127.0.0.1:${httpPort}`;
    const leave = () => {
      if (apis.includes(api)) apis.splice(apis.indexOf(api), 1);
    };
    const node: Node = {
      name: part,
      kill: () => end(child, 'SIGKILL').then(leave),
      stop: () => end(child, 'SIGTERM').finally(leave),
    };
    nodes.add(node);
    if (part !== 'worker') {
      await until(async () => (await fetch(`${api}/healthz`)).ok, 60_000);
      await until(async () => readFileSync(join(folder, 'data', 'demo-keys.json')).length > 0, 60_000);
    }
    if (part !== 'worker') apis.push(api);
    if (part !== 'api') await until(async () => smsc.bound() > 0, 60_000);
    return node;
  }

  async function load(during: () => Promise<void>): Promise<Sent[]> {
    const sent: Sent[] = [];
    let over = false;
    const key = JSON.parse(readFileSync(join(folder, 'data', 'demo-keys.json'), 'utf8')).gateway as string;
    const client = async () => {
      while (!over) {
        const category: Category = codes++ % 3 === 0 ? 'reminder' : 'otp';
        const text = `${category === 'otp' ? 'کد تایید شما' : 'یادآوری نوبت فردا، شماره نوبت'}: ${codes}`;
        const to = `0912${String(1_000_000 + (codes % 8_999_999))}`;
        const body = JSON.stringify({ sender: SENDER, to, category, text, validUntil: inTenMinutes() });
        const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
        const api = apis[codes % Math.max(1, apis.length)];
        const answer = await fetch(`${api}/v1/messages`, { method: 'POST', headers, body }).catch(() => null);
        const made = answer?.status === 202 ? ((await answer.json().catch(() => null)) as { id: string } | null) : null;
        if (made) sent.push({ id: made.id, text, category });
        if (!made || world.restMs > 0) await sleep(Math.max(50, world.restMs));
      }
    };
    const clients = Array.from({ length: CLIENTS }, client);
    try {
      await during();
    } finally {
      over = true;
      await Promise.all(clients);
    }
    return sent;
  }

  async function open(sent: readonly Sent[]): Promise<string[]> {
    const rows = await query<{ id: string }>(
      url,
      `select id from message where id = any($1)
       and status not in ('delivered', 'undeliverable', 'expired', 'rejected', 'cancelled')
       and not (status = 'uncertain' and category = 'reminder' and wake_at is null)`,
      [sent.map(({ id }) => id)],
    );
    return rows.map(({ id }) => id);
  }

  const world: World = {
    redis,
    smsc,
    restMs: 0,
    postgres: {
      crash: async () => {
        // SIGQUIT: an immediate shutdown, which recovers from the log at the next start as after a power cut.
        const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
        process.kill(pid, 'SIGQUIT');
        await cluster.exited;
      },
      start: async () => {
        cluster = await startCluster(join(folder, 'postgres'), settings);
      },
    },
    start,
    load,
    settle: async (sent, withinMs) => {
      await until(async () => (await open(sent)).length === 0, withinMs).catch(() => undefined);
      return open(sent);
    },
    judge: async (sent) => {
      const rows = await query<{ id: string; text: string; category: Category; status: string; doubtful: boolean }>(
        url,
        `select id, text, declared as category, status, timeline @> '[{"status": "uncertain"}]' as doubtful from message where id = any($1)`,
        [sent.map(({ id }) => id)],
      );
      const known = new Map(rows.map((row) => [row.id, row]));
      const statuses: Record<string, number> = {};
      for (const { category, status } of rows) {
        const key = `${category} ${status}`;
        statuses[key] = (statuses[key] ?? 0) + 1;
      }
      const mayRepeat = ({ category, doubtful }: (typeof rows)[number]) => category === 'otp' && doubtful;
      // What is left to a person may or may not have reached the SMSC: that is what it says.
      const unsent = ({ id, text }: Sent) => !smsc.submits.has(text) && known.get(id)?.status !== 'uncertain';
      return {
        lost: sent.filter((one) => !known.has(one.id) || unsent(one)).map(({ id }) => id),
        twice: rows.filter((row) => (smsc.submits.get(row.text) ?? 0) > 1 && !mayRepeat(row)).map(({ id }) => id),
        doubtful: rows.filter(({ doubtful }) => doubtful).length,
        statuses,
      };
    },
    stop: async () => {
      await Promise.all([...nodes].map((node) => node.kill()));
      await smsc.close();
      await redis?.stop();
      await cluster.stop();
      if (!process.env.KEEP_FAULTS) rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

const inTenMinutes = () => new Date(Date.now() + 600_000).toISOString();

/** An SMSC that takes everything, reports its delivery, and counts what it was given by text. */
async function startSmsc() {
  const submits = new Map<string, number>();
  let zoo: Zoo;
  let port = 0;
  let given = 0;
  const submit = (peer: Peer, pdu: RawPdu) => {
    const { text, destination } = readSubmit(pdu.octets);
    submits.set(text, (submits.get(text) ?? 0) + 1);
    const messageId = accept(peer, pdu, `f${++given}`);
    // Receipts that a connection takes to its grave come again over the next one, as a real SMSC does.
    outbox.set(messageId, { messageId, destination });
    setTimeout(() => deliver(messageId), 20);
  };
  const outbox = new Map<string, { messageId: string; destination: string }>();
  const waiting = new Map<string, string>();
  const deliver = (messageId: string) => {
    const receipt = outbox.get(messageId);
    const peer = zoo.peers.findLast(({ socket }) => !socket.destroyed);
    if (!receipt || !peer) return;
    const sequence = peer.deliver({ body: receiptText(messageId), esmClass: 4, from: receipt.destination });
    waiting.set(`${peer.nth} ${sequence}`, messageId);
  };
  const habits = {
    submit,
    response: (peer: Peer, { id, sequence, status }: RawPdu) => {
      if (id !== command.deliverResp || status !== 0) return;
      outbox.delete(waiting.get(`${peer.nth} ${sequence}`) ?? '');
    },
  };
  const again = setInterval(() => {
    for (const messageId of [...outbox.keys()].slice(0, 500)) deliver(messageId);
  }, 1500);
  const open = async () => {
    zoo = await startZoo(habits, port);
    port = Number(new URL(zoo.url).port);
  };
  await open();
  return {
    submits,
    url: () => zoo.url,
    bound: () => zoo.peers.filter(({ socket }) => !socket.destroyed).length,
    open,
    close: async () => {
      await zoo.stop();
      if (submits.size > 0) again.unref();
    },
  };
}

/** Destination and text of a submit_sm whose text is UCS-2 in short_message. */
function readSubmit(octets: Buffer): { destination: string; text: string } {
  let at = 16;
  const cstring = () => {
    const end = octets.indexOf(0, at);
    const value = octets.toString('latin1', at, end);
    at = end + 1;
    return value;
  };
  cstring(); // service_type
  at += 2;
  cstring(); // source_addr
  at += 2;
  const destination = cstring();
  at += 3; // esm_class, protocol_id, priority_flag
  cstring(); // schedule_delivery_time
  cstring(); // validity_period
  at += 4; // registered_delivery, replace_if_present_flag, data_coding, sm_default_msg_id
  const length = octets[at] ?? 0;
  const body = Buffer.from(octets.subarray(at + 1, at + 1 + length));
  return { destination, text: body.swap16().toString('utf16le') };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number> {
  const start = Date.now();
  if (child.exitCode !== null || child.signalCode !== null) return 0;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill(signal);
  await gone;
  return Date.now() - start;
}

async function until(done: () => Promise<boolean>, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await done().catch(() => false))) {
    if (Date.now() > end) throw new Error('it did not come about in time');
    await sleep(100);
  }
}

async function query<Row>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
