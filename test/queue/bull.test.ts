import test, { type ExecutionContext } from 'ava';
import { systemClock } from '#src/kernel/index.ts';
import { openBullQueues } from '#src/queue/bull-queues.ts';
import { addOutbox, createBullTransport, type OutboxHandler } from '#src/queue/index.ts';
import { createSharedPace } from '#src/queue/shared-pace.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';
import { findRedisServer, startRedis, type TestRedis } from '#test/support/redis.ts';

const binary = findRedisServer();
const withRedis = binary ? test.serial : test.serial.skip;

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const quiet = { warn: () => undefined, info: () => undefined };

async function redis(t: ExecutionContext): Promise<TestRedis> {
  await db.pool.query('delete from outbox');
  const started = await startRedis(binary ?? '');
  t.teardown(() => started.stop());
  return started;
}

/** A worker's end of the queues: what it did is added to `seen`. */
async function worker(
  t: ExecutionContext,
  { url }: TestRedis,
  seen: unknown[],
  handler?: OutboxHandler,
  concurrency = 8,
) {
  const transport = createBullTransport(db, url, quiet);
  const runner = await transport.runOutbox({
    pool: db.pool,
    clock: systemClock,
    concurrency,
    handlers: { work: handler ?? (async ({ payload }) => void seen.push(payload.n)) },
    done: () => undefined,
  });
  t.teardown(async () => {
    await runner.stop(500);
    await transport.close();
  });
  return { transport, runner };
}

const add = (from: number, to: number) =>
  db.transact(async (tx) => {
    for (let n = from; n < to; n++) await addOutbox(tx, { kind: 'work', payload: { n } }, new Date());
  });

async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 3000 && !done(); i++) await new Promise((next) => setTimeout(next, 10));
}

const open = async () =>
  (await db.pool.query('select count(*)::int as count from outbox where done_at is null')).rows[0].count as number;

withRedis('work travels over Redis to any worker and is done once', async (t) => {
  const server = await redis(t);
  const seen: unknown[] = [];
  await worker(t, server, seen);
  await worker(t, server, seen);
  await add(0, 100);
  await until(() => seen.length >= 100);
  await new Promise((next) => setTimeout(next, 200));
  t.is(seen.length, 100);
  t.is(new Set(seen).size, 100);
  t.is(await open(), 0);
});

withRedis('urgent work goes first over Redis, too, and nothing goes before its time', async (t) => {
  const server = await redis(t);
  const seen: unknown[] = [];
  const later = new Date(Date.now() + 1500);
  await db.transact(async (tx) => {
    const at = new Date();
    for (const priority of [9, 5, 0, 7, 2])
      await addOutbox(tx, { kind: 'work', payload: { n: priority }, priority }, at);
    await addOutbox(tx, { kind: 'work', payload: { n: 'later' }, priority: 0, notBefore: later }, at);
  });
  await worker(
    t,
    server,
    seen,
    async ({ payload }) => {
      seen.push(payload.n === 'later' && Date.now() < later.getTime() ? 'too early' : payload.n);
    },
    1,
  );
  await until(() => seen.length >= 6);
  t.deepEqual(seen, [0, 2, 5, 7, 9, 'later']);
});

withRedis('a job that Bull delivers twice acts once', async (t) => {
  const server = await redis(t);
  const seen: unknown[] = [];
  await add(0, 20);
  const { rows } = await db.pool.query('select id from outbox');
  const queues = openBullQueues(server.url, () => undefined);
  t.teardown(() => queues.close());
  for (const copy of [1, 2, 3])
    await queues.outbox.addBulk(
      rows.map(({ id }) => ({ data: { outboxId: id }, opts: { jobId: `${id} copy ${copy}` } })),
    );
  await queues.outbox.add({} as never);
  await worker(t, server, seen);
  await worker(t, server, seen);
  await until(() => seen.length >= 20);
  await new Promise((next) => setTimeout(next, 300));
  t.is(seen.length, 20);
});

withRedis('a Redis that is emptied in the middle loses no work', async (t) => {
  const server = await redis(t);
  const seen: unknown[] = [];
  await worker(t, server, seen, async ({ payload }) => {
    await new Promise((next) => setTimeout(next, 5));
    seen.push(payload.n);
  });
  await add(0, 100);
  await until(() => seen.length > 10);
  await server.flush();
  await add(100, 150);
  await until(() => new Set(seen).size === 150);
  t.is(new Set(seen).size, 150);
  t.is(seen.length, 150);
});

withRedis(
  'a Redis that dies and comes back empty loses no work, and while it is away work is done without it',
  async (t) => {
    const server = await redis(t);
    const seen: unknown[] = [];
    const { transport } = await worker(t, server, seen);
    await add(0, 20);
    await until(() => seen.length === 20);
    await server.kill();
    t.is(await transport.ready(), 'Redis does not answer');
    await add(20, 60);
    await until(() => seen.length === 60);
    t.is(new Set(seen).size, 60);
    await server.start();
    await add(60, 80);
    await until(() => seen.length === 80);
    t.is(seen.length, 80);
    t.is(await transport.ready(), 'ok');
  },
);

withRedis('a ring reaches a worker in another process, which here is another transport', async (t) => {
  const server = await redis(t);
  const near = createBullTransport(db, server.url, quiet);
  const far = createBullTransport(db, server.url, quiet);
  t.teardown(() => Promise.all([near.close(), far.close()]).then(() => undefined));
  let rung = 0;
  await far.doorbell.on(() => rung++);
  near.doorbell.ring();
  await until(() => rung > 0);
  t.true(rung > 0);
});

withRedis('workers on one Redis keep to one pace together', async (t) => {
  const server = await redis(t);
  const queues = openBullQueues(server.url, () => undefined);
  t.teardown(() => queues.close());
  const paces = [createSharedPace(queues.redis), createSharedPace(queues.redis)];
  const waits: number[] = [];
  for (let i = 0; i < 100; i++) waits.push((await paces[i % 2]?.waitMs('route', 100)) ?? 0);
  // A hundred at a hundred a second: the last one waits most of a second, less the burst of a tenth.
  t.true(Math.max(...waits) > 500, String(Math.max(...waits)));
  t.true(Math.max(...waits) <= 900, String(Math.max(...waits)));
  t.is(await paces[0]?.waitMs('another route', 100), 0);
  // Without Redis there is no line: nobody waits for it, and each worker keeps to its own share.
  await server.kill();
  t.is(await paces[0]?.waitMs('route', 100), null);
  t.false(paces[0]?.answers());
});
