import { z } from 'zod';

const language = z.enum(['fa', 'en']);

/** Language of a paper; default: the organization's own. */
export const paperQuery = z.strictObject({ language: language.optional() });

/** Of a message, or of the message that a complaint is about. */
export const evidencePackInput = z
  .strictObject({ messageId: z.uuid().optional(), complaintId: z.uuid().optional(), language: language.optional() })
  .refine(({ messageId, complaintId }) => (messageId === undefined) !== (complaintId === undefined), {
    error: 'either messageId or complaintId is needed',
    path: ['messageId'],
  });
