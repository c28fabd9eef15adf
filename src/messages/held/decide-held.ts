import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import type { Actor } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import { releaseMessage } from '../cancel-message.ts';
import type { Message } from '../get-message.ts';
import type { Review } from '../message-row.ts';

/** What a text really is, where the judgement was wrong. */
export interface TrueLabels {
  promotional: boolean;
  fraud: boolean;
}

/** A person's decision on a held message. */
export interface HeldDecision {
  decision: 'approve' | 'refuse';
  note: string;
  /** Set when the content judgement was wrong: what the text is in truth. */
  judgementWrong?: TrueLabels | undefined;
}

/** The kind of outbox work that keeps a corrected judgement for training. */
export const TRAINING_JOB = 'training.judgement';

/**
 * Decides on a held message: approved, it is checked again at once, and what else stands against it still does;
 * refused, it is rejected. A judgement that was wrong is kept for training, without personal data.
 * @throws NOT_FOUND, INVALID_TRANSITION once somebody has decided, SELF_REVIEW
 */
export async function decideHeld(
  tx: Tx,
  actor: Actor,
  id: string,
  { decision, note, judgementWrong }: HeldDecision,
  sealAgain: (message: Message, reviewed: Review) => string,
  at: Date,
): Promise<Message> {
  const word = { decision: decision === 'approve' ? ('release' as const) : ('refuse' as const), note };
  const message = await releaseMessage(tx, actor, id, word, sealAgain, at);
  if (judgementWrong) {
    const { promotional, fraud } = judgementWrong;
    recordAudit(tx, actor, {
      at,
      action: 'judgement.correct',
      object: { kind: 'message', id },
      organizationId: message.organization_id,
      detail: { promotional, fraud },
    });
    const payload = { messageId: id, promotional, fraud };
    await addOutbox(tx, { kind: TRAINING_JOB, payload, key: `judgement:${id}` }, at);
  }
  return message;
}
