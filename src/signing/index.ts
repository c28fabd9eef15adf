export {
  type Ed25519Jwk,
  findPublicKey,
  type Jwks,
  jwks,
  type KeyRing,
  keyRing,
  type PublicJwk,
  type SigningKey,
  signingKey,
} from './keys.ts';
export {
  type Appended,
  appendLeaves,
  consistencyProof,
  emptyRoot,
  frontierOf,
  inclusionProof,
  leafHash,
  type NodeId,
  nodeHash,
  type ReadNodes,
  rootOf,
  type TreeNode,
} from './merkle.ts';
export { createReceiptSigner, type ReceiptFault, type Timed, verifyReceipt } from './receipt.ts';
export { signTreeHead, type TreeHead, treeHeadBytes, verifyTreeHead } from './tree-head.ts';
export {
  type Consistency,
  type Inclusion,
  rootFromInclusion,
  verifyConsistency,
  verifyInclusion,
} from './verify-proof.ts';
export { newWebhookSecret, signWebhook, verifyWebhook, type WebhookHeaders } from './webhook-signature.ts';
