import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError } from '#src/kernel/index.ts';
import type { Complaint } from './complaint.entity.ts';
import { recordComplaintStep } from './file-complaint.ts';
import { lockComplaint } from './find-complaint.ts';
import { endPauseIfTooFew } from './pause-complained.ts';

/** Puts on record what the sender's organization has to say. @throws INVALID_TRANSITION once the complaint is resolved */
export async function answerComplaint(tx: Tx, actor: Actor, id: string, answer: string, at: Date): Promise<Complaint> {
  const complaint = await lockComplaint(tx, actor, id);
  requireOpen(complaint, 'answer');
  const again = complaint.answeredAt !== null;
  Object.assign(complaint, { answer, answeredAt: at });
  if (again) await tx.flush();
  else await recordComplaintStep(tx, actor, complaint, 'answered', at);
  return complaint;
}

/**
 * Decides on a complaint. A dismissed one counts no longer: a pause that stands on too few then ends.
 * @throws INVALID_TRANSITION once it is resolved, SELF_REVIEW for one about the actor's own organization
 */
export async function resolveComplaint(
  tx: Tx,
  actor: Actor,
  id: string,
  { status, note }: { status: 'upheld' | 'dismissed'; note: string },
  at: Date,
): Promise<Complaint> {
  const complaint = await lockComplaint(tx, actor, id);
  if (actor.organizationId && actor.organizationId === complaint.organizationId) throw new AppError('SELF_REVIEW');
  requireOpen(complaint, 'resolve');
  Object.assign(complaint, { status, resolution: note, resolvedBy: actor.name, resolvedAt: at });
  await recordComplaintStep(tx, actor, complaint, status, at);
  if (status === 'dismissed' && complaint.pauseId) await endPauseIfTooFew(tx, complaint.pauseId, at);
  return complaint;
}

function requireOpen(complaint: Complaint, move: string): void {
  if (complaint.status === 'open') return;
  throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: complaint.status, move } });
}
