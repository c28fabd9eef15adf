import { z } from 'zod';
import { documentDecisions } from '#src/documents/index.ts';
import { mediaTypes } from '#src/files/index.ts';
import { instant } from '../shared-schemas.ts';

export const documentFields = z.strictObject({
  type: z.string().min(1).max(60),
  expiresAt: z.union([instant, z.iso.date()]).optional(),
});

export const documentParams = z.strictObject({ id: z.uuid(), documentId: z.uuid() });

export const decisionInput = z.strictObject({
  decision: z.enum(documentDecisions),
  code: z.string().max(60).optional(),
  note: z.string().trim().max(2000).optional(),
});

export const document = z.object({
  id: z.uuid(),
  senderId: z.uuid(),
  type: z.string(),
  typeName: z.string(),
  fileName: z.string(),
  mediaType: z.enum(mediaTypes),
  size: z.int(),
  sha256: z.string(),
  pages: z.int().nullable(),
  uploadedAt: instant,
  uploadedBy: z.string(),
  expiresAt: instant.nullable(),
  decision: z.enum(documentDecisions).nullable(),
  finding: z.object({ code: z.string(), short: z.string(), long: z.string(), fix: z.string() }).nullable(),
  note: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Other organizations' senders for which the same bytes were filed; for reviewers only. */
  sharedWith: z.array(z.object({ organizationId: z.uuid(), senderId: z.uuid(), type: z.string() })).optional(),
});

export const documentList = z.object({ items: z.array(document) });
