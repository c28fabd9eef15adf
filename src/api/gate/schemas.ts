import { z } from 'zod';
import { type FindFaults, fault } from '#src/kernel/index.ts';
import { CATEGORIES, EFFECTS, REASON_CODES } from '#src/policy/index.ts';
import { withFaults } from '#src/web/index.ts';
import { instant } from '../shared-schemas.ts';

/** Longest text accepted, in UTF-16 units: well above what any SMSC takes, well below what would cost time. */
const MAX_TEXT = 4096;
const variables = z
  .record(z.string().min(1).max(64), z.string().max(1000))
  .refine((map) => Object.keys(map).length <= 50, { error: 'too many variables' });

/** Anything that stands for a recipient: what is no mobile number is denied, not refused. */
const written = z.string().max(1000);

/** The fields that a check and a message share. */
export const messageFields = {
  sender: z.string().min(1).max(40),
  to: written,
  text: z.string().min(1).max(MAX_TEXT).optional(),
  category: z.enum(CATEGORIES).optional(),
  channel: z.literal('sms').default('sms'),
  reference: z.string().max(200).nullish(),
  templateId: z.uuid().nullish(),
  variables: variables.optional(),
  minSeq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  explain: z.boolean().optional(),
};

/** Either a text or a template: one of them, not both. */
export const oneText: FindFaults = ({ text, templateId }) =>
  (text === undefined) === Boolean(templateId)
    ? []
    : [
        fault(
          'text',
          'custom',
          'either text or templateId is needed, not both',
          'یکی از text و templateId لازم است، نه هر دو',
        ),
      ];

const onlyDryAt: FindFaults = ({ at, dryRun }) =>
  !at || dryRun === true
    ? []
    : [fault('at', 'custom', 'at is allowed only with dryRun', 'at تنها همراه dryRun پذیرفته می‌شود')];

export const checkInput = withFaults(
  z.strictObject({ ...messageFields, dryRun: z.boolean().default(false), at: instant.nullish() }),
  (input) => [...oneText(input), ...onlyDryAt(input)],
);

const category = z.enum(CATEGORIES);
const outcome = z.enum(['allow', 'defer', 'hold', 'deny']);

const reason = z.object({
  code: z.enum(REASON_CODES),
  rule: z.string(),
  effect: z.enum(EFFECTS),
  message: z.string(),
  basis: z.string(),
  remedy: z.string(),
  allowedAt: z.iso.datetime().nullable(),
  evidence: z.array(z.string()),
});

export const decisionOutput = z.object({
  id: z.uuid(),
  outcome,
  notBefore: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime(),
  reasons: z.array(reason),
  content: z.object({
    declared: category.nullable(),
    detected: category,
    promotional: z.boolean(),
    fraud: z.boolean(),
    confidence: z.number(),
    evidence: z.array(z.string()),
  }),
  encoding: z.object({ charset: z.enum(['GSM7', 'UCS2']), characters: z.int(), segments: z.int() }),
  sender: z
    .object({ id: z.uuid(), address: z.string(), kind: z.string(), lineClass: z.string(), organizationId: z.uuid() })
    .nullable(),
  recipient: z.object({
    msisdn: z.string().nullable(),
    country: z.string().nullable(),
    lineType: z.string().nullable(),
    operator: z.string().nullable(),
    timeZone: z.string().nullable(),
  }),
  policy: z.object({ pack: z.string(), version: z.string(), digest: z.string() }),
  ledgerSeq: z.int(),
  upcoming: z.array(
    z.object({
      code: z.enum(REASON_CODES),
      rule: z.string(),
      effect: z.enum(EFFECTS),
      message: z.string(),
      from: z.iso.datetime(),
    }),
  ),
  passed: z.array(z.string()).optional(),
  reference: z.string().nullable(),
  receipt: z.string(),
});

/** A stored decision: with the time and the facts that it was made from. */
export const storedDecisionOutput = decisionOutput.extend({
  at: z.iso.datetime(),
  facts: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const recipient = z.union([written, z.strictObject({ to: written, variables: variables.optional() })]);

export const batchInput = withFaults(
  z.strictObject({
    sender: messageFields.sender,
    text: messageFields.text,
    templateId: messageFields.templateId,
    category: messageFields.category,
    channel: messageFields.channel,
    reference: messageFields.reference,
    minSeq: messageFields.minSeq,
    dryRun: z.boolean().default(false),
    recipients: z.array(recipient).min(1).max(10_000),
  }),
  oneText,
);

const batchResult = z.object({
  to: z.string(),
  outcome,
  codes: z.array(z.string()),
  notBefore: z.iso.datetime().nullable(),
});

export const batchOutput = z.object({
  id: z.uuid(),
  counts: z.object({ allow: z.int(), defer: z.int(), hold: z.int(), deny: z.int() }),
  results: z.array(batchResult),
  policy: z.object({ pack: z.string(), version: z.string(), digest: z.string() }),
  ledgerSeq: z.int(),
  receipt: z.string(),
});

/** A batch as it was stored: a recipient whose personal data was erased has no number. */
export const storedBatchOutput = batchOutput.extend({
  results: z.array(batchResult.extend({ to: z.string().nullable() })),
});
