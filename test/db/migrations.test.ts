import test from 'ava';
import { cloneDatabase } from '#test/support/database.ts';

test('migrations and entities describe the same tables', async (t) => {
  const db = await cloneDatabase();
  t.teardown(() => db.drop());
  const described = new Set([...db.orm.getMetadata().getAll().values()].map((meta) => meta.tableName));
  const difference = await db.orm.schema.getUpdateSchemaSQL({ wrap: false, safe: true });
  const names = await db.pool.query<{ name: string }>(`select relname as name from pg_class where relkind = 'i'`);
  const indexes = new Set(names.rows.map(({ name }) => name));
  // Tables without an entity (partitioned ones, and those that only SQL touches) are not compared; a database that is
  // stricter than the entity (further constraints) is right; of a partial index only the name can be compared.
  const lines = difference
    .split('\n')
    .filter((line) => [...described].some((table) => line.includes(`"${table}"`)))
    .filter((line) => !/^alter table "\w+" drop constraint/.test(line))
    .filter((line) => !indexes.has(/^create (?:unique )?index "(\w+)" .* where /.exec(line)?.[1] ?? ''));
  t.deepEqual(lines, []);
});
