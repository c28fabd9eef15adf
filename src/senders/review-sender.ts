import type { Tx } from '#src/db/index.ts';
import { decideDocument, documentsOf } from '#src/documents/index.ts';
import { type Actor, fault, invalidInput } from '#src/kernel/index.ts';
import type { Finding, SenderApplication } from './application.entity.ts';
import { operatorsOf } from './check-content.ts';
import {
  type Held,
  lockOpen,
  refuseOwn,
  refuseSecondApproval,
  requireHeld,
  reviewerId,
  unclaim,
} from './claim-sender.ts';
import { evaluateContent } from './evaluate-sender.ts';
import { moveApplication, moveSender, requireMove } from './move-sender.ts';
import { activateIfCarried, openProvisioning } from './provisioning.ts';
import type { Registry } from './registry.ts';
import type { Evaluation } from './requirements.rules.ts';
import type { Sender } from './sender.entity.ts';
import { notMet } from './submit-sender.ts';
import { verdictFaults } from './verdict.rules.ts';

/** What a reviewer decides. */
export interface Review {
  decision: 'approve' | 'reject' | 'request_changes';
  note: string;
  findings: Finding[];
}

const DAY_MS = 86_400_000;

/**
 * Decides on the application that the reviewer holds. The first of two approvals returns it to the queue; the last
 * one puts the version in force and opens a provisioning record per operator.
 * @throws INVALID_TRANSITION, ALREADY_CLAIMED when another holds it, SELF_REVIEW, SECOND_REVIEWER_NEEDED,
 *   INVALID_INPUT, REQUIREMENTS_NOT_MET when a paper has lapsed or was refused meanwhile
 */
export async function reviewSender(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  id: string,
  review: Review,
  present: (evaluation: Evaluation) => unknown,
  at: Date,
): Promise<Held> {
  const { sender, application } = await lockOpen(tx, actor, id, review.decision);
  requireMove(application.status, review.decision);
  refuseOwn(actor, sender);
  requireHeld(application, actor);
  await checkReview(tx, registry, id, review);
  const step = { why: review.note || null, at };
  Object.assign(application, { findings: review.findings, note: review.note || null, decidedAt: at });
  unclaim(application);
  if (review.decision !== 'approve') {
    await refusePapers(tx, actor, id, review.findings, at);
    await moveApplication(tx, actor, sender, application, { ...step, move: review.decision });
    return { sender, application };
  }
  refuseSecondApproval(actor, application);
  const evaluation = await evaluateContent(tx, registry, sender, application.content, at);
  if (!evaluation.compliant) throw notMet(evaluation, present);
  const approval = { by: reviewerId(actor), name: actor.name, at: at.toISOString(), note: review.note };
  application.approvals = [...application.approvals, approval];
  if (application.approvals.length < sender.reviewersNeeded) {
    await moveApplication(tx, actor, sender, application, { ...step, move: 'endorse' });
    return { sender, application };
  }
  await moveApplication(tx, actor, sender, application, { ...step, move: 'approve' });
  await putInForce(tx, registry, actor, sender, application, at);
  return { sender, application };
}

/** Replaces what is in force by the approved version: one transaction, so that the sender is never without either. */
async function putInForce(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  sender: Sender,
  application: SenderApplication,
  at: Date,
): Promise<void> {
  const { validityDays } = registry.pack.periods;
  Object.assign(sender, {
    ...application.content,
    approvedAt: sender.approvedAt ?? at,
    expiresAt: new Date(at.getTime() + validityDays * DAY_MS),
    updatedAt: at,
  });
  if (sender.status === 'expired') {
    await moveSender(tx, actor, sender, application.number, { move: 'renew', why: null, at });
  }
  await tx.flush();
  const operators = operatorsOf(registry, application.content.requestedOperators);
  await openProvisioning(tx, sender, operators, at);
  await activateIfCarried(tx, actor, sender, application.number, at);
}

/** A paper that a finding names counts as refused: the evaluation then asks for another. */
async function refusePapers(
  tx: Tx,
  actor: Actor,
  senderId: string,
  findings: readonly Finding[],
  at: Date,
): Promise<void> {
  for (const { documentId, code, note } of findings) {
    if (documentId === undefined) continue;
    await decideDocument(tx, actor, senderId, documentId, { decision: 'refused', code, note: note ?? null }, at);
  }
}

async function checkReview(tx: Tx, registry: Registry, senderId: string, review: Review): Promise<void> {
  const papers = new Set((await documentsOf(tx, senderId)).map(({ id }) => id));
  const unknown = review.findings.flatMap(({ code, documentId }, i) => [
    ...(registry.findings.has(code)
      ? []
      : [fault(`findings.${i}.code`, 'unknown', 'there is no such finding', 'چنین یافته‌ای در فهرست نیست')]),
    ...(documentId === undefined || papers.has(documentId)
      ? []
      : [
          fault(
            `findings.${i}.documentId`,
            'unknown',
            'the sender has no such document',
            'این پرونده چنین مدرکی ندارد',
          ),
        ]),
  ]);
  const faults = [...verdictFaults({ ...review }), ...unknown];
  if (faults.length > 0) throw invalidInput(faults);
}
