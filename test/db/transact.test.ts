import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { isDatabaseAway, sqlState, violatedConstraint } from '#src/db/index.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
  await db.pool.query('create table counter (id int primary key, n int not null)');
  await db.pool.query('insert into counter values (1, 0), (2, 0)');
});
test.after.always(() => db?.drop());

test('what throws is rolled back, what resolves is committed', async (t) => {
  await t.throwsAsync(
    db.transact(async (tx) => {
      await tx.execute('insert into counter values (10, 0)');
      throw new Error('no');
    }),
    { message: 'no' },
  );
  await db.transact((tx) => tx.execute('insert into counter values (11, 0)'));
  const { rows } = await db.pool.query('select id from counter where id in (10, 11)');
  t.deepEqual(rows, [{ id: 11 }]);
});

test('a transaction inside a transaction is refused', async (t) => {
  await t.throwsAsync(
    db.transact(() => db.transact(async () => undefined)),
    { message: /already open/ },
  );
});

test('two transactions that wait for each other both commit: the victim runs again', async (t) => {
  const both = [0, 0];
  const add = (first: number, second: number, who: 0 | 1) =>
    db.transact(async (tx) => {
      both[who] = (both[who] ?? 0) + 1;
      await tx.execute('update counter set n = n + 1 where id = ?', [first]);
      await new Promise((done) => setTimeout(done, 100));
      await tx.execute('update counter set n = n + 1 where id = ?', [second]);
    });
  await Promise.all([add(1, 2, 0), add(2, 1, 1)]);
  const { rows } = await db.pool.query('select n from counter where id in (1, 2)');
  t.deepEqual(rows, [{ n: 2 }, { n: 2 }]);
  t.is((both[0] ?? 0) + (both[1] ?? 0), 3);
});

test('transactions that lost their connections leave their places to those that follow', async (t) => {
  const lost = () => db.transact((tx) => tx.execute('select pg_terminate_backend(pg_backend_pid())'));
  const places = 10;
  for (let i = 0; i < places; i++) t.true(isDatabaseAway(await t.throwsAsync(lost())));
  const next = db.transact((tx) => tx.execute<{ one: number }[]>('select 1 as one'));
  t.deepEqual(await Promise.race([next, sleep(5000, 'still waiting')]), [{ one: 1 }]);
});

test('a violated constraint is known by its name, whoever wrapped the error', async (t) => {
  const error = await t.throwsAsync(db.transact((tx) => tx.execute('insert into counter values (1, 0)')));
  t.is(sqlState(error), '23505');
  t.is(violatedConstraint(error), 'counter_pkey');
});

test('a listener hears of what was committed before sync, also after its connection was cut', async (t) => {
  const heard: string[] = [];
  await db.listener.on('news', (payload) => heard.push(payload));
  await db.pool.query(`select pg_notify('news', 'one')`);
  await db.listener.sync();
  t.deepEqual(heard, ['one']);
  await db.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mohr-listen' and datname = current_database()`,
  );
  for (let i = 0; i < 100 && !heard.includes(''); i++) await new Promise((done) => setTimeout(done, 50));
  await db.pool.query(`select pg_notify('news', 'two')`);
  await db.listener.sync();
  t.deepEqual(heard, ['one', '', 'two']);
});
