import { z } from 'zod';
import { importStatuses } from '#src/consent/index.ts';

export const uploadQuery = z.strictObject({ organizationId: z.uuid().optional() });

export const importAccepted = z.object({ importId: z.uuid() });

export const importView = z.object({
  id: z.uuid(),
  kind: z.enum(['consents', 'blocklist']),
  organizationId: z.uuid().nullable(),
  status: z.enum(importStatuses),
  rows: z.int(),
  accepted: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  failure: z.string().nullable(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  etaSeconds: z.int().nullable(),
});

export const listName = z.strictObject({
  name: z
    .string()
    .max(60)
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
});

export const blocklistChange = z.object({
  name: z.string(),
  entries: z.int(),
  added: z.int(),
  removed: z.int(),
});

export const blocklists = z.object({
  items: z.array(z.object({ name: z.string(), entries: z.int(), updatedAt: z.iso.datetime() })),
});
