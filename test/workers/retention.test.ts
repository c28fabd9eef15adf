import test from 'ava';
import { cutoffs, keepPartitions, plannedDrops } from '#src/workers/keep-house.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const NOW = new Date('2027-03-10T00:00:00Z');

test.serial('every table that is kept by months has its months made ahead', async (t) => {
  await keepPartitions(db, cutoffs([], NOW), NOW);
  const { rows } = await db.pool.query<{ parent: string; ahead: string | null }>(
    `select p.partrelid::regclass::text as parent, to_regclass(p.partrelid::regclass::text || '_202705')::text as ahead
     from pg_partitioned_table p where p.partstrat = 'r'`,
  );
  t.true(rows.length >= 5);
  for (const { parent, ahead } of rows) t.is(ahead, `${parent}_202705`);
});

test.serial('what would be dropped can be seen before, and each drop is in the audit trail', async (t) => {
  for (const parent of ['message', 'message_part', 'webhook_delivery', 'decision'])
    await db.pool.query(`select ensure_partitions($1, '2026-06-01', 0)`, [parent]);
  const limits = cutoffs([{ retention: { texts: 'P90D', decisions: 'P730D' } }], NOW);
  const planned = (await plannedDrops(db.pool, limits)).map(({ partition }) => partition);
  t.true(planned.includes('message_202606') && planned.includes('webhook_delivery_202606'));
  t.false(planned.some((partition) => partition.startsWith('decision')));
  t.deepEqual((await plannedDrops(db.pool, limits)).length, planned.length, 'looking changes nothing');
  const dropped = await keepPartitions(db, limits, NOW);
  t.deepEqual(dropped.toSorted(), planned.toSorted());
  t.deepEqual(await plannedDrops(db.pool, limits), []);
  const { rows } = await db.pool.query(
    `select object_id, actor_name, detail from audit_event where action = 'retention.drop' and object_id like '%202606'`,
  );
  t.deepEqual(rows.map(({ object_id }) => object_id).toSorted(), dropped.toSorted());
  t.like(rows[0], { actor_name: 'mohr', detail: { messages: limits.messages.toISOString() } });
});

test.serial('workers that keep house at the same time do it once', async (t) => {
  await db.pool.query(`select ensure_partitions('message', '2026-03-01', 0)`);
  const limits = cutoffs([], NOW);
  const done = await Promise.all(Array.from({ length: 4 }, () => keepPartitions(db, limits, NOW)));
  t.deepEqual(done.flat(), ['message_202603']);
});

test.serial('a message that is dropped leaves the queue of held ones', async (t) => {
  await db.pool.query(
    `insert into held_message values (overlay(uuid_floor('2026-02-03')::text placing '7' from 15)::uuid, null)`,
  );
  await db.pool.query(`select ensure_partitions('message', '2026-02-01', 0)`);
  await keepPartitions(db, cutoffs([], NOW), NOW);
  t.is((await db.pool.query('select 1 from held_message')).rowCount, 0);
});
