import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError, fault, invalidInput } from '#src/kernel/index.ts';
import { verifyPassword } from './password.ts';
import { newRecoveryCodes, newTotpSecret, totpStep } from './second-factor.ts';
import { needsSecondFactor } from './user.entity.ts';
import { getUser } from './users.ts';

/** Proposes a secret for an authenticator app; it is in force once a code of it was given. */
export async function proposeSecondFactor(tx: Tx, actor: Actor): Promise<{ secret: string; email: string }> {
  const user = await getUser(tx, actor, actor.id ?? '');
  if (user.totpSince) throw new AppError('INVALID_TRANSITION');
  user.totpSecret ??= newTotpSecret();
  await tx.flush();
  return { secret: user.totpSecret, email: user.email };
}

/**
 * Puts the proposed second factor into force and answers its recovery codes, shown this once.
 * @throws INVALID_INPUT where the code is wrong
 */
export async function confirmSecondFactor(tx: Tx, actor: Actor, code: string, at: Date): Promise<string[]> {
  const user = await getUser(tx, actor, actor.id ?? '');
  const step = user.totpSecret && !user.totpSince ? totpStep(user.totpSecret, code, at, null) : null;
  if (step === null) throw wrongCode();
  const { codes, hashes } = newRecoveryCodes();
  Object.assign(user, { totpSince: at, totpStep: step, recoveryHashes: hashes, updatedAt: at });
  audit(tx, actor, 'user.second_factor', at);
  await tx.flush();
  return codes;
}

/** Makes new recovery codes; the old ones end. @throws INVALID_INPUT where the password is wrong */
export async function renewRecoveryCodes(tx: Tx, actor: Actor, password: string, at: Date): Promise<string[]> {
  const user = await getUser(tx, actor, actor.id ?? '');
  if (!user.totpSince) throw new AppError('INVALID_TRANSITION');
  if (!(await verifyPassword(user.passwordHash ?? null, password))) throw wrongPassword();
  const { codes, hashes } = newRecoveryCodes();
  Object.assign(user, { recoveryHashes: hashes, updatedAt: at });
  audit(tx, actor, 'user.recovery_codes', at);
  await tx.flush();
  return codes;
}

/** Takes the second factor away, where the role does not require one. */
export async function removeSecondFactor(tx: Tx, actor: Actor, password: string, at: Date): Promise<void> {
  const user = await getUser(tx, actor, actor.id ?? '');
  if (needsSecondFactor(user.role)) throw new AppError('FORBIDDEN');
  if (!(await verifyPassword(user.passwordHash ?? null, password))) throw wrongPassword();
  Object.assign(user, { totpSecret: null, totpSince: null, totpStep: null, recoveryHashes: [], updatedAt: at });
  audit(tx, actor, 'user.second_factor_removed', at);
  await tx.flush();
}

function audit(tx: Tx, actor: Actor, action: string, at: Date): void {
  const object = { kind: 'user', id: actor.id ?? '' };
  recordAudit(tx, actor, { at, action, object, organizationId: actor.organizationId });
}

const wrongCode = () => invalidInput([fault('code', 'wrong', 'the code is wrong', 'کد درست نیست')]);
const wrongPassword = () =>
  invalidInput([fault('password', 'wrong', 'this is not your password', 'این گذرواژهٔ شما نیست')]);
