import test from 'ava';
import fc from 'fast-check';
import { mergePartStates, type PartStates, statusOfParts } from '#src/messages/part-states.rules.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const state = fc.constantFrom('uncertain', 'submitted', 'undeliverable', 'expired', 'rejected', 'delivered');
const states = fc.dictionary(fc.constantFrom('1', '2', '3', '10'), state) as fc.Arbitrary<PartStates>;

test('the database merges states and derives a status exactly as the rules do', async (t) => {
  const sql = `select merge_part_states($1::jsonb, $2::jsonb) as merged,
               status_of_parts($1::jsonb, $3, 'otherwise') as status`;
  await fc.assert(
    fc.asyncProperty(states, states, fc.integer({ min: 1, max: 4 }), async (known, fresh, parts) => {
      const { rows } = await db.pool.query(sql, [JSON.stringify(known), JSON.stringify(fresh), parts]);
      t.deepEqual(rows[0].merged, mergePartStates(known, fresh));
      t.is(rows[0].status, statusOfParts(known, parts, 'otherwise'));
    }),
    { numRuns: 150 },
  );
});

test('what is learnt twice or too late changes nothing', (t) => {
  fc.assert(
    fc.property(states, states, (known, fresh) => {
      const once = mergePartStates(known, fresh);
      t.deepEqual(mergePartStates(once, fresh), once);
      t.deepEqual(mergePartStates(once, known), once);
    }),
  );
});

test('a message is delivered when all of its parts are, and failed when one has', (t) => {
  t.is(statusOfParts({ 1: 'delivered' }, 1, 'submitted'), 'delivered');
  t.is(statusOfParts({ 1: 'delivered' }, 2, 'submitted'), 'submitted');
  t.is(statusOfParts({ 1: 'delivered', 2: 'delivered' }, 2, 'submitted'), 'delivered');
  t.is(statusOfParts({ 1: 'delivered', 2: 'expired' }, 3, 'submitted'), 'expired');
  t.is(statusOfParts({}, 1, 'uncertain'), 'uncertain');
});
