import type { Reader, Tx } from '#src/db/index.ts';
import { type Document, type DocumentVerdict, decideDocument } from '#src/documents/index.ts';
import { type Actor, AppError, fault, invalidInput } from '#src/kernel/index.ts';
import { refuseOwn, requireHeld } from './claim-sender.ts';
import { getSender, lockSender, openApplication } from './find-sender.ts';
import type { Registry } from './registry.ts';
import type { Sender } from './sender.entity.ts';
import { editableStatuses, inForceStatuses } from './sender.rules.ts';

/**
 * Finds a sender whose papers may change now: while its application is being written, and of a sender in force
 * between two versions; never under a reviewer's eyes. @throws NOT_FOUND, INVALID_TRANSITION
 */
export async function senderForPapers(em: Reader, actor: Actor, id: string): Promise<Sender> {
  return mayChange(em, await getSender(em, actor, id));
}

/** The same, locked until the transaction ends. */
export async function lockForPapers(tx: Tx, actor: Actor, id: string): Promise<Sender> {
  return mayChange(tx, await lockSender(tx, actor, id));
}

/**
 * Decides on one paper of the application that the reviewer holds.
 * @throws NOT_FOUND, INVALID_TRANSITION, ALREADY_CLAIMED when another holds it, SELF_REVIEW, INVALID_INPUT
 */
export async function decidePaper(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  at: { senderId: string; documentId: string; now: Date },
  verdict: DocumentVerdict,
): Promise<Document> {
  const sender = await lockSender(tx, actor, at.senderId);
  const application = await openApplication(tx, sender.id);
  if (application?.status !== 'in_review') throw unchangeable(application?.status ?? sender.status, 'decide_document');
  refuseOwn(actor, sender);
  requireHeld(application, actor);
  const known = verdict.code === null || ['document', 'any'].includes(registry.findings.get(verdict.code)?.about ?? '');
  if (!known || (verdict.decision === 'refused' && verdict.code === null)) {
    throw invalidInput([
      fault('code', 'unknown', 'a refusal needs a code of the catalogue', 'رد مدرک به کدی از فهرست یافته‌ها نیاز دارد'),
    ]);
  }
  return decideDocument(tx, actor, sender.id, at.documentId, verdict, at.now);
}

async function mayChange(em: Reader, sender: Sender): Promise<Sender> {
  const application = await openApplication(em, sender.id);
  const allowed = application ? editableStatuses.includes(application.status) : inForceStatuses.includes(sender.status);
  if (!allowed) throw unchangeable(application?.status ?? sender.status, 'change_documents');
  return sender;
}

const unchangeable = (currentStatus: string, move: string) =>
  new AppError('INVALID_TRANSITION', { extra: { currentStatus, move } });
