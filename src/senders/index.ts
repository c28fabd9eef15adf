import { ApplicationSchema } from './application.entity.ts';
import { AudienceSchema, OwnershipProofSchema, SenderOperatorSchema, TransitionSchema } from './records.entity.ts';
import { SenderSchema } from './sender.entity.ts';

export { type Approval, type Finding, SenderApplication, type SenderContent } from './application.entity.ts';
export { applicationFaults } from './application-faults.ts';
export {
  addMembers,
  audienceOf,
  audienceSource,
  beginAudience,
  clearAudience,
  failAudience,
  finishAudience,
  forgetMembers,
} from './audience.ts';
export { operatorsOf } from './check-content.ts';
export { claimSender, type Held, releaseSender } from './claim-sender.ts';
export { contentOf, diffContent, type FieldChange } from './content.ts';
export { createSender, type SenderInput } from './create-sender.ts';
export { besideUsual, describeSender, type OperatorState, type SenderDetail } from './describe-sender.ts';
export { editSender, renewSender, type SenderPatch } from './edit-sender.ts';
export { evaluateSender } from './evaluate-sender.ts';
export { type Due, findDue } from './find-due.ts';
export { findLikenesses, type LikenessScope } from './find-likenesses.ts';
export {
  confinedFilter,
  confinedTo,
  type DecidedStatus,
  decidedApplication,
  getSender,
  latestApplication,
  listSenders,
  lockSender,
  openApplication,
  type SenderFilter,
  senderSorts,
} from './find-sender.ts';
export {
  listProvisioning,
  listReviews,
  type ProvisioningFilter,
  provisioningSorts,
  type QueuedReview,
  reviewSorts,
} from './list-work.ts';
export { loadSenderByKey, type SenderSnapshot } from './load-sender.ts';
export type { Likeness, LikenessKind } from './lookalike.rules.ts';
export { ownershipCode } from './ownership-code.ts';
export { decidePaper, lockForPapers, senderForPapers } from './papers.ts';
export { pauseSender, resumeSender } from './pause-sender.ts';
export {
  latestProof,
  markOwnershipCalled,
  type OwnershipCall,
  type OwnershipVerdict,
  pendingOwnershipCall,
  startOwnership,
  verifyOwnership,
} from './prove-ownership.ts';
export { operatorsOfSender, type ProvisioningInput, setOperator } from './provisioning.ts';
export { lookUpSender, type PublicSender } from './public-lookup.ts';
export { readHistory } from './read-history.ts';
export { readVersions, type SenderVersion } from './read-versions.ts';
export {
  OwnershipProof,
  type ProvisioningStatus,
  provisioningStatuses,
  SenderAudience,
  SenderOperator,
  SenderTransition,
} from './records.entity.ts';
export { loadRegistry, type Registry } from './registry.ts';
export type { FindingInfo, OperatorInfo, RequirementPack } from './registry-schema.ts';
export type { Evaluation, RequirementResult, RequirementStatus } from './requirements.rules.ts';
export { type Review, reviewSender } from './review-sender.ts';
export {
  type LineClass,
  lineClasses,
  Sender,
  type SenderKind,
  type SuspensionGround,
  senderKinds,
  suspensionGrounds,
} from './sender.entity.ts';
export {
  drawLifeCycle,
  lifeCycle,
  nextStatus,
  type SenderMove,
  type SenderStatus,
  senderMoves,
  senderStatuses,
} from './sender.rules.ts';
export { recordUse } from './sender-use.ts';
export { settleDue } from './settle-due.ts';
export { loadSharedSender, type SharedMessage } from './shared-code.ts';
export { submitSender, withdrawSender } from './submit-sender.ts';
export { reinstateSender, revokeSender, suspendSender } from './suspend-sender.ts';
export { verdictFaults } from './verdict.rules.ts';

export const sendersEntities = [
  SenderSchema,
  ApplicationSchema,
  TransitionSchema,
  SenderOperatorSchema,
  OwnershipProofSchema,
  AudienceSchema,
];
