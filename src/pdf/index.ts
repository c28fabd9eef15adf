export type { Block, Fact, TimelineEntry } from './blocks.ts';
export { type CertificateData, certificate } from './certificate.ts';
export { type DecisionLetterData, decisionLetter } from './decision-letter.ts';
// Drawing stays behind the press: what it needs takes a fifth of a second to load.
export type { PdfContent } from './document.ts';
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
