import { defineEntity, p } from '@mikro-orm/postgresql';
import { mediaTypes } from '#src/files/index.ts';

export const documentDecisions = ['accepted', 'refused'] as const;
export type DocumentDecision = (typeof documentDecisions)[number];

/** A paper that was uploaded for a sender; its bytes are in the file store under `sha256`. */
export const DocumentSchema = defineEntity({
  name: 'Document',
  tableName: 'document',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    senderId: p.uuid(),
    /** A document type of the requirement pack. */
    type: p.text(),
    fileName: p.text(),
    mediaType: p.enum(mediaTypes),
    size: p.integer(),
    sha256: p.text(),
    pages: p.integer().nullable(),
    uploadedBy: p.text(),
    uploadedAt: p.datetime(),
    expiresAt: p.datetime().nullable(),
    decision: p.enum(documentDecisions).nullable(),
    /** A code of the finding catalogue. */
    decisionCode: p.text().nullable(),
    decisionNote: p.text().nullable(),
    decidedBy: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
    removedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
  indexes: [
    { name: 'document_sender', properties: ['senderId', 'id'] },
    { name: 'document_sha256', properties: ['sha256'] },
    { name: 'document_expiry', properties: ['expiresAt'], where: 'removed_at is null' },
  ],
});

export class Document extends DocumentSchema.class {}
DocumentSchema.setClass(Document);
