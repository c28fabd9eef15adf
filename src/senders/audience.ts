import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { recordAudit } from '#src/audit/index.ts';
import type { Reader, Tx } from '#src/db/index.ts';
import { type Actor, AppError, newId } from '#src/kernel/index.ts';
import { lockSender } from './find-sender.ts';
import { SenderAudience } from './records.entity.ts';
import type { Sender } from './sender.entity.ts';
import { endedStatuses } from './sender.rules.ts';

/** Bytes kept of each member's hash: two of a million members collide with a chance below 10^-26. */
const HASH_BYTES = 16;

/** Opens a new version of a sender's declared audience; the old one stays in force. @throws INVALID_TRANSITION */
export async function beginAudience(tx: Tx, actor: Actor, senderId: string, at: Date): Promise<SenderAudience> {
  const sender = await lockSender(tx, actor, senderId);
  if (endedStatuses.includes(sender.status)) {
    throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: sender.status, move: 'audience' } });
  }
  const [row] = await tx.execute<{ next: number }[]>(
    'select coalesce(max(number), 0)::int + 1 as next from sender_audience where sender_id = ?',
    [senderId],
  );
  const audience = tx.create(SenderAudience, {
    id: newId(),
    senderId,
    number: row?.next ?? 1,
    status: 'loading',
    hashKey: randomBytes(32),
    members: 0,
    createdAt: at,
    readyAt: null,
  });
  await tx.flush();
  return audience;
}

/** Adds subscriber numbers (E.164) to a version that is being loaded; returns how many were new to it. */
export async function addMembers(pool: pg.Pool, audienceId: string, msisdns: readonly string[]): Promise<number> {
  const { rowCount } = await pool.query({
    name: 'audience-add',
    text: `insert into sender_audience_member (audience_id, hash)
           select a.id, substring(sha256(a.hash_key || convert_to(m, 'UTF8')) for ${HASH_BYTES})
           from sender_audience a, unnest($2::text[]) as m where a.id = $1 on conflict do nothing`,
    values: [audienceId, msisdns],
  });
  return rowCount ?? 0;
}

/** Puts a loaded version in force, at once for every check that begins after the commit. */
export async function finishAudience(
  tx: Tx,
  actor: Actor,
  loaded: { senderId: string; audienceId: string; members: number },
  at: Date,
): Promise<Sender> {
  const sender = await lockSender(tx, actor, loaded.senderId);
  const audience = await tx.findOneOrFail(SenderAudience, { id: loaded.audienceId });
  await tx.execute(`update sender_audience set status = 'replaced' where sender_id = ? and status = 'ready'`, [
    sender.id,
  ]);
  Object.assign(audience, { status: 'ready', members: loaded.members, readyAt: at });
  Object.assign(sender, { audienceId: audience.id, updatedAt: at });
  recordAudit(tx, actor, {
    at,
    action: 'sender.set_audience',
    object: { kind: 'sender', id: sender.id },
    organizationId: sender.organizationId,
    detail: { audience: audience.number, members: loaded.members },
  });
  await tx.flush();
  return sender;
}

/** Takes the declared audience back: the sender then has none. */
export async function clearAudience(tx: Tx, actor: Actor, senderId: string, at: Date): Promise<Sender> {
  const sender = await lockSender(tx, actor, senderId);
  await tx.execute(`update sender_audience set status = 'replaced' where sender_id = ? and status = 'ready'`, [
    sender.id,
  ]);
  Object.assign(sender, { audienceId: null, updatedAt: at });
  recordAudit(tx, actor, {
    at,
    action: 'sender.clear_audience',
    object: { kind: 'sender', id: sender.id },
    organizationId: sender.organizationId,
  });
  await tx.flush();
  return sender;
}

/** Marks a version whose upload broke off. */
export async function failAudience(pool: pg.Pool, audienceId: string): Promise<void> {
  await pool.query(`update sender_audience set status = 'failed' where id = $1 and status = 'loading'`, [audienceId]);
}

/** Forgets the members of a sender's versions that are no longer, or never came, in force. */
export async function forgetMembers(pool: pg.Pool, senderId: string): Promise<void> {
  await pool.query(
    `delete from sender_audience_member m using sender_audience a
     where a.sender_id = $1 and m.audience_id = a.id and a.status in ('replaced', 'failed')`,
    [senderId],
  );
}

/** The declared audience in force, or null. */
export async function audienceOf(em: Reader, sender: Sender): Promise<SenderAudience | null> {
  return sender.audienceId ? em.findOne(SenderAudience, { id: sender.audienceId }) : null;
}

/**
 * Declared audiences for the gate's statement (see `FactSource` of the gate): which version a sender's is, and whether
 * the recipient is in it. Senders that declared none are not told of.
 */
export const audienceSource = {
  name: 'audience',
  rows: (): string => `
    select json_build_array(r.i, a.number, exists (select from sender_audience_member m where m.audience_id = a.id
      and m.hash = substring(sha256(a.hash_key || convert_to(r.msisdn, 'UTF8')) for ${HASH_BYTES})))
    from r cross join lateral (select s.audience_id from sender s where s.id = r.sender_id offset 0) s
      cross join lateral (select a.* from sender_audience a where a.id = s.audience_id offset 0) a`,
  read: ([told]: readonly (readonly unknown[])[]): { audienceVersion: number; inAudience: boolean } => {
    const [, audienceVersion, inAudience] = told as [number, number, boolean];
    return { audienceVersion, inAudience };
  },
};
