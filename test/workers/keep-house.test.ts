import test from 'ava';
import { cutoffs, keepPartitions } from '#src/workers/keep-house.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const DAY = 86_400_000;
const children = async (parent: string) => {
  const { rows } = await db.pool.query(
    'select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = $1::regclass order by 1',
    [parent],
  );
  return rows.map(({ relname }) => relname as string);
};

test('each kind is kept as long as the pack that keeps it longest says', (t) => {
  const at = new Date('2026-11-22T00:00:00Z');
  const retention = (texts: string, decisions: string) => ({ retention: { texts, decisions } });
  const { messages, decisions } = cutoffs([retention('P10D', 'P100D'), retention('P30D', 'P50D'), {}], at);
  t.is(messages.getTime(), at.getTime() - 30 * DAY);
  t.is(decisions.getTime(), at.getTime() - 100 * DAY);
  t.is(cutoffs([], at).messages.getTime(), at.getTime() - 90 * DAY);
});

test.serial(
  'months to come have their partitions before they begin, and months past their time are dropped whole',
  async (t) => {
    for (const parent of ['message', 'message_part', 'decision'])
      await db.pool.query(`select ensure_partitions($1, '2026-05-01', 0)`, [parent]);
    const at = new Date('2027-03-10T00:00:00Z');
    const limits = cutoffs([], at);
    const dropped = await keepPartitions(db, limits, at);
    t.true(dropped.includes('message_202605'));
    t.true(dropped.includes('message_part_202605'));
    t.false(dropped.includes('decision_202605'));
    t.false(dropped.includes('message_202612'), 'its last day is not 90 days old');
    for (const month of ['202703', '202704', '202705']) {
      t.true((await children('message')).includes(`message_${month}`));
      t.true((await children('decision')).includes(`decision_${month}`));
      t.true((await children('webhook_delivery')).includes(`webhook_delivery_${month}`));
    }
    t.deepEqual(await keepPartitions(db, limits, at), []);
  },
);

test.serial('one worker at a time keeps house', async (t) => {
  const other = await db.pool.connect();
  await other.query('begin');
  await other.query('select pg_advisory_xact_lock(7238117)');
  const at = new Date('2031-01-01T00:00:00Z');
  t.deepEqual(await keepPartitions(db, cutoffs([], at), at), []);
  t.false((await children('message')).includes('message_203101'));
  await other.query('rollback');
  other.release();
});
