import { z } from 'zod';

const language = z.enum(['fa', 'en']);

/** Language of a paper; default: the organization's own. */
export const paperQuery = z.strictObject({ language: language.optional() });

export const evidencePackInput = z.strictObject({ messageId: z.uuid(), language: language.optional() });
