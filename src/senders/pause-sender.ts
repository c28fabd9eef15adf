import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError } from '#src/kernel/index.ts';
import { lockSender } from './find-sender.ts';
import { addEvent } from './move-sender.ts';
import type { Sender } from './sender.entity.ts';

/**
 * Keeps a sender from sending while complaints are looked into; its registration stays as it is. One that is paused
 * already stays so for its first reason.
 */
export async function pauseSender(tx: Tx, actor: Actor, id: string, reason: string, at: Date): Promise<Sender> {
  const sender = await lockSender(tx, actor, id);
  if (sender.pausedAt) return sender;
  Object.assign(sender, { pausedAt: at, pausedReason: reason, updatedAt: at });
  await note(tx, actor, sender, 'sender.pause', reason, at);
  await addEvent(tx, sender, 'sender.paused', `${id}:${at.toISOString()}`, at);
  return sender;
}

/** Lets a paused sender send again. @throws INVALID_TRANSITION when it is not paused */
export async function resumeSender(tx: Tx, actor: Actor, id: string, reason: string | null, at: Date): Promise<Sender> {
  const sender = await lockSender(tx, actor, id);
  if (!sender.pausedAt)
    throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: sender.status, move: 'resume' } });
  Object.assign(sender, { pausedAt: null, pausedReason: null, updatedAt: at });
  await note(tx, actor, sender, 'sender.resume', reason, at);
  await addEvent(tx, sender, 'sender.resumed', `${id}:${at.toISOString()}`, at);
  return sender;
}

async function note(
  tx: Tx,
  actor: Actor,
  sender: Sender,
  action: string,
  reason: string | null,
  at: Date,
): Promise<void> {
  recordAudit(tx, actor, {
    at,
    action,
    object: { kind: 'sender', id: sender.id },
    organizationId: sender.organizationId,
    detail: { reason },
  });
  await tx.flush();
}
