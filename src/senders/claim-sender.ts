import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError } from '#src/kernel/index.ts';
import type { SenderApplication } from './application.entity.ts';
import { lockSender, openApplication } from './find-sender.ts';
import { moveApplication, requireMove } from './move-sender.ts';
import type { Sender } from './sender.entity.ts';

/** How long a reviewer holds an application; claiming it again extends it. */
export const CLAIM_MINUTES = 30;

/** What a reviewer works on. */
export interface Held {
  sender: Sender;
  application: SenderApplication;
}

/** One name for a key, a user or the bootstrap key, to tell reviewers apart. */
export const reviewerId = (actor: Actor) => actor.id ?? `name:${actor.name}`;

/**
 * Takes an application into review, for as long as the lease lasts.
 * @throws INVALID_TRANSITION, ALREADY_CLAIMED while another's lease runs, SELF_REVIEW, SECOND_REVIEWER_NEEDED
 */
export async function claimSender(tx: Tx, actor: Actor, id: string, at: Date): Promise<Held> {
  const { sender, application } = await lockOpen(tx, actor, id, 'claim');
  requireMove(application.status, 'claim');
  refuseOwn(actor, sender);
  refuseSecondApproval(actor, application);
  if (heldByOther(application, actor, at)) {
    throw new AppError('ALREADY_CLAIMED', {
      extra: {
        currentStatus: application.status,
        claimedBy: application.claimedByName,
        until: application.claimedUntil,
      },
    });
  }
  const again = application.status === 'in_review' && application.claimedBy === reviewerId(actor);
  Object.assign(application, {
    claimedBy: reviewerId(actor),
    claimedByName: actor.name,
    claimedUntil: new Date(at.getTime() + CLAIM_MINUTES * 60_000),
  });
  // Extending one's own lease is no step of the life cycle.
  if (again) await tx.flush();
  else await moveApplication(tx, actor, sender, application, { move: 'claim', why: null, at });
  return { sender, application };
}

/** Puts an application back into the queue. @throws INVALID_TRANSITION, ALREADY_CLAIMED when another holds it */
export async function releaseSender(tx: Tx, actor: Actor, id: string, at: Date): Promise<Held> {
  const { sender, application } = await lockOpen(tx, actor, id, 'release');
  requireMove(application.status, 'release');
  if (actor.role !== 'admin') requireHeld(application, actor);
  unclaim(application);
  await moveApplication(tx, actor, sender, application, { move: 'release', why: null, at });
  return { sender, application };
}

/** Locks the sender and finds its open application. @throws INVALID_TRANSITION where there is none */
export async function lockOpen(tx: Tx, actor: Actor, id: string, move: string): Promise<Held> {
  const sender = await lockSender(tx, actor, id);
  const application = await openApplication(tx, id);
  if (!application) throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: sender.status, move } });
  return { sender, application };
}

/** @throws ALREADY_CLAIMED unless the actor holds the application; a lease that ran out still counts until another claims it */
export function requireHeld(application: SenderApplication, actor: Actor): void {
  if (application.claimedBy === reviewerId(actor)) return;
  throw new AppError('ALREADY_CLAIMED', {
    extra: { currentStatus: application.status, claimedBy: application.claimedByName, until: application.claimedUntil },
  });
}

/** @throws SELF_REVIEW */
export function refuseOwn(actor: Actor, sender: Sender): void {
  if (actor.organizationId === sender.organizationId) throw new AppError('SELF_REVIEW');
}

/** @throws SECOND_REVIEWER_NEEDED when this reviewer has approved it already */
export function refuseSecondApproval(actor: Actor, application: SenderApplication): void {
  const mine = application.approvals.some(({ by }) => by === reviewerId(actor));
  if (mine) throw new AppError('SECOND_REVIEWER_NEEDED', { extra: { currentStatus: application.status } });
}

/** Ends a claim. */
export function unclaim(application: SenderApplication): void {
  Object.assign(application, { claimedBy: null, claimedByName: null, claimedUntil: null });
}

function heldByOther(application: SenderApplication, actor: Actor, at: Date): boolean {
  if (application.status !== 'in_review' || application.claimedBy === reviewerId(actor)) return false;
  return (application.claimedUntil ?? at) > at;
}
