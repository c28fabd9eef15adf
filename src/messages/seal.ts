import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MessageRow } from './message-row.ts';

/** What the seal covers: whatever reaches the SMSC, and the decision that allowed it. */
export type Sealed = Pick<
  MessageRow,
  | 'id'
  | 'source_address'
  | 'source_kind'
  | 'recipient'
  | 'text'
  | 'valid_until'
  | 'decision_id'
  | 'decided_until'
  | 'reviewed'
>;

/**
 * Binds a message to its decision: HMAC-SHA-256, base64url, under a key of the service that the database's writers need not
 * have. The submitter sends nothing whose seal is broken, so that a row altered in the database goes nowhere. (The
 * decision's receipt is signed for the world; verifying that signature for every submit would cost thirty times as much.)
 */
export function sealOf(key: Buffer, message: Sealed): string {
  const covered = [
    message.id,
    message.source_address,
    message.source_kind,
    message.recipient,
    message.text,
    message.valid_until.toISOString(),
    message.decision_id,
    message.decided_until?.toISOString() ?? null,
    message.reviewed && [
      message.reviewed.by,
      message.reviewed.name,
      message.reviewed.at,
      message.reviewed.note,
      message.reviewed.covers,
    ],
  ];
  return createHmac('sha256', key).update(JSON.stringify(covered)).digest('base64url');
}

/** Tells whether a message is as the service sealed it. */
export function isSealed(key: Buffer, message: Sealed & { seal: string }): boolean {
  const expected = Buffer.from(sealOf(key, message));
  const given = Buffer.from(message.seal);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
