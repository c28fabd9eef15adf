import { z } from 'zod';
import { fault } from '#src/kernel/index.ts';
import { CATEGORIES, EFFECTS, REASON_CODES } from '#src/policy/index.ts';
import { withFaults } from '#src/web/index.ts';
import { pageQuery } from '../shared-schemas.ts';

export const heldParams = z.strictObject({ messageId: z.uuid() });
export const heldQuery = pageQuery.extend({ organizationId: z.uuid().optional() });

export const heldDecisionInput = withFaults(
  z.strictObject({
    decision: z.enum(['approve', 'refuse']),
    note: z.string().trim().max(2000).default(''),
    /** What the text is in truth, where the judgement of its content was wrong. */
    judgementWrong: z.strictObject({ promotional: z.boolean(), fraud: z.boolean() }).optional(),
  }),
  ({ decision, note = '' }) =>
    decision === 'refuse' && typeof note === 'string' && note.trim() === ''
      ? [fault('note', 'custom', 'a refusal needs a reason', 'رد کردن دلیل می‌خواهد')]
      : [],
);

const span = z.object({ start: z.int(), end: z.int(), text: z.string(), because: z.string() });

export const heldOutput = z.object({
  messageId: z.uuid(),
  organizationId: z.uuid().nullable(),
  organizationName: z.string().nullable(),
  sender: z.object({ id: z.uuid().nullable(), address: z.string(), kind: z.string(), lineClass: z.string() }),
  to: z.string(),
  text: z.string(),
  category: z.enum(CATEGORIES),
  declared: z.enum(CATEGORIES).nullable(),
  reference: z.string().nullable(),
  createdAt: z.iso.datetime(),
  heldAt: z.iso.datetime(),
  /** When it expires unless somebody decides. */
  validUntil: z.iso.datetime(),
  decisionId: z.uuid().nullable(),
  /** All reasons against it; a person's word stands against those that hold it, and against no others. */
  reasons: z.array(
    z.object({
      code: z.enum(REASON_CODES),
      rule: z.string(),
      effect: z.enum(EFFECTS),
      message: z.string(),
      remedy: z.string(),
      basis: z.string(),
      allowedAt: z.iso.datetime().nullable(),
    }),
  ),
  /** What the text was judged to be; null when the decision is no longer kept. */
  content: z
    .object({
      detected: z.enum(CATEGORIES),
      promotional: z.boolean(),
      fraud: z.boolean(),
      confidence: z.number(),
      /** The parts of the text that decided, by UTF-16 offsets. */
      spans: z.array(span),
    })
    .nullable(),
});
