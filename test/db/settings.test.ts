import test from 'ava';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const COMPILING = `select setting, source from pg_settings where name = 'jit'`;

test('no connection lets PostgreSQL compile statements, whatever the server is set to', async (t) => {
  const asked = [
    ['pool', (await db.pool.query(COMPILING)).rows],
    ['hot', (await db.hot.query(COMPILING)).rows],
    ['orm', await db.reader().execute(COMPILING)],
  ] as const;
  for (const [name, rows] of asked) t.deepEqual(rows, [{ setting: 'off', source: 'client' }], name);
});
