import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError, newId } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import type { SenderApplication } from './application.entity.ts';
import { SenderTransition } from './records.entity.ts';
import type { Sender } from './sender.entity.ts';
import { nextStatus, type SenderMove, type SenderStatus } from './sender.rules.ts';

/** A step with its reason. */
export interface Step {
  move: SenderMove;
  why: string | null;
  at: Date;
}

/** Moves that owners and webhooks hear of, and by what name. */
const events: Partial<Record<SenderMove, string>> = {
  submit: 'sender.submitted',
  approve: 'sender.approved',
  reject: 'sender.rejected',
  request_changes: 'sender.changes_requested',
  withdraw: 'sender.withdrawn',
  activate: 'sender.active',
  suspend: 'sender.suspended',
  reinstate: 'sender.reinstated',
  expire: 'sender.expired',
  revoke: 'sender.revoked',
};

/** @throws INVALID_TRANSITION with the present status, where the life cycle has no such step */
export function requireMove(status: SenderStatus, move: SenderMove): SenderStatus {
  const next = nextStatus(status, move);
  if (next) return next;
  throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: status, move } });
}

/**
 * Moves an application and, while the sender's state is the application's (its first version), the sender with it.
 * History, audit and event are written in the same transaction. @throws INVALID_TRANSITION
 */
export async function moveApplication(
  tx: Tx,
  actor: Actor,
  sender: Sender,
  application: SenderApplication,
  step: Step,
): Promise<void> {
  const from = application.status;
  const to = requireMove(from, step.move);
  application.status = to;
  if (application.number === 1) Object.assign(sender, { status: to, statusReason: step.why, updatedAt: step.at });
  await recordStep(tx, actor, sender, application.number, { ...step, from, to });
}

/** Moves a sender that was approved before. @throws INVALID_TRANSITION */
export async function moveSender(tx: Tx, actor: Actor, sender: Sender, number: number, step: Step): Promise<void> {
  const from = sender.status;
  const to = requireMove(from, step.move);
  if (from === 'suspended') sender.suspendedFor = null;
  Object.assign(sender, { status: to, statusReason: step.why, updatedAt: step.at });
  await recordStep(tx, actor, sender, number, { ...step, from, to });
}

/** Writes one line of history, with its audit record and event. */
export async function recordStep(
  tx: Tx,
  actor: Actor,
  sender: Sender,
  applicationNumber: number,
  step: Step & { from: SenderStatus | null; to: SenderStatus },
): Promise<void> {
  const { move, why, at, from, to } = step;
  const transition = tx.create(SenderTransition, {
    id: newId(),
    senderId: sender.id,
    applicationNumber,
    at,
    actorId: actor.id,
    actorName: actor.name,
    actorRole: actor.role,
    fromStatus: from,
    toStatus: to,
    move,
    why,
  });
  recordAudit(tx, actor, {
    at,
    action: `sender.${move}`,
    object: { kind: 'sender', id: sender.id },
    organizationId: sender.organizationId,
    detail: { from, to, applicationNumber, why },
  });
  await tx.flush();
  const type = events[move];
  if (type) await addEvent(tx, sender, type, transition.id, at);
}

/** Writes an event for mails and webhooks; the same `occasion` is told once. */
export async function addEvent(
  tx: Tx,
  sender: Pick<Sender, 'id' | 'organizationId'>,
  type: string,
  occasion: string,
  at: Date,
  extra: Record<string, unknown> = {},
): Promise<void> {
  const payload = { type, senderId: sender.id, organizationId: sender.organizationId, ...extra };
  await addOutbox(tx, { kind: 'event', payload, key: `event:${type}:${occasion}` }, at);
}
