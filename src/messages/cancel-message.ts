import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { readDecisions } from '#src/gate/index.ts';
import { type Actor, AppError } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import { getMessage, type Message } from './get-message.ts';
import type { Review } from './message-row.ts';
import { messageEvent } from './message-writers.ts';
import { type MessageMove, type MessageStatus, nextStatus } from './status.rules.ts';
import { timelineEntry } from './timeline.ts';

/** Cancels a message that has not gone out. @throws NOT_FOUND, INVALID_TRANSITION with its status in `extra` */
export async function cancelMessage(tx: Tx, actor: Actor, id: string, at: Date): Promise<Message> {
  await lockFor(tx, actor, id, 'cancel');
  const entry = timelineEntry('cancelled', at, { by: actor.name });
  await tx.execute(
    `update message set status = 'cancelled', due_at = null, wake_at = null, timeline = timeline || ?::jsonb where id = ?`,
    [JSON.stringify(entry), id],
  );
  const message = await finish(tx, actor, id, 'message.cancel', at);
  await addOutbox(tx, { kind: 'event', ...messageEvent('message.cancelled', message) }, at);
  return message;
}

/**
 * Says what becomes of a held message: `release` has it checked again at once, with this person's word standing
 * against what holds it now (and against nothing else); `refuse` ends it as rejected.
 * @throws NOT_FOUND, INVALID_TRANSITION once somebody has decided, SELF_REVIEW
 */
export async function releaseMessage(
  tx: Tx,
  actor: Actor,
  id: string,
  word: { decision: 'release' | 'refuse'; note: string },
  sealAgain: (message: Message, reviewed: Review) => string,
  at: Date,
): Promise<Message> {
  const before = await lockFor(tx, actor, id, word.decision, 'held');
  if (actor.organizationId !== null && actor.organizationId === before.organization_id)
    throw new AppError('SELF_REVIEW');
  const covers = await holdingRules(tx, before);
  const reviewed: Review = { by: actor.id, name: actor.name, at: at.toISOString(), note: word.note, covers };
  const status: MessageStatus = word.decision === 'release' ? 'scheduled' : 'rejected';
  const entry = timelineEntry(status, at, {
    by: actor.name,
    why: word.decision === 'release' ? 'released' : 'refused',
  });
  await tx.execute(
    `update message set status = ?, wake_at = ?, reviewed = ?::jsonb, seal = ?, timeline = timeline || ?::jsonb where id = ?`,
    [
      status,
      word.decision === 'release' ? at : null,
      JSON.stringify(reviewed),
      sealAgain(before, reviewed),
      JSON.stringify(entry),
      id,
    ],
  );
  const message = await finish(tx, actor, id, `message.${word.decision}`, at);
  if (status === 'rejected') await addOutbox(tx, { kind: 'event', ...messageEvent('message.rejected', message) }, at);
  return message;
}

async function holdingRules(tx: Tx, { decision_id }: Message): Promise<string[]> {
  const decisions = await readDecisions(tx, decision_id ? [decision_id] : []);
  const reasons = [...decisions.values()].flatMap((decision) => decision.reasons);
  return reasons.filter(({ effect }) => effect === 'hold').map(({ rule }) => rule);
}

/** Has a message of unknown outcome checked and submitted again: a person takes the risk of a second arrival. */
export async function resubmitMessage(tx: Tx, actor: Actor, id: string, at: Date): Promise<Message> {
  await lockFor(tx, actor, id, 'release', 'uncertain');
  const entry = timelineEntry('scheduled', at, { by: actor.name, why: 'to be submitted again' });
  await tx.execute(
    `update message set status = 'scheduled', wake_at = ?, timeline = timeline || ?::jsonb where id = ?`,
    [at, JSON.stringify(entry), id],
  );
  return finish(tx, actor, id, 'message.resubmit', at);
}

/** Locks a message for a move, so that a worker which claims it at the same time comes before or after, not between. */
async function lockFor(tx: Tx, actor: Actor, id: string, move: MessageMove, only?: MessageStatus): Promise<Message> {
  await tx.execute('select 1 from message where id = ? for update', [id]);
  const message = await getMessage(tx, actor, id);
  const possible = nextStatus(message.status, move) !== null && (only === undefined || message.status === only);
  if (!possible || (move === 'cancel' && message.status === 'uncertain'))
    throw new AppError('INVALID_TRANSITION', { extra: { from: message.status } });
  return message;
}

async function finish(tx: Tx, actor: Actor, id: string, action: string, at: Date): Promise<Message> {
  const message = await getMessage(tx, actor, id);
  recordAudit(tx, actor, { at, action, object: { kind: 'message', id }, organizationId: message.organization_id });
  return message;
}
