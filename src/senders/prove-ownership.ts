import { Organization } from '#src/accounts/index.ts';
import { recordAudit } from '#src/audit/index.ts';
import type { Reader, Tx } from '#src/db/index.ts';
import { type Actor, AppError, newId } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import { toLatinDigits } from '#src/text/index.ts';
import { lockSender } from './find-sender.ts';
import { addEvent } from './move-sender.ts';
import { isOwnershipCode } from './ownership-code.ts';
import { OwnershipProof } from './records.entity.ts';
import type { Registry } from './registry.ts';
import { Sender } from './sender.entity.ts';
import { endedStatuses } from './sender.rules.ts';
import { reinstate } from './suspend-sender.ts';

/** Wrong codes that close a proof: the chance of guessing one is then 5 in a million. */
export const MAX_WRONG_CODES = 5;
/** Proofs of one sender in a day: calls cost money and disturb whoever answers. */
const MAX_PROOFS_A_DAY = 10;
const DAY_MS = 86_400_000;

/**
 * Starts a proof that the applicant answers a fixed line: a call that reads out a code is ordered. An open proof is
 * replaced. @throws INVALID_TRANSITION for other kinds and ended senders, RATE_LIMITED
 */
export async function startOwnership(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  id: string,
  at: Date,
): Promise<OwnershipProof> {
  const sender = await lockSender(tx, actor, id);
  if (sender.kind !== 'fixed_line' || endedStatuses.includes(sender.status)) {
    throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: sender.status, move: 'ownership' } });
  }
  const since = new Date(at.getTime() - DAY_MS);
  if ((await tx.count(OwnershipProof, { senderId: id, createdAt: { $gt: since } })) >= MAX_PROOFS_A_DAY) {
    throw new AppError('RATE_LIMITED');
  }
  await tx.execute(
    `update ownership_proof set status = 'closed', ended_at = ? where sender_id = ? and status = 'open'`,
    [at, id],
  );
  const proof = tx.create(OwnershipProof, {
    id: newId(),
    senderId: id,
    status: 'open',
    wrongCodes: 0,
    createdAt: at,
    expiresAt: new Date(at.getTime() + registry.pack.periods.ownershipCodeMinutes * 60_000),
    calledAt: null,
    endedAt: null,
  });
  recordAudit(tx, actor, {
    at,
    action: 'sender.start_ownership',
    object: { kind: 'sender', id },
    organizationId: sender.organizationId,
    detail: { proofId: proof.id },
  });
  await tx.flush();
  await addOutbox(
    tx,
    { kind: 'ownership.call', payload: { proofId: proof.id }, key: `ownership:${proof.id}`, priority: 1 },
    at,
  );
  return proof;
}

/** What came of a code. It is a value and not an error, because a wrong one must be counted by a commit. */
export type OwnershipVerdict = { proved: true; at: Date } | { proved: false; attemptsLeft: number };

/** Compares a code with the open proof's. @throws OWNERSHIP_CLOSED when there is none, or it is used up or too old */
export async function verifyOwnership(
  tx: Tx,
  codeKey: Buffer,
  actor: Actor,
  id: string,
  code: string,
  at: Date,
): Promise<OwnershipVerdict> {
  const sender = await lockSender(tx, actor, id);
  const proof = await tx.findOne(OwnershipProof, { senderId: id, status: 'open' });
  if (!proof || proof.expiresAt <= at) throw new AppError('OWNERSHIP_CLOSED');
  const right = isOwnershipCode(codeKey, proof.id, toLatinDigits(code).replace(/\s/g, ''));
  if (right) {
    Object.assign(proof, { status: 'proved', endedAt: at });
    Object.assign(sender, { ownershipProvedAt: at, updatedAt: at });
  } else {
    proof.wrongCodes += 1;
    if (proof.wrongCodes >= MAX_WRONG_CODES) Object.assign(proof, { status: 'closed', endedAt: at });
  }
  recordAudit(tx, actor, {
    at,
    action: right ? 'sender.prove_ownership' : 'sender.fail_ownership',
    object: { kind: 'sender', id },
    organizationId: sender.organizationId,
    detail: { proofId: proof.id, wrongCodes: proof.wrongCodes },
  });
  await tx.flush();
  if (right) {
    await addEvent(tx, sender, 'sender.ownership_proved', proof.id, at);
    // A line that was stopped only because its proof had lapsed goes on by itself.
    if (sender.status === 'suspended' && sender.suspendedFor === 'ownership')
      await reinstate(tx, actor, sender, null, at);
  }
  return right ? { proved: true, at } : { proved: false, attemptsLeft: MAX_WRONG_CODES - proof.wrongCodes };
}

/** The latest proof of a sender, or null. */
export function latestProof(em: Reader, senderId: string): Promise<OwnershipProof | null> {
  return em.findOne(OwnershipProof, { senderId }, { orderBy: { id: 'desc' } });
}

/** What the call is about. */
export interface OwnershipCall {
  proofId: string;
  senderId: string;
  address: string;
  language: 'fa' | 'en';
}

/** Finds the call to order for a proof; null when it was ordered already or is no longer wanted. */
export async function pendingOwnershipCall(em: Reader, proofId: string, at: Date): Promise<OwnershipCall | null> {
  const proof = await em.findOne(OwnershipProof, { id: proofId });
  if (proof?.status !== 'open' || proof.calledAt || proof.expiresAt <= at) return null;
  const sender = await em.findOne(Sender, { id: proof.senderId });
  if (!sender) return null;
  const organization = await em.findOne(Organization, { id: sender.organizationId });
  return { proofId, senderId: sender.id, address: sender.address, language: organization?.locale ?? 'fa' };
}

/** Notes that the call was ordered, so that it is not ordered again. */
export async function markOwnershipCalled(tx: Tx, proofId: string, at: Date): Promise<void> {
  await tx.execute('update ownership_proof set called_at = ? where id = ? and called_at is null', [at, proofId]);
}
