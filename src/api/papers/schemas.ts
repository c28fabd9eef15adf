import { z } from 'zod';
import { fault } from '#src/kernel/index.ts';
import { withFaults } from '#src/web/index.ts';

const language = z.enum(['fa', 'en']);

/** Language of a paper; default: the organization's own. */
export const paperQuery = z.strictObject({ language: language.optional() });

/** Of a message, or of the message that a complaint is about. */
export const evidencePackInput = withFaults(
  z.strictObject({ messageId: z.uuid().optional(), complaintId: z.uuid().optional(), language: language.optional() }),
  ({ messageId, complaintId }) =>
    (messageId === undefined) !== (complaintId === undefined)
      ? []
      : [
          fault(
            'messageId',
            'custom',
            'either messageId or complaintId is needed',
            'یکی از messageId و complaintId لازم است',
          ),
        ],
);
