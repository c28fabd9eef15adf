import { sign, verify } from 'node:crypto';
import { findPublicKey, type Jwks, type SigningKey } from './keys.ts';

/** A signed tree head: what the ledger looked like at a time, and who says so. */
export interface TreeHead {
  /** Number of leaves. */
  size: number;
  /** Lower-case hex. */
  rootHash: string;
  /** RFC 3339, UTC, milliseconds. */
  timestamp: string;
  keyId: string;
  /** Ed25519 over `treeHeadBytes`, base64url. */
  signature: string;
}

/**
 * The bytes that a head's signature covers: five lines of UTF-8, each ended by a line feed —
 * `mohr-tree-head-v1`, the size in decimal, the root in hex, the timestamp, the key id.
 */
export function treeHeadBytes({ size, rootHash, timestamp, keyId }: Omit<TreeHead, 'signature'>): Buffer {
  return Buffer.from(`mohr-tree-head-v1\n${size}\n${rootHash}\n${timestamp}\n${keyId}\n`);
}

/** Signs a tree head. */
export function signTreeHead(key: SigningKey, size: number, root: Uint8Array, at: Date): TreeHead {
  const head = { size, rootHash: Buffer.from(root).toString('hex'), timestamp: at.toISOString(), keyId: key.keyId };
  return { ...head, signature: sign(null, treeHeadBytes(head), key.privateKey).toString('base64url') };
}

/** Whether a head, of any origin, was signed by one of the published keys. */
export function verifyTreeHead(set: Jwks, head: TreeHead): boolean {
  const { size, rootHash, timestamp, keyId, signature } = head;
  // One spelling only: the signed lines are made of these fields, so none of them may hold a line of its own.
  const plain = Number.isSafeInteger(size) && size >= 0 && HEX_HASH.test(rootHash) && UTC_TIME.test(timestamp);
  const key = plain && typeof keyId === 'string' ? findPublicKey(set, keyId) : null;
  if (!key || typeof signature !== 'string') return false;
  return verify(null, treeHeadBytes(head), key, Buffer.from(signature, 'base64url'));
}

const HEX_HASH = /^[0-9a-f]{64}$/;
const UTC_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
