import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Role } from '#src/kernel/index.ts';
import { lineClasses } from './sender.entity.ts';
import { type SenderMove, type SenderStatus, senderStatuses } from './sender.rules.ts';

/** One step of a sender or of a version of its application; append-only. */
export const TransitionSchema = defineEntity({
  name: 'SenderTransition',
  tableName: 'sender_transition',
  properties: {
    id: p.uuid().primary(),
    senderId: p.uuid(),
    applicationNumber: p.integer(),
    at: p.datetime(),
    actorId: p.uuid().nullable(),
    actorName: p.text(),
    actorRole: p.text().$type<Role>(),
    fromStatus: p.text().$type<SenderStatus>().nullable(),
    toStatus: p.enum(senderStatuses),
    move: p.text().$type<SenderMove>(),
    why: p.text().nullable(),
  },
  indexes: [{ name: 'sender_transition_sender', properties: ['senderId', 'id'] }],
});

export class SenderTransition extends TransitionSchema.class {}
TransitionSchema.setClass(SenderTransition);

export const provisioningStatuses = ['pending', 'active', 'rejected', 'suspended'] as const;
export type ProvisioningStatus = (typeof provisioningStatuses)[number];

/** How far one mobile operator has let the line in, and as what class. */
export const SenderOperatorSchema = defineEntity({
  name: 'SenderOperator',
  tableName: 'sender_operator',
  properties: {
    id: p.uuid().primary(),
    senderId: p.uuid(),
    operator: p.text(),
    status: p.enum(provisioningStatuses),
    lineClass: p.enum(lineClasses),
    reference: p.text().nullable(),
    note: p.text().nullable(),
    openedAt: p.datetime(),
    changedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [{ name: 'sender_operator_pending', properties: ['openedAt'], where: `status = 'pending'` }],
  uniques: [{ name: 'sender_operator_unique', properties: ['senderId', 'operator'] }],
});

export class SenderOperator extends SenderOperatorSchema.class {}
SenderOperatorSchema.setClass(SenderOperator);

export const proofStatuses = ['open', 'proved', 'closed'] as const;

/** One attempt to prove that the applicant answers a fixed line. The code is derived from the id, never stored. */
export const OwnershipProofSchema = defineEntity({
  name: 'OwnershipProof',
  tableName: 'ownership_proof',
  properties: {
    id: p.uuid().primary(),
    senderId: p.uuid(),
    status: p.enum(proofStatuses),
    wrongCodes: p.smallint(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    calledAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
  },
  indexes: [{ name: 'ownership_proof_sender', properties: ['senderId', 'id'] }],
  uniques: [{ name: 'ownership_proof_open_unique', properties: ['senderId'], where: `status = 'open'` }],
});

export class OwnershipProof extends OwnershipProofSchema.class {}
OwnershipProofSchema.setClass(OwnershipProof);

export const audienceStatuses = ['loading', 'ready', 'replaced', 'failed'] as const;

/** One version of the list of recipients that a service sender declared; its members are keyed hashes. */
export const AudienceSchema = defineEntity({
  name: 'SenderAudience',
  tableName: 'sender_audience',
  properties: {
    id: p.uuid().primary(),
    senderId: p.uuid(),
    number: p.integer(),
    status: p.enum(audienceStatuses),
    /** Key of the members' hashes, another for each version, so that lists of two senders cannot be compared. */
    hashKey: p.blob(),
    members: p.integer(),
    createdAt: p.datetime(),
    readyAt: p.datetime().nullable(),
  },
  uniques: [{ name: 'sender_audience_number_unique', properties: ['senderId', 'number'] }],
});

export class SenderAudience extends AudienceSchema.class {}
AudienceSchema.setClass(SenderAudience);
