import { recordAudit } from '#src/audit/index.ts';
import type { Reader, Tx } from '#src/db/index.ts';
import { type Actor, AppError, fault, invalidInput, newId, systemActor } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import { linkOfToken } from './link-token.ts';
import { openSession, revokeSessions, type Visitor } from './sessions.ts';
import { User, type UserRole } from './user.entity.ts';
import { UserLink, type UserLinkKind } from './user-link.entity.ts';
import { createUser, setPassword } from './users.ts';

const HOUR_MS = 3_600_000;
const LIFETIME_MS: Record<UserLinkKind, number> = {
  first_admin: 7 * 24 * HOUR_MS,
  invitation: 7 * 24 * HOUR_MS,
  reset: HOUR_MS,
  demo: 3650 * 24 * HOUR_MS,
};

/** What a link is for, beside its kind. */
interface LinkInput {
  kind: UserLinkKind;
  userId?: string;
  email?: string;
  role?: UserRole;
  organizationId?: string | null;
}

/** Makes a link; whoever holds its token (see `linkToken`) may use it once. */
export async function makeLink(tx: Tx, actor: Actor, input: LinkInput, at: Date): Promise<UserLink> {
  const link = tx.create(UserLink, {
    id: newId(),
    kind: input.kind,
    userId: input.userId ?? null,
    email: input.email ?? null,
    role: input.role ?? null,
    organizationId: input.organizationId ?? null,
    madeBy: actor.name,
    createdAt: at,
    expiresAt: new Date(at.getTime() + LIFETIME_MS[input.kind]),
    usedAt: null,
  });
  await tx.flush();
  return link;
}

/** Invites someone by mail: admins anyone, a business user members of the own organization. */
export async function inviteUser(
  tx: Tx,
  actor: Actor,
  input: { email: string; role: UserRole; organizationId: string | null },
  at: Date,
): Promise<UserLink> {
  const member = actor.role === 'business';
  if (member && (input.role !== 'business' || input.organizationId !== actor.organizationId))
    throw new AppError('FORBIDDEN');
  if (!member && actor.role !== 'admin') throw new AppError('FORBIDDEN');
  const email = input.email.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw invalidInput([fault('email', 'email', 'this is not an email address', 'این نشانی رایانامه درست نیست')]);
  if ((input.role === 'business') !== (input.organizationId !== null))
    throw invalidInput([
      fault(
        'organizationId',
        'organization',
        'a business user, and no other, has an organization',
        'تنها کاربر کسب‌وکار سازمان دارد',
      ),
    ]);
  if (await tx.findOne(User, { email })) throw new AppError('EMAIL_TAKEN');
  const link = await makeLink(tx, actor, { ...input, kind: 'invitation', email }, at);
  await addOutbox(tx, { kind: 'mail.invitation', payload: { linkId: link.id }, key: `mail ${link.id}` }, at);
  recordAudit(tx, actor, {
    at,
    action: 'user.invite',
    object: { kind: 'user_link', id: link.id },
    organizationId: input.organizationId,
    detail: { role: input.role },
  });
  await tx.flush();
  return link;
}

/** Sends a link to choose a new password, where there is such a person; says nothing either way. */
export async function requestPasswordReset(tx: Tx, email: string, at: Date): Promise<void> {
  const user = await tx.findOne(User, { email: email.trim().toLowerCase(), disabledAt: null });
  if (!user) return;
  const link = await makeLink(tx, systemActor, { kind: 'reset', userId: user.id }, at);
  await addOutbox(tx, { kind: 'mail.password_reset', payload: { linkId: link.id }, key: `mail ${link.id}` }, at);
}

/** Finds the link of a token. @throws LINK_SPENT when it was used, has run out, or was never made */
export async function readLink(em: Reader, codeKey: Buffer, token: string, at: Date): Promise<UserLink> {
  const id = linkOfToken(codeKey, token);
  const link = id ? await em.findOne(UserLink, { id }) : null;
  if (!link || link.usedAt || link.expiresAt <= at) throw new AppError('LINK_SPENT');
  return link;
}

/** Takes an invitation or the first admin's link: makes the person and signs them in. */
export async function acceptInvitation(
  tx: Tx,
  link: UserLink,
  input: { email: string; name: string; password: string; locale: 'fa' | 'en' },
  visitor: Visitor,
  at: Date,
): Promise<{ token: string; user: User }> {
  await spend(tx, link, at);
  const role = link.kind === 'first_admin' ? 'admin' : (link.role as UserRole);
  const email = link.email ?? input.email;
  const organizationId = link.organizationId ?? null;
  const user = await createUser(tx, null, { ...input, email, role, organizationId }, at);
  const { token } = await openSession(tx, user, visitor, { secondFactor: false }, at);
  return { token, user };
}

/** Chooses a new password by a link; every session of the person ends. */
export async function resetPassword(tx: Tx, link: UserLink, password: string, at: Date): Promise<void> {
  await spend(tx, link, at);
  const user = await tx.findOne(User, { id: link.userId ?? '' });
  if (!user || link.kind !== 'reset') throw new AppError('LINK_SPENT');
  await setPassword(tx, user, password, at);
  await revokeSessions(tx, user.id, null, at);
  recordAudit(
    tx,
    { id: user.id, name: user.name, role: user.role, organizationId: user.organizationId ?? null },
    {
      at,
      action: 'user.password',
      object: { kind: 'user', id: user.id },
      organizationId: user.organizationId ?? null,
    },
  );
  await tx.flush();
}

/** Signs in one of the demo's people by their link, which is not spent. */
export async function enterDemo(
  tx: Tx,
  link: UserLink,
  visitor: Visitor,
  at: Date,
): Promise<{ token: string; user: User }> {
  const user = await tx.findOne(User, { id: link.userId ?? '', disabledAt: null });
  if (!user || link.kind !== 'demo') throw new AppError('LINK_SPENT');
  const { token } = await openSession(tx, user, visitor, { secondFactor: true }, at);
  return { token, user };
}

/** The link by which the first admin comes in, made when there is none; null once there is an admin. */
export async function firstAdminLink(tx: Tx, at: Date): Promise<UserLink | null> {
  await tx.execute('select pg_advisory_xact_lock(7238140)');
  if ((await tx.count(User, { role: 'admin' })) > 0) return null;
  const open = await tx.findOne(UserLink, { kind: 'first_admin', usedAt: null, expiresAt: { $gt: at } });
  return open ?? makeLink(tx, systemActor, { kind: 'first_admin' }, at);
}

/** The demo's people with their links. */
export async function listDemoLinks(em: Reader): Promise<{ role: UserRole; linkId: string }[]> {
  return em.execute<{ role: UserRole; linkId: string }[]>(
    `select u.role, l.id as "linkId" from user_link l join user_account u on u.id = l.user_id
     where l.kind = 'demo' and u.disabled_at is null order by l.id`,
  );
}

/** Two who hold the same link: the second finds it spent. */
async function spend(tx: Tx, link: UserLink, at: Date): Promise<void> {
  const spent = await tx.execute<{ id: string }[]>(
    'update user_link set used_at = ?::timestamptz where id = ? and used_at is null returning id',
    [at.toISOString(), link.id],
  );
  if (spent.length === 0) throw new AppError('LINK_SPENT');
}
