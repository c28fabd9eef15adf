import { z } from 'zod';
import {
  lineClasses,
  provisioningSorts,
  provisioningStatuses,
  reviewSorts,
  senderKinds,
  senderMoves,
  senderSorts,
  senderStatuses,
  suspensionGrounds,
  verdictFaults,
} from '#src/senders/index.ts';
import { withFaults } from '#src/web/index.ts';
import { instant, pageQuery, sortBy } from '../shared-schemas.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const operatorName = z.string().regex(/^[a-z][a-z0-9_]{1,30}$/);
const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u);

const content = {
  lineClass: z.enum(lineClasses),
  subjects: z.array(text(200)).min(1).max(50),
  sampleMessages: z.array(text(2000)).min(1).max(20),
  operators: z.array(operatorName).max(30),
  allowLinks: z.boolean(),
  templatesOnly: z.boolean(),
  hosts: z.array(host).max(50),
  optOutKeyword: text(20).nullable(),
};

export const senderInput = z.strictObject({
  organizationId: z.uuid(),
  kind: z.enum(senderKinds),
  address: z.string().min(1).max(64),
  /** Of a short code that several senders share: the word that tells them apart. */
  sharedKeyword: text(20).optional(),
  ...content,
  operators: content.operators.default([]),
  allowLinks: content.allowLinks.default(false),
  templatesOnly: content.templatesOnly.default(false),
  hosts: content.hosts.default([]),
  optOutKeyword: content.optOutKeyword.default(null),
});

export const senderPatch = z.strictObject({ ...z.strictObject(content).partial().shape, version: z.int().optional() });

export const senderQuery = pageQuery.extend({
  organizationId: z.uuid().optional(),
  status: z.enum(senderStatuses).optional(),
  kind: z.enum(senderKinds).optional(),
  address: z.string().max(64).optional(),
  sort: sortBy(senderSorts),
});

export const documentParams = z.strictObject({ id: z.uuid(), documentId: z.uuid() });
export const operatorParams = z.strictObject({ id: z.uuid(), operator: operatorName });

const findingInput = z.strictObject({
  code: text(60),
  documentId: z.uuid().optional(),
  note: z.string().max(2000).optional(),
});

export const reviewInput = withFaults(
  z.strictObject({
    decision: z.enum(['approve', 'reject', 'request_changes']),
    /** Needed to reject or to request changes where no finding says why. */
    note: z.string().trim().max(4000).default(''),
    findings: z.array(findingInput).max(100).default([]),
  }),
  verdictFaults,
  { foundLater: true },
);

export const operatorInput = z.strictObject({
  status: z.enum(provisioningStatuses),
  lineClass: z.enum(lineClasses).optional(),
  reference: text(200).optional(),
  note: text(2000).optional(),
});

export const optionalReason = z.strictObject({ reason: z.string().trim().max(2000).optional() });
export const codeInput = z.strictObject({ code: z.string().min(1).max(20) });

const nullable = <T extends z.ZodType>(schema: T) => schema.nullable();
const maybeInstant = nullable(instant);

export const senderSummary = z.object({
  id: z.uuid(),
  organizationId: z.uuid(),
  kind: z.enum(senderKinds),
  address: z.string(),
  sharedKeyword: nullable(z.string()),
  lineClass: z.enum(lineClasses),
  status: z.enum(senderStatuses),
  statusReason: nullable(z.string()),
  suspendedFor: nullable(z.enum(suspensionGrounds)),
  warnings: z.array(z.object({ code: z.literal('LOOKALIKE'), of: z.string(), why: z.string() })),
  reviewersNeeded: z.int(),
  submittedAt: maybeInstant,
  approvedAt: maybeInstant,
  expiresAt: maybeInstant,
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
});

const operatorState = z.object({
  operator: z.string(),
  name: z.string(),
  status: z.enum(provisioningStatuses),
  lineClass: z.enum(lineClasses),
  reference: nullable(z.string()),
  note: nullable(z.string()),
  openedAt: instant,
  changedAt: instant,
  ageDays: z.number(),
  usualDays: nullable(z.object({ min: z.number(), max: z.number() })),
  dueAt: maybeInstant,
  overdue: z.boolean(),
});

export const finding = z.object({
  code: z.string(),
  about: z.string(),
  short: z.string(),
  long: z.string(),
  fix: z.string(),
  documentId: nullable(z.uuid()),
  note: nullable(z.string()),
});

