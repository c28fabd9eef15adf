export type { BatchResult } from './batch-answer.ts';
export { type BatchKind, BatchKinds, readKinds, type StoredKinds } from './batch-kinds.ts';
export type { BatchDecision, BatchRequest } from './check-batch.ts';
export type { CheckRequest } from './check-request.ts';
export { countRecentDecisions, type DecisionCounts } from './count-recent.ts';
export { type ReceiptClaims, recipientHmac, textSha256 } from './decide.ts';
export type { Decision, DecisionContent, DecisionReason, DecisionUpcoming } from './decision.ts';
export { eraseDecisions } from './erase-recipient.ts';
export type { FactQuestion, FactSource } from './fact-source.ts';
export {
  type CheckOptions,
  createGate,
  type Gate,
  type GateParts,
  type RecogniseText,
  type RenderTemplate,
} from './gate.ts';
export type { GateSender, LineClass } from './gate-sender.ts';
export { getBatch, getDecision, readDecisions, type StoredDecision } from './get-decision.ts';
export { lastDecisionAt } from './last-decision.ts';
export { microBatch } from './micro-batch.ts';
export type { GateTemplate, Templated } from './prepare.ts';
export { lapsedBefore } from './question.ts';
export { recordedTraffic } from './recorded-traffic.ts';
export { createSenderCache, type FindSender, type LoadSender } from './sender-cache.ts';
export type { BatchWriter, Companion } from './store-decisions.ts';
