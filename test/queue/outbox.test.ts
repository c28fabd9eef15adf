import test, { type ExecutionContext } from 'ava';
import { newId, systemClock } from '#src/kernel/index.ts';
import { addOutbox, createLocalTransport, GiveUp, type OutboxHandler, startOutboxRunner } from '#src/queue/index.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

/** Each test has a kind of its own: all share the table. */
let kinds = 0;
const newKind = () => `kind-${++kinds}`;
const add = (kind: string, key?: string, notBefore?: Date) =>
  db.transact((tx) =>
    addOutbox(
      tx,
      { kind, payload: { id: newId() }, ...(key ? { key } : {}), ...(notBefore ? { notBefore } : {}) },
      new Date(),
    ),
  );

function runner(t: ExecutionContext, kind: string, handler: OutboxHandler) {
  const ends: string[] = [];
  const started = startOutboxRunner({
    pool: db.pool,
    clock: systemClock,
    handlers: { [kind]: handler },
    done: (_, result) => ends.push(result),
  });
  t.teardown(() => started.stop(1000));
  return { ...started, ends };
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1000 && !(await done()); i++) await new Promise((next) => setTimeout(next, 10));
}

const row = async (kind: string) =>
  (
    await db.pool.query('select tries, done_at, last_error, not_before, claimed_until from outbox where kind = $1', [
      kind,
    ])
  ).rows[0];

test('work is done once, however many runners look for it', async (t) => {
  const kind = newKind();
  const seen: unknown[] = [];
  for (let i = 0; i < 40; i++) await add(kind);
  const handler: OutboxHandler = async ({ payload }) => void seen.push(payload.id);
  const runners = [1, 2, 3].map(() => runner(t, kind, handler));
  await until(() => seen.length >= 40);
  await until(() => runners.flatMap(({ ends }) => ends).length === 40);
  t.is(seen.length, 40);
  t.is(new Set(seen).size, 40);
});

test('work that fails is tried again later, and says by name what went wrong', async (t) => {
  const kind = newKind();
  let tries = 0;
  await add(kind);
  const { ends, nudge } = runner(t, kind, async () => {
    if (++tries === 1) throw new TypeError('with the number +98912 in it');
  });
  await until(() => ends.length === 1);
  const failed = await row(kind);
  t.is(failed.last_error, 'TypeError');
  t.true(failed.not_before > new Date());
  t.is(failed.claimed_until, null);
  await db.pool.query('update outbox set not_before = now() where kind = $1', [kind]);
  nudge();
  await until(() => ends.length === 2);
  t.deepEqual(ends, ['retry', 'ok']);
  t.truthy((await row(kind)).done_at);
});

test('work that no try will do is given up', async (t) => {
  const kind = newKind();
  await add(kind);
  const { ends } = runner(t, kind, async () => {
    throw new GiveUp('there is nothing to do');
  });
  await until(() => ends.length === 1);
  t.like(await row(kind), { last_error: 'there is nothing to do', tries: 1 });
  t.truthy((await row(kind)).done_at);
});

test('work that a dead process had claimed is taken up when its claim ends, and not before', async (t) => {
  const kind = newKind();
  await add(kind);
  await db.pool.query(`update outbox set claimed_until = now() + interval '1 hour' where kind = $1`, [kind]);
  const { ends, nudge } = runner(t, kind, async () => undefined);
  nudge();
  await new Promise((next) => setTimeout(next, 150));
  t.is(ends.length, 0);
  await db.pool.query(`update outbox set claimed_until = now() - interval '1 second' where kind = $1`, [kind]);
  nudge();
  await until(() => ends.length === 1);
  t.deepEqual(ends, ['ok']);
});

test('the same key is the same work, and work that was rolled back never existed', async (t) => {
  const kind = newKind();
  await add(kind, `${kind} once`);
  await add(kind, `${kind} once`);
  await t.throwsAsync(
    db.transact(async (tx) => {
      await addOutbox(tx, { kind, payload: {} }, new Date());
      throw new Error('rolled back');
    }),
  );
  const { rows } = await db.pool.query('select count(*)::int from outbox where kind = $1', [kind]);
  t.is(rows[0].count, 1);
});

test('urgent work goes first, and nothing goes before its time', async (t) => {
  const kind = newKind();
  const seen: unknown[] = [];
  await add(kind, undefined, new Date(Date.now() + 3_600_000));
  await db.transact((tx) => addOutbox(tx, { kind, payload: { name: 'later' }, priority: 9 }, new Date()));
  await db.transact((tx) => addOutbox(tx, { kind, payload: { name: 'first' }, priority: 0 }, new Date()));
  const started = startOutboxRunner({
    pool: db.pool,
    clock: systemClock,
    handlers: { [kind]: async ({ payload }) => void seen.push(payload.name) },
    concurrency: 1,
    done: () => undefined,
  });
  t.teardown(() => started.stop(100));
  await until(() => seen.length === 2);
  t.deepEqual(seen, ['first', 'later']);
});

test('a commit rings the workers: new work does not wait for the next look', async (t) => {
  const kind = newKind();
  let doneAt = 0;
  const transport = createLocalTransport(db);
  const started = await transport.runOutbox({
    pool: db.pool,
    clock: systemClock,
    handlers: {
      [kind]: async () => {
        doneAt = Date.now();
      },
    },
    done: () => undefined,
  });
  t.teardown(() => started.stop(100));
  let rings = 0;
  await db.listener.on('outbox', () => rings++);
  await add(kind);
  await until(() => doneAt > 0);
  t.true(rings > 0);
  t.true(doneAt > 0);
});

test('a stop waits for the work in hand', async (t) => {
  const kind = newKind();
  let finished = false;
  await add(kind);
  const { stop, ends } = runner(t, kind, async () => {
    await new Promise((next) => setTimeout(next, 200));
    finished = true;
  });
  await until(async () => (await row(kind)).tries === 1);
  await stop(5000);
  t.true(finished);
  t.deepEqual(ends, ['ok']);
});
