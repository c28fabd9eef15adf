import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Likeness } from './lookalike.rules.ts';
import { senderStatuses } from './sender.rules.ts';

export const senderKinds = ['fixed_line', 'masked', 'long_number', 'short_code'] as const;
export type SenderKind = (typeof senderKinds)[number];
export const lineClasses = ['service', 'promotional'] as const;
export const suspensionGrounds = ['decision', 'dormancy', 'ownership'] as const;
export type SuspensionGround = (typeof suspensionGrounds)[number];
export type LineClass = (typeof lineClasses)[number];

/** A registered sender; its content is what is in force (or, before the first approval, what was last written). */
export const SenderSchema = defineEntity({
  name: 'Sender',
  tableName: 'sender',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    kind: p.enum(senderKinds),
    /** As it is shown: E.164 for fixed lines, digits for other numbers, the name as registered for masked ones. */
    address: p.text(),
    /** What look-ups compare; one sender that has not ended per key. */
    key: p.text(),
    /** Of a short code that several senders share: the word that tells them apart; then the key holds it, too. */
    sharedKeyword: p.text().nullable(),
    /** What a reader sees in a masked name (UTS #39 skeleton); null for numbers. */
    skeleton: p.text().nullable(),
    lineClass: p.enum(lineClasses),
    subjects: p.json<string[]>(),
    sampleMessages: p.json<string[]>(),
    /** Operators asked for; empty: all that the pack knows. */
    requestedOperators: p.json<string[]>(),
    allowLinks: p.boolean(),
    /** Nothing but its approved templates may be sent from it. */
    templatesOnly: p.boolean().default(false),
    /** Hosts that its messages may link to; empty: any, where links are allowed. */
    hosts: p.json<string[]>(),
    optOutKeyword: p.text().nullable(),
    status: p.enum(senderStatuses),
    statusReason: p.text().nullable(),
    /** Why it is suspended; the owner ends `dormancy` and `ownership`, a reviewer any. */
    suspendedFor: p.enum(suspensionGrounds).nullable(),
    /** Names that it may be taken for: then it needs a second reviewer. */
    warnings: p.json<Likeness[]>(),
    reviewersNeeded: p.smallint(),
    submittedAt: p.datetime().nullable(),
    approvedAt: p.datetime().nullable(),
    expiresAt: p.datetime().nullable(),
    ownershipProvedAt: p.datetime().nullable(),
    /** The declared audience in force; null: none was declared. */
    audienceId: p.uuid().nullable(),
    /** Set while complaints keep it from sending. */
    pausedAt: p.datetime().nullable(),
    pausedReason: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { name: 'sender_organization', properties: ['organizationId', 'id'] },
    { name: 'sender_status', properties: ['status', 'id'] },
    { name: 'sender_expiry', properties: ['expiresAt'], where: `status in ('approved', 'active', 'suspended')` },
    { name: 'sender_key', properties: ['key', 'id'] },
    { name: 'sender_short_code', properties: ['address'], where: `kind = 'short_code'` },
    { name: 'sender_stale_draft', properties: ['updatedAt'], where: `status = 'draft'` },
    {
      name: 'sender_proof',
      properties: ['ownershipProvedAt'],
      where: `kind = 'fixed_line' and status in ('approved', 'active')`,
    },
  ],
  uniques: [
    {
      name: 'sender_key_unique',
      properties: ['key'],
      where: `status not in ('rejected', 'withdrawn', 'revoked')`,
    },
  ],
});

export class Sender extends SenderSchema.class {}
SenderSchema.setClass(Sender);
