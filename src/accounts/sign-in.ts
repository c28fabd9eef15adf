import { LockMode } from '@mikro-orm/postgresql';
import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import type { Actor } from '#src/kernel/index.ts';
import { verifyPassword } from './password.ts';
import { recoveryHash, totpStep } from './second-factor.ts';
import { completeSession, openSession, type Standing, type Visitor } from './sessions.ts';
import { needsSecondFactor, User } from './user.entity.ts';

/** How a try to sign in ended; a wrong one is not thrown, because its count must be committed. */
export type SignIn =
  | { ok: true; token: string; standing: Standing; user: User }
  | { ok: false; why: 'wrong' }
  | { ok: false; why: 'locked'; until: Date };

const FREE_TRIES = 5;
const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 3_600_000;

/** How long nothing is tried after the n-th wrong try in a row: 30 s after the fifth, then twice as long each time, an hour at most. */
export function lockMs(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** Math.min(20, failures - FREE_TRIES));
}

/** Checks email and password and opens a session; a second factor may still be due. */
export async function signIn(
  tx: Tx,
  { email, password }: { email: string; password: string },
  visitor: Visitor,
  at: Date,
): Promise<SignIn> {
  const user = await lockUser(tx, { email: email.trim().toLowerCase() });
  if (user?.lockedUntil && user.lockedUntil > at) return { ok: false, why: 'locked', until: user.lockedUntil };
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || user.disabledAt) return { ok: false, why: 'wrong' };
  if (!right) return fail(tx, user, at);
  // A right password clears the count only where no second factor is left to guess.
  if (!user.totpSince) Object.assign(user, { failures: 0, lockedUntil: null });
  const { token } = await openSession(tx, user, visitor, { secondFactor: false }, at);
  recordAudit(tx, actorOf(user), {
    at,
    action: 'session.open',
    object: { kind: 'user', id: user.id },
    organizationId: user.organizationId ?? null,
  });
  await tx.flush();
  const setUp = needsSecondFactor(user.role) ? 'second_factor_to_set_up' : 'in';
  return { ok: true, token, user, standing: user.totpSince ? 'second_factor_due' : setUp };
}

/** Checks a code of the authenticator app, or a recovery code, which is spent by it. */
export async function giveSecondFactor(
  tx: Tx,
  session: { id: string; userId: string },
  code: string,
  at: Date,
): Promise<SignIn> {
  const user = await lockUser(tx, { id: session.userId });
  if (!user?.totpSecret || !user.totpSince) return { ok: false, why: 'wrong' };
  if (user.lockedUntil && user.lockedUntil > at) return { ok: false, why: 'locked', until: user.lockedUntil };
  const step = totpStep(user.totpSecret, code, at, user.totpStep ?? null);
  const recovery = step === null ? user.recoveryHashes.indexOf(recoveryHash(code)) : -1;
  if (step === null && recovery < 0) return fail(tx, user, at);
  if (step !== null) user.totpStep = step;
  else {
    user.recoveryHashes = user.recoveryHashes.toSpliced(recovery, 1);
    const object = { kind: 'user', id: user.id };
    const organizationId = user.organizationId ?? null;
    recordAudit(tx, actorOf(user), { at, action: 'user.recovery_code', object, organizationId });
  }
  Object.assign(user, { failures: 0, lockedUntil: null });
  return { ok: true, token: await completeSession(tx, session.id, at), user, standing: 'in' };
}

async function fail(tx: Tx, user: User, at: Date): Promise<SignIn> {
  user.failures += 1;
  const lock = lockMs(user.failures);
  if (lock > 0) user.lockedUntil = new Date(at.getTime() + lock);
  await tx.flush();
  return lock > 0 ? { ok: false, why: 'locked', until: new Date(at.getTime() + lock) } : { ok: false, why: 'wrong' };
}

/** One try at a time: the count of wrong ones must not be outrun. */
function lockUser(tx: Tx, where: { id: string } | { email: string }): Promise<User | null> {
  return tx.findOne(User, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** The person as the actor of what they do. */
export function actorOf({ id, name, role, organizationId }: User): Actor {
  return { id, name, role, organizationId: organizationId ?? null };
}
