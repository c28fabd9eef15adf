import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import type { MediaType } from '#src/files/index.ts';
import { type Actor, AppError, newId } from '#src/kernel/index.ts';
import { Document } from './document.entity.ts';

/** A file that is in the store already, and whose it is. */
export interface DocumentInput {
  organizationId: string;
  senderId: string;
  type: string;
  fileName: string;
  mediaType: MediaType;
  size: number;
  sha256: string;
  pages: number | null;
  expiresAt: Date | null;
}

/** More papers than any application needs; a bound on what one sender can fill the store with. */
const MAX_PER_SENDER = 200;

/**
 * Files an uploaded paper with a sender. The same paper sent again, and not decided on yet, is the one that is there:
 * an upload whose answer was lost may be repeated. @throws TOO_LARGE when the sender has too many
 */
export async function addDocument(tx: Tx, actor: Actor, input: DocumentInput, at: Date): Promise<Document> {
  const { senderId, type, sha256, expiresAt } = input;
  const same = await tx.findOne(Document, { senderId, type, sha256, expiresAt, removedAt: null, decision: null });
  if (same) return same;
  if ((await tx.count(Document, { senderId: input.senderId })) >= MAX_PER_SENDER) {
    throw new AppError('TOO_LARGE', { extra: { maxDocuments: MAX_PER_SENDER } });
  }
  const document = tx.create(Document, {
    id: newId(),
    ...input,
    fileName: plainName(input.fileName),
    uploadedBy: actor.name,
    uploadedAt: at,
    decision: null,
    decisionCode: null,
    decisionNote: null,
    decidedBy: null,
    decidedAt: null,
    removedAt: null,
  });
  recordAudit(tx, actor, {
    at,
    action: 'document.add',
    object: { kind: 'document', id: document.id },
    organizationId: input.organizationId,
    detail: { senderId: input.senderId, type: input.type, sha256: input.sha256, size: input.size },
  });
  await tx.flush();
  return document;
}

/** A name to show: without folders, control characters and direction marks; never used as a path. */
export function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  const plain = last.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, '').trim();
  return plain.replace(/^\.+/, '').slice(0, 200) || 'document';
}
