import type { Tx } from '#src/db/index.ts';
import type { Actor } from '#src/kernel/index.ts';
import { latestApplication, lockSender, openApplication } from './find-sender.ts';
import { moveApplication, moveSender } from './move-sender.ts';
import { activateIfCarried } from './provisioning.ts';
import type { Sender } from './sender.entity.ts';

/** Stops a sender until it is reinstated. @throws INVALID_TRANSITION */
export async function suspendSender(tx: Tx, actor: Actor, id: string, why: string, at: Date): Promise<Sender> {
  return step(tx, actor, id, 'suspend', why, at);
}

/** Lets a suspended sender go on, with the operators that still carry it. @throws INVALID_TRANSITION */
export async function reinstateSender(tx: Tx, actor: Actor, id: string, why: string | null, at: Date): Promise<Sender> {
  return step(tx, actor, id, 'reinstate', why, at);
}

/** Ends a sender for good; its address is free again. @throws INVALID_TRANSITION */
export async function revokeSender(tx: Tx, actor: Actor, id: string, why: string, at: Date): Promise<Sender> {
  return step(tx, actor, id, 'revoke', why, at);
}

async function step(
  tx: Tx,
  actor: Actor,
  id: string,
  move: 'suspend' | 'reinstate' | 'revoke',
  why: string | null,
  at: Date,
): Promise<Sender> {
  const sender = await lockSender(tx, actor, id);
  const { number } = await latestApplication(tx, id);
  await moveSender(tx, actor, sender, number, { move, why, at });
  const open = move === 'revoke' ? await openApplication(tx, id) : null;
  if (open) await moveApplication(tx, actor, sender, open, { move: 'withdraw', why, at });
  if (move === 'reinstate') await activateIfCarried(tx, actor, sender, number, at);
  return sender;
}
