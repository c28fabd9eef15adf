export type { Block, Fact, TimelineEntry } from './blocks.ts';
export { type CertificateData, certificate } from './certificate.ts';
export { type DecisionLetterData, decisionLetter } from './decision-letter.ts';
export { type PdfContent, renderPdf } from './document.ts';
export type {
  BlockListEvidence,
  ComplaintEvidence,
  ConsentEvidence,
  DecisionEvidence,
  EvidencePackData,
  LedgerEvidence,
} from './evidence-data.ts';
export { evidencePack } from './evidence-pack.ts';
export type { Rich, Span } from './layout.ts';
export type { HolderData, LineClass, OperatorData, SenderKind } from './letter-data.ts';
export { createPress, type Paper, type Press, PressBusy } from './press.ts';
export { type UndertakingData, undertaking } from './undertaking.ts';
