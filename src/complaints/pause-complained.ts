import type { Reader, Tx } from '#src/db/index.ts';
import { newId, systemActor } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import { lockSender, pauseSender, resumeSender } from '#src/senders/index.ts';
import { ComplaintPause } from './complaint.entity.ts';

/** From how many complainants within what time a sender is paused, and for how long; a pack's `complaints`. */
export interface ComplaintRules {
  pack: string;
  pauseAfter: number;
  withinMs: number;
  pauseForMs: number;
}

const fresh = `pause_id is null and status <> 'dismissed'`;

/**
 * Pauses a sender if enough people have complained since its last pause: each counts once, so that nobody alone stops
 * a sender, and what was dismissed does not count. The sender is locked, so that complaints that come together do not
 * each think themselves too few.
 */
export async function pauseIfTooMany(
  tx: Tx,
  rules: ComplaintRules,
  senderId: string,
  at: Date,
): Promise<ComplaintPause | null> {
  await lockSender(tx, systemActor, senderId);
  await tx.flush();
  const since = new Date(at.getTime() - rules.withinMs);
  const [row] = await tx.execute<{ n: string }[]>(
    `select count(distinct coalesce(msisdn, id::text)) as n from complaint
     where sender_id = ? and received_at > ? and ${fresh}`,
    [senderId, since],
  );
  const complainants = Number(row?.n ?? 0);
  if (complainants < rules.pauseAfter) return null;
  const why = `${complainants} complaints in ${Math.round(rules.withinMs / 86_400_000)} days`;
  const sender = await pauseSender(tx, systemActor, senderId, why, at);
  if (sender.pausedAt?.getTime() !== at.getTime()) return null; // it was paused already, for another reason
  const pause = tx.create(ComplaintPause, {
    id: newId(),
    senderId,
    organizationId: sender.organizationId,
    complainants,
    threshold: rules.pauseAfter,
    pack: rules.pack,
    startedAt: at,
    until: new Date(at.getTime() + rules.pauseForMs),
    endedAt: null,
  });
  await tx.flush();
  await tx.execute(`update complaint set pause_id = ? where sender_id = ? and received_at > ? and ${fresh}`, [
    pause.id,
    senderId,
    since,
  ]);
  const work = { kind: 'complaint.pause_ends', payload: { pauseId: pause.id }, key: `complaint-pause:${pause.id}` };
  await addOutbox(tx, { ...work, notBefore: pause.until }, at);
  return pause;
}

/** Lets a sender go on whose pause has run its time, unless someone has ended it or paused it anew. */
export async function endPause(tx: Tx, pauseId: string, why: string, at: Date): Promise<void> {
  await tx.execute('select 1 from complaint_pause where id = ? for update', [pauseId]);
  const pause = await tx.findOne(ComplaintPause, { id: pauseId, endedAt: null });
  if (!pause) return;
  pause.endedAt = at;
  const sender = await lockSender(tx, systemActor, pause.senderId);
  const isThis = sender.pausedAt?.getTime() === pause.startedAt.getTime();
  if (isThis) await resumeSender(tx, systemActor, pause.senderId, why, at);
  await tx.flush();
}

/** Ends a pause that dismissals have taken the ground from. */
export async function endPauseIfTooFew(tx: Tx, pauseId: string, at: Date): Promise<void> {
  await tx.flush();
  const [row] = await tx.execute<{ n: string; threshold: number }[]>(
    `select p.threshold, (select count(distinct coalesce(c.msisdn, c.id::text)) from complaint c
        where c.pause_id = p.id and c.status <> 'dismissed') as n
     from complaint_pause p where p.id = ? and p.ended_at is null`,
    [pauseId],
  );
  if (row && Number(row.n) < row.threshold) await endPause(tx, pauseId, 'complaints were dismissed', at);
}

/** Until when complaints keep a sender from sending; null where they do not, or someone has let it go on. */
export async function pausedUntil(em: Reader, senderId: string, at: Date): Promise<Date | null> {
  const [row] = await em.execute<{ until: string }[]>(
    `select p.until from complaint_pause p join sender s on s.id = p.sender_id
     where p.sender_id = ? and p.ended_at is null and p.until > ? and s.paused_at = p.started_at
     order by p.id desc limit 1`,
    [senderId, at],
  );
  return row ? new Date(row.until) : null;
}
