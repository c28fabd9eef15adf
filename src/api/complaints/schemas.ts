import { z } from 'zod';
import { complaintFaults, complaintSorts, complaintStatuses } from '#src/complaints/index.ts';
import { withFaults } from '#src/web/index.ts';
import { instant, pageQuery, sortBy } from '../shared-schemas.ts';

const status = z.enum(complaintStatuses);
const words = z.string().trim().min(1).max(4000);

export const complaintInput = withFaults(
  z.strictObject({
    msisdn: z.string().min(1).max(40),
    sender: z.string().min(1).max(40),
    receivedAt: instant,
    text: words,
    /** Number of the complaint at the regulator (in Iran: 195); the same number is the same complaint. */
    reference: z.string().trim().min(1).max(100).nullable().default(null),
  }),
  complaintFaults,
  { foundLater: true },
);

export const complaintQuery = pageQuery.extend({
  organizationId: z.uuid().optional(),
  senderId: z.uuid().optional(),
  status: status.optional(),
  msisdn: z.string().max(40).optional(),
  reference: z.string().max(100).optional(),
  sort: sortBy(complaintSorts),
});

export const answerInput = z.strictObject({ text: words });
export const resolutionInput = z.strictObject({
  status: z.enum(['upheld', 'dismissed']),
  note: z.string().trim().max(4000).default(''),
});

export const complaintOutput = z.object({
  id: z.uuid(),
  organizationId: z.uuid().nullable(),
  senderId: z.uuid().nullable(),
  sender: z.string(),
  msisdn: z.string().nullable(),
  text: z.string().nullable(),
  receivedAt: instant,
  reference: z.string().nullable(),
  messageId: z.uuid().nullable(),
  decisionId: z.uuid().nullable(),
  matchedBy: z.enum(['text', 'time']).nullable(),
  status,
  answer: z.object({ text: z.string(), at: instant }).nullable(),
  resolution: z.object({ note: z.string(), by: z.string(), at: instant }).nullable(),
  /** It was among those that paused the sender. */
  pauseId: z.uuid().nullable(),
  createdAt: instant,
});

/** With what it has come to for the sender. */
export const complaintDetail = complaintOutput.extend({ senderPausedUntil: instant.nullable() });

export const pauseOutput = z.object({
  id: z.uuid(),
  status: z.string(),
  paused: z.boolean(),
  pausedReason: z.string().nullable(),
});
