import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError } from '#src/kernel/index.ts';
import { confinedTo, latestApplication, lockSender, openApplication } from './find-sender.ts';
import { moveApplication, moveSender } from './move-sender.ts';
import { activateIfCarried } from './provisioning.ts';
import type { Sender, SuspensionGround } from './sender.entity.ts';

/** Stops a sender until it is reinstated. @throws INVALID_TRANSITION */
export async function suspendSender(
  tx: Tx,
  actor: Actor,
  id: string,
  why: string,
  at: Date,
  ground: SuspensionGround = 'decision',
): Promise<Sender> {
  const sender = await lockSender(tx, actor, id);
  const { number } = await latestApplication(tx, id);
  sender.suspendedFor = ground;
  await moveSender(tx, actor, sender, number, { move: 'suspend', why, at });
  return sender;
}

/**
 * Lets a suspended sender go on, with the operators that still carry it. Its owner may do so where it was suspended
 * for lying idle. @throws FORBIDDEN for an owner otherwise, INVALID_TRANSITION
 */
export async function reinstateSender(tx: Tx, actor: Actor, id: string, why: string | null, at: Date): Promise<Sender> {
  const sender = await lockSender(tx, actor, id);
  if (confinedTo(actor) && sender.suspendedFor !== 'dormancy') throw new AppError('FORBIDDEN');
  return reinstate(tx, actor, sender, why, at);
}

/** The step itself, on a sender that is locked. */
export async function reinstate(tx: Tx, actor: Actor, sender: Sender, why: string | null, at: Date): Promise<Sender> {
  const { number } = await latestApplication(tx, sender.id);
  await moveSender(tx, actor, sender, number, { move: 'reinstate', why, at });
  await activateIfCarried(tx, actor, sender, number, at);
  return sender;
}

/** Ends a sender for good, with what was filed to renew it; its address is free again. @throws INVALID_TRANSITION */
export async function revokeSender(tx: Tx, actor: Actor, id: string, why: string, at: Date): Promise<Sender> {
  const sender = await lockSender(tx, actor, id);
  const { number } = await latestApplication(tx, id);
  await moveSender(tx, actor, sender, number, { move: 'revoke', why, at });
  const open = await openApplication(tx, id);
  if (open) await moveApplication(tx, actor, sender, open, { move: 'withdraw', why, at });
  return sender;
}
