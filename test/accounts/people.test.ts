import test from 'ava';
import {
  acceptInvitation,
  confirmSecondFactor,
  createOrganization,
  createUser,
  findSession,
  forgetEndedSessions,
  giveSecondFactor,
  inviteUser,
  linkToken,
  lockMs,
  makeLink,
  proposeSecondFactor,
  readLink,
  requestPasswordReset,
  resetPassword,
  signIn,
  totpCode,
  type UserRole,
} from '#src/accounts/index.ts';
import { systemActor } from '#src/kernel/index.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

const at = new Date('2026-11-22T08:00:00Z');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
const visitor = { ip: '127.0.0.1', agent: 'a browser' };
const codeKey = Buffer.alloc(32, 7);
const password = 'a long enough one 42';
let count = 0;

async function person(role: UserRole) {
  const email = `person${++count}@example.com`;
  return db.transact(async (tx) => {
    const contact = { name: 'x', email, mobile: '09121110000' };
    const shop = {
      legalName: 'شرکت',
      kind: 'legal' as const,
      nationalId: '10380284790',
      contact,
      locale: 'fa' as const,
    };
    const organizationId = role === 'business' ? (await createOrganization(tx, systemActor, shop, at)).id : null;
    return createUser(tx, systemActor, { email, name: 'Person', role, organizationId, locale: 'fa', password }, at);
  });
}

const tryIn = (email: string, given: string, when = at) =>
  db.transact((tx) => signIn(tx, { email, password: given }, visitor, when));

test('a business user signs in with email and password, whatever the case of the email', async (t) => {
  const user = await person('business');
  const answer = await tryIn(` ${user.email.toUpperCase()} `, password);
  t.true(answer.ok);
  const session = await findSession(db.reader(), answer.ok ? answer.token : '', at);
  t.like(session, { standing: 'in', actor: { id: user.id, role: 'business', organizationId: user.organizationId } });
});

