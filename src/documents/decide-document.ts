import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import type { Actor } from '#src/kernel/index.ts';
import type { Document, DocumentDecision } from './document.entity.ts';
import { lockDocument } from './read-documents.ts';

/** What a reviewer says of one paper; a refusal names a code of the finding catalogue. */
export interface DocumentVerdict {
  decision: DocumentDecision;
  code: string | null;
  note: string | null;
}

/** Decides on one paper. @throws NOT_FOUND */
export async function decideDocument(
  tx: Tx,
  actor: Actor,
  senderId: string,
  id: string,
  verdict: DocumentVerdict,
  at: Date,
): Promise<Document> {
  const document = await lockDocument(tx, senderId, id);
  Object.assign(document, {
    decision: verdict.decision,
    decisionCode: verdict.code,
    decisionNote: verdict.note,
    decidedBy: actor.name,
    decidedAt: at,
  });
  recordAudit(tx, actor, {
    at,
    action: verdict.decision === 'accepted' ? 'document.accept' : 'document.refuse',
    object: { kind: 'document', id },
    organizationId: document.organizationId,
    detail: { senderId, code: verdict.code },
  });
  await tx.flush();
  return document;
}

/** Takes a paper out of the application; its bytes and its record stay for the auditor. @throws NOT_FOUND */
export async function removeDocument(tx: Tx, actor: Actor, senderId: string, id: string, at: Date): Promise<Document> {
  const document = await lockDocument(tx, senderId, id);
  document.removedAt = at;
  recordAudit(tx, actor, {
    at,
    action: 'document.remove',
    object: { kind: 'document', id },
    organizationId: document.organizationId,
    detail: { senderId, type: document.type },
  });
  await tx.flush();
  return document;
}
