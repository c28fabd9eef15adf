import type { Reader, Tx } from '#src/db/index.ts';
import { found } from '#src/kernel/index.ts';
import { Document } from './document.entity.ts';

/** The papers of a sender, oldest first, without the removed ones. */
export function documentsOf(em: Reader, senderId: string): Promise<Document[]> {
  return em.find(Document, { senderId, removedAt: null }, { orderBy: { id: 'asc' } });
}

/** One paper of a sender. @throws NOT_FOUND also when it is another sender's */
export async function getDocument(em: Reader, senderId: string, id: string): Promise<Document> {
  return found(await em.findOne(Document, { id, senderId, removedAt: null }));
}

/** The same, locked until the transaction ends. */
export async function lockDocument(tx: Tx, senderId: string, id: string): Promise<Document> {
  await tx.execute('select 1 from document where id = ? for update', [id]);
  return getDocument(tx, senderId, id);
}

/** A paper whose very bytes another organization has filed too: something for a reviewer to look at. */
export interface SharedBytes {
  documentId: string;
  organizationId: string;
  senderId: string;
  type: string;
}

/** Finds, for each paper of a sender, papers of other organizations with the same bytes. */
export async function sharedWithOthers(em: Reader, senderId: string): Promise<SharedBytes[]> {
  const rows = await em.execute<{ document_id: string; organization_id: string; sender_id: string; type: string }[]>(
    `select mine.id as document_id, other.organization_id, other.sender_id, other.type
     from document mine join document other on other.sha256 = mine.sha256
     where mine.sender_id = ? and mine.removed_at is null and other.organization_id <> mine.organization_id
     order by mine.id, other.id limit 100`,
    [senderId],
  );
  return rows.map((row) => ({
    documentId: row.document_id,
    organizationId: row.organization_id,
    senderId: row.sender_id,
    type: row.type,
  }));
}
