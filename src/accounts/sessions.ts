import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { recordAudit } from '#src/audit/index.ts';
import type { Reader, Tx } from '#src/db/index.ts';
import { type Actor, found, newId } from '#src/kernel/index.ts';
import { needsSecondFactor, User, type UserRole } from './user.entity.ts';
import { UserSession } from './user-session.entity.ts';

/** Where a session comes from, for its owner to recognise it. */
export interface Visitor {
  ip: string;
  agent: string;
}

/** What stands between a signed-in person and their work. */
export type Standing = 'in' | 'second_factor_due' | 'second_factor_to_set_up';

/** A session that is in force. */
export interface SessionView {
  id: string;
  user: { id: string; email: string; name: string; role: UserRole; locale: 'fa' | 'en'; hasSecondFactor: boolean };
  /** May do what the role may, once `standing` is `in`. */
  actor: Actor;
  standing: Standing;
  seenAt: Date;
}

const HOUR_MS = 3_600_000;
/** Those who decide for others sign in each day. */
const LIFETIME_MS = { admin: 12 * HOUR_MS, reviewer: 12 * HOUR_MS, auditor: 24 * HOUR_MS, business: 14 * 24 * HOUR_MS };
const SEEN_EVERY_MS = 60_000;

/** Opens a session; its token goes into the cookie and is not kept. */
export async function openSession(
  tx: Tx,
  user: User,
  visitor: Visitor,
  { secondFactor }: { secondFactor: boolean },
  at: Date,
): Promise<{ token: string; session: UserSession }> {
  const token = randomBytes(32).toString('base64url');
  const session = tx.create(UserSession, {
    id: newId(),
    userId: user.id,
    tokenHash: hashToken(token),
    secondFactorAt: secondFactor ? at : null,
    ip: visitor.ip.slice(0, 60),
    agent: visitor.agent.slice(0, 300),
    createdAt: at,
    seenAt: at,
    expiresAt: new Date(at.getTime() + LIFETIME_MS[user.role]),
    revokedAt: null,
  });
  await tx.flush();
  return { token, session };
}

/** Finds the session of a cookie; null when there is none, it has ended, or its owner may not sign in. */
export async function findSession(em: Reader, token: string, at: Date): Promise<SessionView | null> {
  const session = await em.findOne(UserSession, { tokenHash: hashToken(token), revokedAt: null });
  if (!session || session.expiresAt <= at) return null;
  const user = await em.findOne(User, { id: session.userId, disabledAt: null });
  if (!user) return null;
  const { id, email, name, role, locale, organizationId } = user;
  const hasSecondFactor = Boolean(user.totpSince);
  return {
    id: session.id,
    user: { id, email, name, role, locale, hasSecondFactor },
    actor: { id, name, role, organizationId: organizationId ?? null },
    standing: standingOf(session, role, hasSecondFactor),
    seenAt: session.seenAt,
  };
}

function standingOf(session: UserSession, role: UserRole, hasSecondFactor: boolean): Standing {
  if (session.secondFactorAt) return 'in';
  if (hasSecondFactor) return 'second_factor_due';
  return needsSecondFactor(role) ? 'second_factor_to_set_up' : 'in';
}

/** Notes that a session is in use, once a minute at most. */
export async function touchSession(em: Reader, session: SessionView, at: Date): Promise<void> {
  if (at.getTime() - session.seenAt.getTime() < SEEN_EVERY_MS) return;
  await em.execute('update user_session set seen_at = ?::timestamptz where id = ?', [at.toISOString(), session.id]);
}

/** Exchanges a session's token after the second factor, so that one stolen before it is worth nothing. */
export async function completeSession(tx: Tx, sessionId: string, at: Date): Promise<string> {
  const session = found(await tx.findOne(UserSession, { id: sessionId, revokedAt: null }));
  const token = randomBytes(32).toString('base64url');
  Object.assign(session, { tokenHash: hashToken(token), secondFactorAt: at });
  await tx.flush();
  return token;
}

/** The sessions of a person that are in force, newest first. */
export async function listSessions(em: Reader, userId: string, at: Date): Promise<UserSession[]> {
  return em.find(UserSession, { userId, revokedAt: null, expiresAt: { $gt: at } }, { orderBy: { id: 'desc' } });
}

/** Ends one of a person's own sessions. @throws NOT_FOUND for another's */
export async function revokeSession(tx: Tx, actor: Actor, id: string, at: Date): Promise<void> {
  const session = found(await tx.findOne(UserSession, { id, userId: actor.id ?? '' }));
  session.revokedAt ??= at;
  recordAudit(tx, actor, {
    at,
    action: 'session.revoke',
    object: { kind: 'session', id },
    organizationId: actor.organizationId,
  });
  await tx.flush();
}

/** Ends all sessions of a person but one; null: all of them. */
export async function revokeSessions(tx: Tx, userId: string, except: string | null, at: Date): Promise<void> {
  await tx.nativeUpdate(
    UserSession,
    { userId, revokedAt: null, ...(except ? { id: { $ne: except } } : {}) },
    { revokedAt: at },
  );
}

/** Deletes sessions and links that ended a month ago; answers how many. */
export async function forgetEndedSessions(pool: Pick<Pool, 'query'>, at: Date): Promise<number> {
  const before = new Date(at.getTime() - 30 * 24 * HOUR_MS);
  const { rowCount } = await pool.query('delete from user_session where least(expires_at, revoked_at) < $1', [before]);
  await pool.query('delete from user_link where expires_at < $1', [before]);
  return rowCount ?? 0;
}

/** SHA-256 of a session's token, hex: what is stored and compared. */
function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
