import type { Document, SharedBytes } from '#src/documents/index.ts';
import type { Registry } from '#src/senders/index.ts';
import type { Language } from '#src/web/index.ts';

/** A paper as the API shows it; `shared`: undefined for those who may not know of other organizations. */
export function presentDocument(
  registry: Registry,
  document: Document,
  language: Language,
  shared?: readonly SharedBytes[],
) {
  const { id, senderId, type, fileName, mediaType, size, sha256, uploadedAt, uploadedBy } = document;
  const finding = document.decisionCode ? registry.findings.get(document.decisionCode) : undefined;
  return {
    id,
    senderId,
    type,
    typeName: registry.pack.documentTypes[type]?.name[language] ?? type,
    fileName,
    mediaType,
    size,
    sha256,
    pages: document.pages ?? null,
    uploadedAt,
    uploadedBy,
    expiresAt: document.expiresAt ?? null,
    decision: document.decision ?? null,
    finding: finding
      ? {
          code: finding.code,
          short: finding.short[language],
          long: finding.long[language],
          fix: finding.fix[language],
        }
      : null,
    note: document.decisionNote ?? null,
    decidedAt: document.decidedAt ?? null,
    ...(shared
      ? {
          sharedWith: shared
            .filter(({ documentId }) => documentId === id)
            .map(({ organizationId, senderId: other, type: as }) => ({ organizationId, senderId: other, type: as })),
        }
      : {}),
  };
}
