import test from 'ava';
import { templateLifeCycle, templateStatuses } from '#src/templates/index.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const known = Object.entries(templateLifeCycle).flatMap(([from, moves]) =>
  Object.entries(moves).map(([move, to]) => `${from} ${move} ${to}`),
);

test('the database knows exactly the steps of the table in the code', async (t) => {
  const { rows } = await db.pool.query('select from_status, move, to_status from template_move');
  t.deepEqual(rows.map((row) => Object.values(row).join(' ')).sort(), known.toSorted());
});

test('every state can be reached from a draft, and the ends have no way out', (t) => {
  const reached = new Set(['draft']);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const from of reached) for (const to of Object.values(templateLifeCycle[from as 'draft'])) reached.add(to);
  }
  t.deepEqual([...reached].sort(), templateStatuses.toSorted());
  t.deepEqual([templateLifeCycle.rejected, templateLifeCycle.withdrawn], [{}, {}]);
});

test('the database refuses a step that is none, and other words for an approved template', async (t) => {
  const insert = (status: string) =>
    db.pool.query(
      `insert into message_template (id, organization_id, sender_id, category, text, status, findings, created_at, updated_at)
       values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'otp', 'کد شما {c:number}', $1, '[]', now(), now()) returning id`,
      [status],
    );
  await t.throwsAsync(insert('approved'), { message: /begins as a draft/ });
  const { id } = (await insert('draft')).rows[0];
  const set = (change: string) => db.pool.query(`update message_template set ${change} where id = $1`, [id]);
  await t.throwsAsync(set(`status = 'approved'`), { message: /cannot go from draft to approved/ });
  await set(`text = 'کد ورود {c:number}'`);
  await set(`status = 'submitted'`);
  await set(`status = 'approved'`);
  await t.throwsAsync(set(`text = 'حراج'`), { message: /do not change/ });
});
