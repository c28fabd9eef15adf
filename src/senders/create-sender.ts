import { getOrganization } from '#src/accounts/index.ts';
import { type Tx, violatedConstraint } from '#src/db/index.ts';
import { type Actor, AppError, invalidInput, newId } from '#src/kernel/index.ts';
import { parseSenderAddress, senderKey, skeleton } from '#src/text/index.ts';
import { SenderApplication, type SenderContent } from './application.entity.ts';
import { applicationFaults } from './application-faults.ts';
import { findLikenesses, indexName } from './find-likenesses.ts';
import { recordStep } from './move-sender.ts';
import type { Registry } from './registry.ts';
import { Sender, type SenderKind } from './sender.entity.ts';
import { reserveShortCode, sharedKey } from './shared-code.ts';

/** What an applicant writes to begin with. */
export interface SenderInput extends SenderContent {
  organizationId: string;
  kind: SenderKind;
  address: string;
  /** Of a short code that is shared: the word that tells its senders apart. */
  sharedKeyword?: string | null | undefined;
}

/**
 * Registers a sender as a draft. Its address is taken from here on; a name that looks like another is accepted and
 * will need two reviewers.
 * @throws NOT_FOUND for another's organization, INVALID_INPUT for an address that is none, SENDER_TAKEN
 */
export async function createSender(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  input: SenderInput,
  at: Date,
): Promise<Sender> {
  const organization = await getOrganization(tx, actor, input.organizationId);
  const { kind, address: written, organizationId, sharedKeyword = null, ...content } = input;
  const faults = applicationFaults(registry)({ ...input, operators: content.requestedOperators });
  const parsed = parseSenderAddress(written, kind);
  if (!parsed.ok || faults.length > 0) throw invalidInput(faults);
  const { address } = parsed.sender;
  if (kind === 'short_code') await reserveShortCode(tx, address, sharedKeyword);
  const masked = kind === 'masked';
  const warnings = masked ? await findLikenesses(tx, registry, address, { exceptOrganization: organization.id }) : [];
  const sender = tx.create(Sender, {
    id: newId(),
    organizationId,
    kind,
    address,
    key: sharedKeyword === null ? senderKey(address) : sharedKey(address, sharedKeyword),
    sharedKeyword,
    skeleton: masked ? skeleton(address) : null,
    ...content,
    status: 'draft',
    statusReason: null,
    suspendedFor: null,
    warnings,
    reviewersNeeded: warnings.length > 0 ? 2 : 1,
    submittedAt: null,
    approvedAt: null,
    expiresAt: null,
    ownershipProvedAt: null,
    audienceId: null,
    pausedAt: null,
    pausedReason: null,
    createdAt: at,
    updatedAt: at,
  });
  createApplication(tx, sender.id, 1, content, at);
  await flushUnlessTaken(tx);
  if (masked) await indexName(tx, sender.id, address);
  await recordStep(tx, actor, sender, 1, { move: 'create', why: null, at, from: null, to: 'draft' });
  return sender;
}

/** Opens a version of a sender's application. */
export function createApplication(
  tx: Tx,
  senderId: string,
  number: number,
  content: SenderContent,
  at: Date,
): SenderApplication {
  return tx.create(SenderApplication, {
    id: newId(),
    senderId,
    number,
    status: 'draft',
    content,
    claimedBy: null,
    claimedByName: null,
    claimedUntil: null,
    approvals: [],
    findings: [],
    note: null,
    createdAt: at,
    submittedAt: null,
    decidedAt: null,
  });
}

async function flushUnlessTaken(tx: Tx): Promise<void> {
  try {
    await tx.flush();
  } catch (error) {
    // Rethrown as the caller's error: the transaction is over either way.
    if (violatedConstraint(error) === 'sender_key_unique') throw new AppError('SENDER_TAKEN');
    throw error;
  }
}
