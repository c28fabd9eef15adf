import { recordAudit } from '#src/audit/index.ts';
import { byAlphabet, type Reader, readPage, type Tx, violatedConstraint } from '#src/db/index.ts';
import {
  type Actor,
  AppError,
  fault,
  found,
  invalidInput,
  newId,
  type Page,
  type PageRequest,
} from '#src/kernel/index.ts';
import { createOrganization, type OrganizationInput } from './organizations.ts';
import { hashPassword, passwordFaults, verifyPassword } from './password.ts';
import { revokeSessions } from './sessions.ts';
import { actorOf } from './sign-in.ts';
import { User, type UserRole } from './user.entity.ts';

/** What a new person is; without a password they come in by a link. */
export interface UserInput {
  email: string;
  name: string;
  role: UserRole;
  organizationId: string | null;
  locale: 'fa' | 'en';
  password: string | null;
}

const EMAIL = /^[^\s@<>(),;:"[\]\\]{1,64}@[^\s@<>(),;:"[\]\\.]+(\.[^\s@<>(),;:"[\]\\.]+)+$/;

/** Adds a person. @throws INVALID_INPUT naming every fault, EMAIL_TAKEN */
export async function createUser(tx: Tx, actor: Actor | null, input: UserInput, at: Date): Promise<User> {
  const email = input.email.trim().toLowerCase();
  const faults = input.password === null ? [] : passwordFaults('password', input.password, [email, input.name]);
  if (!EMAIL.test(email) || email.length > 254)
    faults.push(fault('email', 'email', 'this is not an email address', 'این نشانی رایانامه درست نیست'));
  if (input.name.trim() === '') faults.push(fault('name', 'required', 'a name is needed', 'نام لازم است'));
  if (faults.length > 0) throw invalidInput(faults);
  const user = tx.create(User, {
    id: newId(),
    email,
    name: input.name.trim().slice(0, 200),
    role: input.role,
    organizationId: input.organizationId,
    locale: input.locale,
    passwordHash: input.password === null ? null : await hashPassword(input.password),
    totpSecret: null,
    totpSince: null,
    totpStep: null,
    recoveryHashes: [],
    failures: 0,
    lockedUntil: null,
    disabledAt: null,
    createdAt: at,
    updatedAt: at,
  });
  recordAudit(tx, actor ?? actorOf(user), {
    at,
    action: 'user.create',
    object: { kind: 'user', id: user.id },
    organizationId: input.organizationId,
    detail: { role: input.role },
  });
  await flushUnlessTaken(tx);
  return user;
}

/** Registers an organization together with its first member. */
export async function signUp(
  tx: Tx,
  input: {
    person: Pick<UserInput, 'email' | 'name' | 'locale'> & { password: string };
    organization: OrganizationInput;
  },
  at: Date,
): Promise<User> {
  const { person } = input;
  const applicant: Actor = { id: null, name: person.name, role: 'business', organizationId: null };
  const organization = await createOrganization(tx, applicant, input.organization, at);
  return createUser(tx, null, { ...person, role: 'business', organizationId: organization.id }, at);
}

/** The people that an actor may see: all, or those of the own organization. Newest first. */
export async function listUsers(
  em: Reader,
  actor: Actor,
  filter: { role?: UserRole | undefined; organizationId?: string | undefined },
  page: PageRequest,
): Promise<Page<User>> {
  const organizationId = actor.organizationId ?? filter.organizationId;
  const where = {
    ...(organizationId ? { organizationId } : {}),
    ...(filter.role ? { role: filter.role } : {}),
  };
  return readPage(em, User, where, page, sorts);
}

/** Keys by which people are sorted. */
export const userSorts = ['name', 'email', 'role', 'secondFactor', 'createdAt'] as const;
const sorts: Record<(typeof userSorts)[number], string> = {
  name: byAlphabet('name'),
  email: 'email',
  role: 'role',
  secondFactor: 'totp_since',
  createdAt: 'created_at',
};

/** Finds a person that the actor may see. @throws NOT_FOUND */
export async function getUser(em: Reader, actor: Actor, id: string): Promise<User> {
  const user = found(await em.findOne(User, { id }));
  if (actor.organizationId && user.organizationId !== actor.organizationId) throw new AppError('NOT_FOUND');
  return user;
}

/** Lets a person in no more, or again; the sessions of one who may not come in end at once. */
export async function setUserDisabled(tx: Tx, actor: Actor, id: string, disabled: boolean, at: Date): Promise<User> {
  const user = await getUser(tx, actor, id);
  if (user.id === actor.id) throw new AppError('FORBIDDEN');
  Object.assign(user, { disabledAt: disabled ? at : null, updatedAt: at });
  if (disabled) await revokeSessions(tx, id, null, at);
  audit(tx, actor, user, disabled ? 'user.disable' : 'user.enable', at);
  await tx.flush();
  return user;
}

/**
 * Gives a person of the service another role; they sign in anew, with what the role asks for. Members of an
 * organization have one role, and nobody changes their own. @throws FORBIDDEN
 */
export async function setUserRole(tx: Tx, actor: Actor, id: string, role: UserRole, at: Date): Promise<User> {
  const user = await getUser(tx, actor, id);
  if (user.id === actor.id || user.organizationId || role === 'business') throw new AppError('FORBIDDEN');
  const was = user.role;
  Object.assign(user, { role, updatedAt: at });
  await revokeSessions(tx, id, null, at);
  recordAudit(tx, actor, {
    at,
    action: 'user.role',
    object: { kind: 'user', id },
    organizationId: null,
    detail: { from: was, to: role },
  });
  await tx.flush();
  return user;
}

/** Changes what a person says of themselves. */
export async function updateProfile(
  tx: Tx,
  actor: Actor,
  input: { name: string; locale: 'fa' | 'en' },
  at: Date,
): Promise<User> {
  const user = await getUser(tx, actor, actor.id ?? '');
  if (input.name.trim() === '') throw invalidInput([fault('name', 'required', 'a name is needed', 'نام لازم است')]);
  Object.assign(user, { name: input.name.trim().slice(0, 200), locale: input.locale, updatedAt: at });
  audit(tx, actor, user, 'user.update', at);
  await tx.flush();
  return user;
}

/** Changes one's own password; every other session ends. @throws INVALID_INPUT where the present one is wrong */
export async function changePassword(
  tx: Tx,
  actor: Actor,
  input: { present: string; next: string; sessionId: string },
  at: Date,
): Promise<void> {
  const user = await getUser(tx, actor, actor.id ?? '');
  const right = await verifyPassword(user.passwordHash ?? null, input.present);
  const faults = passwordFaults('next', input.next, [user.email, user.name]);
  if (!right) faults.push(fault('present', 'wrong', 'this is not your password', 'این گذرواژهٔ کنونی شما نیست'));
  if (faults.length > 0) throw invalidInput(faults);
  await setPassword(tx, user, input.next, at);
  await revokeSessions(tx, user.id, input.sessionId, at);
  audit(tx, actor, user, 'user.password', at);
  await tx.flush();
}

/** Stores a password that has been checked. */
export async function setPassword(tx: Tx, user: User, password: string, at: Date): Promise<void> {
  const faults = passwordFaults('password', password, [user.email, user.name]);
  if (faults.length > 0) throw invalidInput(faults);
  Object.assign(user, {
    passwordHash: await hashPassword(password),
    failures: 0,
    lockedUntil: null,
    updatedAt: at,
  });
  await tx.flush();
}

function audit(tx: Tx, actor: Actor, { id, organizationId }: User, action: string, at: Date): void {
  recordAudit(tx, actor, { at, action, object: { kind: 'user', id }, organizationId: organizationId ?? null });
}

async function flushUnlessTaken(tx: Tx): Promise<void> {
  try {
    await tx.flush();
  } catch (error) {
    // Rethrown as the caller's error: the transaction is over either way.
    if (violatedConstraint(error) === 'user_account_email_unique') throw new AppError('EMAIL_TAKEN');
    throw error;
  }
}
