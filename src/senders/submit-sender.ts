import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError, fault } from '#src/kernel/index.ts';
import type { SenderApplication } from './application.entity.ts';
import { evaluateContent } from './evaluate-sender.ts';
import { findLikenesses } from './find-likenesses.ts';
import { lockSender, openApplication } from './find-sender.ts';
import { moveApplication, moveSender, requireMove } from './move-sender.ts';
import type { Registry } from './registry.ts';
import type { Evaluation } from './requirements.rules.ts';
import type { Sender } from './sender.entity.ts';

/**
 * Hands the application in. `present` puts the evaluation into the caller's words where it fails.
 * @throws INVALID_TRANSITION, REQUIREMENTS_NOT_MET with the evaluation
 */
export async function submitSender(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  id: string,
  present: (evaluation: Evaluation) => unknown,
  at: Date,
): Promise<Sender> {
  const sender = await lockSender(tx, actor, id);
  const application = await openApplication(tx, id);
  if (!application) throw invalid(sender, 'submit');
  requireMove(application.status, 'submit');
  const evaluation = await evaluateContent(tx, registry, sender, application.content, at);
  if (!evaluation.compliant) throw notMet(evaluation, present);
  if (sender.kind === 'masked') await lookAgain(tx, registry, sender);
  Object.assign(application, { submittedAt: at, approvals: [], findings: [], note: null, decidedAt: null });
  if (application.number === 1) sender.submittedAt = at;
  await moveApplication(tx, actor, sender, application, { move: 'submit', why: null, at });
  return sender;
}

/** Takes an application back, or gives up a sender. @throws INVALID_TRANSITION */
export async function withdrawSender(
  tx: Tx,
  actor: Actor,
  id: string,
  why: string | null,
  at: Date,
): Promise<{ sender: Sender; application: SenderApplication | null }> {
  const sender = await lockSender(tx, actor, id);
  const application = await openApplication(tx, id);
  const step = { move: 'withdraw', why, at } as const;
  if (application) {
    Object.assign(application, { claimedBy: null, claimedByName: null, claimedUntil: null });
    await moveApplication(tx, actor, sender, application, step);
  } else await moveSender(tx, actor, sender, 1, step);
  return { sender, application };
}

/** Names registered since the draft was written may be like this one. */
async function lookAgain(tx: Tx, registry: Registry, sender: Sender): Promise<void> {
  sender.warnings = await findLikenesses(tx, registry, sender.address, { exceptOrganization: sender.organizationId });
  sender.reviewersNeeded = sender.warnings.length > 0 ? 2 : 1;
}

const invalid = (sender: Sender, move: string) =>
  new AppError('INVALID_TRANSITION', { extra: { currentStatus: sender.status, move } });

/** Builds the error that names every requirement that is not met. */
export function notMet(evaluation: Evaluation, present: (evaluation: Evaluation) => unknown): AppError {
  const unmet = evaluation.results.filter((it) => it.status === 'missing' || it.status === 'invalid');
  return new AppError('REQUIREMENTS_NOT_MET', {
    faults: unmet.map((it) => fault(it.requirement, it.status, it.reason.en, it.reason.fa)),
    extra: { evaluation: present(evaluation) },
  });
}
