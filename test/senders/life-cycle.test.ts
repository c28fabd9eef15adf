import test from 'ava';
import fc from 'fast-check';
import { drawLifeCycle, lifeCycle, nextStatus, senderMoves, senderStatuses } from '#src/senders/index.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const known = Object.entries(lifeCycle).flatMap(([from, moves]) =>
  Object.entries(moves).map(([move, to]) => `${from} ${move} ${to}`),
);

test('the database knows exactly the steps of the table in the code', async (t) => {
  const { rows } = await db.pool.query('select from_status, move, to_status from sender_move');
  t.deepEqual(rows.map((row) => Object.values(row).join(' ')).sort(), known.toSorted());
});

test('every state × every move is either in the table or refused', (t) => {
  for (const from of senderStatuses) {
    for (const move of senderMoves) {
      const to = nextStatus(from, move);
      t.is(to === null, !known.some((step) => step.startsWith(`${from} ${move} `)), `${from} ${move}`);
    }
  }
});

test('every state can be reached from a draft, and the ends have no way out', (t) => {
  const reached = new Set(['draft']);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const from of reached) for (const to of Object.values(lifeCycle[from as 'draft'])) reached.add(to);
  }
  t.deepEqual([...reached].sort(), senderStatuses.toSorted());
  for (const end of ['rejected', 'withdrawn', 'revoked'] as const) t.deepEqual(lifeCycle[end], {});
});

test('no walk of moves leaves the table', (t) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...senderMoves)), (moves) => {
      let status: (typeof senderStatuses)[number] = 'draft';
      for (const move of moves) status = nextStatus(status, move) ?? status;
      return senderStatuses.includes(status);
    }),
  );
  t.pass();
});

test('the diagram shows every step', (t) => {
  const lines = drawLifeCycle().split('\n');
  t.is(lines.length, known.length + 2);
  t.true(lines.includes('  in_review --> approved: approve'));
});

const insert = `insert into sender (id, organization_id, kind, address, key, line_class, subjects, sample_messages,
    requested_operators, allow_links, hosts, status, warnings, reviewers_needed, created_at, updated_at)
  values (gen_random_uuid(), gen_random_uuid(), 'long_number', $1, $1, 'service', '[]', '[]', '[]', false, '[]', $2, '[]', 1, now(), now())
  returning id`;

test('the database itself refuses a change of status that the life cycle does not have', async (t) => {
  const { rows } = await db.pool.query(insert, ['30001111', 'draft']);
  const { id } = rows[0];
  await t.throwsAsync(db.pool.query(`update sender set status = 'active' where id = $1`, [id]), {
    message: /cannot go from draft to active/,
  });
  await t.throwsAsync(db.pool.query(`update sender set status = 'unheard_of' where id = $1`, [id]));
  await t.throwsAsync(db.pool.query(insert, ['30002222', 'active']), { message: /begins as a draft/ });
  await db.pool.query(`update sender set status = 'submitted' where id = $1`, [id]);
  t.is((await db.pool.query('select status from sender where id = $1', [id])).rows[0].status, 'submitted');
});

test('history cannot be rewritten, nor hold a step that is none', async (t) => {
  const step = `insert into sender_transition (id, sender_id, application_number, at, actor_name, actor_role, from_status, to_status, move)
    values (gen_random_uuid(), gen_random_uuid(), 1, now(), 'a', 'admin', $1, $2, $3)`;
  await db.pool.query(step, [null, 'draft', 'create']);
  await t.throwsAsync(db.pool.query(step, ['draft', 'active', 'approve']), { message: /sender_transition_move/ });
  await t.throwsAsync(db.pool.query(`update sender_transition set why = 'x'`), { message: /append-only/ });
  await t.throwsAsync(db.pool.query('delete from sender_transition'), { message: /append-only/ });
  await t.throwsAsync(db.pool.query('truncate sender_transition'), { message: /append-only/ });
});
