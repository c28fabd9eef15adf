import { z } from 'zod';
import { lineClasses, senderKinds } from '#src/senders/index.ts';
import { finding } from './schemas.ts';

export const requirementQuery = z.strictObject({
  kind: z.enum(senderKinds).optional(),
  lineClass: z.enum(lineClasses).optional(),
  organizationKind: z.enum(['legal', 'natural']).optional(),
});

const confidence = z.enum(['high', 'med', 'low']);

export const requirementList = z.object({
  country: z.string(),
  version: z.string(),
  periods: z.record(z.string(), z.unknown()),
  documentTypes: z.array(
    z.object({ type: z.string(), name: z.string(), hint: z.string(), maxAgeDays: z.int().nullable() }),
  ),
  requirements: z.array(
    z.object({
      requirement: z.string(),
      documentType: z.string().nullable(),
      level: z.enum(['required', 'advised']),
      when: z.record(z.string(), z.unknown()),
      reason: z.string(),
      fix: z.string(),
      source: z.string(),
      confidence,
      effectiveFrom: z.string().nullable(),
      effectiveTo: z.string().nullable(),
    }),
  ),
  operators: z.array(
    z.object({
      operator: z.string(),
      name: z.string(),
      usualDays: z.object({ min: z.number(), max: z.number() }),
      cutOffDay: z.int().nullable(),
      source: z.string(),
      confidence,
    }),
  ),
});

export const findingList = z.object({ items: z.array(finding.omit({ documentId: true, note: true })) });
