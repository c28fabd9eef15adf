import { z } from 'zod';
import { messageStatuses } from '#src/messages/index.ts';
import { CATEGORIES } from '#src/policy/index.ts';
import { withFaults } from '#src/web/index.ts';
import { decisionOutput, messageFields, oneText } from '../gate/schemas.ts';
import { instant, pageQuery } from '../shared-schemas.ts';

/** The body of a check that is not a dry run, and what sending adds to it. */
export const messageInput = withFaults(
  z.strictObject({
    ...messageFields,
    dryRun: z.literal(false).optional(),
    at: z.null().optional(),
    validUntil: instant.nullish(),
    callbackUrl: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullish(),
  }),
  oneText,
);

const status = z.enum(messageStatuses);

export const acceptedOutput = z.object({ id: z.uuid(), status, decision: decisionOutput });

/** A denial: a problem document with the decision. */
export const deniedOutput = z.object({
  type: z.string(),
  title: z.string(),
  status: z.literal(403),
  code: z.literal('POLICY_DENIED'),
  detail: z.string(),
  requestId: z.string(),
  decision: decisionOutput,
});

export const messageOutput = z.object({
  id: z.uuid(),
  status,
  organizationId: z.uuid().nullable(),
  sender: z.object({ id: z.uuid().nullable(), address: z.string(), kind: z.string(), lineClass: z.string() }),
  /** Null, and the text empty, once the recipient was erased. */
  to: z.string().nullable(),
  text: z.string(),
  templateId: z.uuid().nullable(),
  category: z.enum(CATEGORIES),
  declared: z.enum(CATEGORIES).nullable(),
  reference: z.string().nullable(),
  operator: z.string().nullable(),
  encoding: z.object({ charset: z.string(), segments: z.int() }),
  segments: z.int(),
  decisionId: z.uuid().nullable(),
  tries: z.int(),
  smscMessageIds: z.array(z.string()),
  parts: z.array(z.object({ part: z.int(), smscMessageId: z.string(), state: z.string().nullable() })),
  createdAt: z.iso.datetime(),
  validUntil: z.iso.datetime(),
  /** When a scheduled message is to be released. */
  releaseAt: z.iso.datetime().nullable(),
  callbackUrl: z.string().nullable(),
  reviewed: z.object({ name: z.string(), at: z.string(), note: z.string() }).nullable(),
  timeline: z.array(z.object({ at: z.iso.datetime(), status, detail: z.record(z.string(), z.unknown()).nullable() })),
});

export const messageQuery = pageQuery.extend({
  status: status.optional(),
  organizationId: z.uuid().optional(),
  senderId: z.uuid().optional(),
  sender: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
  category: z.enum(CATEGORIES).optional(),
  reference: z.string().max(200).optional(),
  since: instant.optional(),
  until: instant.optional(),
});

/** A person's word on a held message. */
export const releaseInput = z.strictObject({
  decision: z.enum(['release', 'refuse']),
  note: z.string().trim().max(2000).default(''),
});