test('neither the password nor the token is in the database', async (t) => {
  const user = await person('business');
  const answer = await tryIn(user.email, password);
  const { rows } = await db.pool.query(
    `select row_to_json(u)::text || coalesce(string_agg(row_to_json(s)::text, ''), '') as all
     from user_account u left join user_session s on s.user_id = u.id where u.id = $1 group by u.id`,
    [user.id],
  );
  t.false(rows[0].all.includes(password));
  t.false(rows[0].all.includes(answer.ok ? answer.token : 'x'));
  t.regex(rows[0].all, /\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('wrong tries lock the account for longer and longer, and even the right password waits', async (t) => {
  const user = await person('business');
  for (let n = 0; n < 4; n++) t.like(await tryIn(user.email, 'wrong'), { ok: false, why: 'wrong' });
  t.like(await tryIn(user.email, 'wrong'), { why: 'locked', until: later(30) });
  t.like(await tryIn(user.email, password, later(29)), { why: 'locked' });
  t.like(await tryIn(user.email, 'wrong', later(31)), { why: 'locked', until: later(91) });
  t.like(await tryIn(user.email, password, later(92)), { ok: true });
  t.like(await tryIn(user.email, 'wrong', later(93)), { why: 'wrong' });
  t.deepEqual([4, 5, 6, 7, 50].map(lockMs), [0, 30_000, 60_000, 120_000, 3_600_000]);
});

test('an unknown email is answered like a wrong password', async (t) => {
  t.deepEqual(await tryIn('nobody@example.com', password), { ok: false, why: 'wrong' });
});

test('a reviewer does nothing before a second factor is set up, and then needs it at each sign-in', async (t) => {
  const user = await person('reviewer');
  const first = await tryIn(user.email, password);
  t.like(first, { ok: true, standing: 'second_factor_to_set_up' });
  const actor = { id: user.id, name: user.name, role: user.role, organizationId: null };
  const { secret } = await db.transact((tx) => proposeSecondFactor(tx, actor));
  await t.throwsAsync(
    db.transact((tx) => confirmSecondFactor(tx, actor, '000000', at)),
    { message: 'INVALID_INPUT' },
  );
  const codes = await db.transact((tx) => confirmSecondFactor(tx, actor, totpCode(secret, at), at));
  t.is(new Set(codes).size, 10);

  const second = await tryIn(user.email, password, later(60));
  t.like(second, { ok: true, standing: 'second_factor_due' });
  const pending = await findSession(db.reader(), second.ok ? second.token : '', later(60));
  const session = { id: pending?.id ?? '', userId: user.id };
  const give = (code: string, when: Date) => db.transact((tx) => giveSecondFactor(tx, session, code, when));
  t.like(await give(totpCode(secret, at), later(60)), { why: 'wrong' }, 'the code of the set-up is spent');
  const done = await give(totpCode(secret, later(60)), later(60));
  t.like(done, { ok: true, standing: 'in' });
  t.is(await findSession(db.reader(), second.ok ? second.token : '', later(60)), null, 'the first token has ended');
  t.like(await findSession(db.reader(), done.ok ? done.token : '', later(60)), { standing: 'in' });
  t.like(await give(totpCode(secret, later(60)), later(61)), { why: 'wrong' }, 'no code is taken twice');
  t.like(await give(codes[0]?.toUpperCase() ?? '', later(62)), { ok: true });
  t.like(await give(codes[0] ?? '', later(63)), { why: 'wrong' }, 'no recovery code is taken twice');
});

test('an invitation lets one person in, once, with the role and organization it names', async (t) => {
  const owner = await person('business');
  const actor = { id: owner.id, name: 'Owner', role: owner.role, organizationId: owner.organizationId ?? null };
  const organizationId = actor.organizationId;
  const invite = (role: UserRole, of: string | null) =>
    db.transact((tx) => inviteUser(tx, actor, { email: 'new@example.com', role, organizationId: of }, at));
  await t.throwsAsync(invite('admin', null), { message: 'FORBIDDEN' });
  const link = await invite('business', organizationId);
  const { rows } = await db.pool.query(`select payload from outbox where kind = 'mail.invitation' and key = $1`, [
    `mail ${link.id}`,
  ]);
  t.deepEqual(rows[0].payload, { linkId: link.id });
  const token = linkToken(codeKey, link.id);
  await t.throwsAsync(readLink(db.reader(), Buffer.alloc(32, 8), token, at), { message: 'LINK_SPENT' });
  await t.throwsAsync(readLink(db.reader(), codeKey, token, later(8 * 86_400)), { message: 'LINK_SPENT' });
  const found = await readLink(db.reader(), codeKey, token, at);
  const input = { email: 'other@example.com', name: 'New', password, locale: 'en' as const };
  const { user } = await db.transact((tx) => acceptInvitation(tx, found, input, visitor, at));
  t.like(user, { email: 'new@example.com', role: 'business', organizationId });
  await t.throwsAsync(
    db.transact((tx) => acceptInvitation(tx, found, input, visitor, at)),
    { message: 'LINK_SPENT' },
  );
});

test('a new password by mail ends all sessions; an unknown email leaves no trace', async (t) => {
  const user = await person('business');
  const before = await tryIn(user.email, password);
  await db.transact((tx) => requestPasswordReset(tx, 'nobody@example.com', at));
  await db.transact((tx) => requestPasswordReset(tx, user.email, at));
  const { rows } = await db.pool.query(`select id from user_link where user_id = $1`, [user.id]);
  const link = await readLink(db.reader(), codeKey, linkToken(codeKey, rows[0].id), at);
  await db.transact((tx) => resetPassword(tx, link, 'another long one 43', at));
  t.is(await findSession(db.reader(), before.ok ? before.token : '', at), null);
  t.like(await tryIn(user.email, password), { why: 'wrong' });
  t.like(await tryIn(user.email, 'another long one 43'), { ok: true });
});

test('sessions that ended a month ago are forgotten, those in force stay', async (t) => {
  const user = await person('business');
  const old = await tryIn(user.email, password, later(-90 * 86_400));
  const fresh = await tryIn(user.email, password);
  await forgetEndedSessions(db.pool, at);
  t.not(await findSession(db.reader(), fresh.ok ? fresh.token : '', at), null);
  const { rows } = await db.pool.query('select count(*)::int as n from user_session where user_id = $1', [user.id]);
  t.true(old.ok && rows[0].n === 1);
});

test('the first admin’s link makes an admin', async (t) => {
  const link = await db.transact((tx) => makeLink(tx, systemActor, { kind: 'first_admin' }, at));
  const input = { email: 'root@example.com', name: 'Root', password, locale: 'fa' as const };
  const { user } = await db.transact((tx) => acceptInvitation(tx, link, input, visitor, at));
  t.is(user.role, 'admin');
});

test('a business user without an organization cannot exist', async (t) => {
  await t.throwsAsync(
    db.pool.query(
      `insert into user_account (id, email, name, role, locale, recovery_hashes, failures, created_at, updated_at)
       values (gen_random_uuid(), 'x@y.z', 'x', 'business', 'fa', '[]', 0, now(), now())`,
    ),
    { message: /user_account_organization/ },
  );
});