export const sender = senderSummary.extend({
  display: z.string(),
  province: nullable(z.string()),
  subjects: z.array(z.string()),
  sampleMessages: z.array(z.string()),
  requestedOperators: z.array(z.string()),
  allowLinks: z.boolean(),
  templatesOnly: z.boolean(),
  hosts: z.array(z.string()),
  optOutKeyword: nullable(z.string()),
  paused: z.boolean(),
  pausedReason: nullable(z.string()),
  operators: z.array(operatorState),
  ownership: nullable(
    z.object({
      provedAt: maybeInstant,
      validUntil: maybeInstant,
      open: nullable(z.object({ expiresAt: instant, attemptsLeft: z.int() })),
    }),
  ),
  audience: nullable(z.object({ version: z.int(), members: z.int(), since: maybeInstant })),
  application: z.object({
    number: z.int(),
    status: z.enum(senderStatuses),
    content: z.object(content),
    changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
    claim: nullable(z.object({ by: nullable(z.string()), until: maybeInstant })),
    approvals: z.int(),
    findings: z.array(finding),
    note: nullable(z.string()),
    submittedAt: maybeInstant,
    decidedAt: maybeInstant,
  }),
});

export const provisioning = operatorState.extend({ senderId: z.uuid(), address: z.string() });

export const history = z.object({
  items: z.array(
    z.object({
      at: instant,
      actor: z.object({ id: nullable(z.uuid()), name: z.string(), role: z.string() }),
      application: z.int(),
      from: nullable(z.enum(senderStatuses)),
      to: z.enum(senderStatuses),
      move: z.enum(senderMoves),
      why: nullable(z.string()),
    }),
  ),
});

const requirementResult = z.object({
  requirement: z.string(),
  documentType: z.string().optional(),
  status: z.enum(['met', 'missing', 'invalid', 'expiring']),
  reason: z.string(),
  fix: z.string(),
});

export const evaluation = z.object({
  compliant: z.boolean(),
  pack: z.string(),
  results: z.array(requirementResult),
  advice: z.array(requirementResult),
});

export const ownershipAnswer = z.object({ status: z.string(), expiresAt: maybeInstant, attemptsLeft: z.int() });
export const ownershipProved = z.object({ status: z.literal('proved'), provedAt: instant });

export const audienceAnswer = z.object({
  version: z.int(),
  rows: z.int(),
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  errors: z.array(z.object({ row: z.int(), reason: z.string() })),
});

export const publicSender = z.union([
  z.object({
    registered: z.literal(true),
    holder: z.string(),
    lineClass: z.enum(lineClasses),
    kind: z.enum(senderKinds),
    status: z.enum(senderStatuses),
    since: instant,
  }),
  z.object({ registered: z.literal(false), lookalikeOf: z.string().optional() }),
]);

export const publicQuery = z.strictObject({ address: z.string().min(1).max(64) });

export const reviewQuery = pageQuery.extend({
  status: z.enum(['submitted', 'in_review']).optional(),
  kind: z.enum(senderKinds).optional(),
  /** `lookalike`: names that may be taken for another; `second`: one approval is given, another is wanted. */
  flag: z.enum(['lookalike', 'second']).optional(),
  sort: sortBy(reviewSorts),
});

export const queuedReview = z.object({
  sender: senderSummary,
  number: z.int(),
  status: z.enum(senderStatuses),
  submittedAt: maybeInstant,
  waitingHours: z.number(),
  approvals: z.int(),
  claim: nullable(z.object({ by: nullable(z.string()), until: maybeInstant })),
});

export const provisioningQuery = pageQuery.extend({
  status: z.enum(provisioningStatuses).optional(),
  operator: operatorName.optional(),
  overdue: z.stringbool().optional(),
  sort: sortBy(provisioningSorts),
});

export const evaluationQuery = z.strictObject({ at: instant.optional() });

export const versions = z.object({
  items: z.array(
    z.object({
      number: z.int(),
      status: z.enum(senderStatuses),
      content: z.object(content),
      changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
      approvals: z.array(z.object({ name: z.string(), at: instant, note: z.string() })),
      findings: z.array(finding),
      note: nullable(z.string()),
      createdAt: instant,
      submittedAt: maybeInstant,
      decidedAt: maybeInstant,
    }),
  ),
});
