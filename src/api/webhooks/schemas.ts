import { z } from 'zod';
import { eventPattern } from '#src/messages/index.ts';
import { instant } from '../shared-schemas.ts';

const url = z.url({ protocol: /^https?$/ }).max(2000);
const events = z.array(z.string().max(60).regex(eventPattern)).min(1).max(50);
const description = z.string().trim().max(200);

export const endpointInput = z.strictObject({
  url,
  description: description.default(''),
  /** `message.delivered`, `message.*`, `sender.*`, `consent.*`, `complaint.*` or `*`. */
  events: events.default(['*']),
  organizationId: z.uuid().nullish(),
  /** An admin may let an endpoint lie in a private network. */
  allowPrivate: z.boolean().default(false),
});

export const endpointPatch = z
  .strictObject({ url, description, events, status: z.enum(['active', 'disabled']) })
  .partial();

export const endpointOutput = z.object({
  id: z.uuid(),
  organizationId: z.uuid().nullable(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()),
  allowPrivate: z.boolean(),
  status: z.enum(['active', 'disabled']),
  disabledReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

/** With the secret that verifies its webhooks (Standard Webhooks), shown this once. */
export const newEndpointOutput = endpointOutput.extend({ secret: z.string() });

export const deliveryOutput = z.object({
  id: z.uuid(),
  type: z.string(),
  payload: z.record(z.string(), z.unknown()),
  status: z.enum(['delivered', 'pending', 'failed']),
  tries: z.int(),
  lastStatus: z.int().nullable(),
  lastError: z.string().nullable(),
  createdAt: z.iso.datetime(),
  nextTryAt: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
});

export const deliveryParams = z.strictObject({ id: z.uuid(), deliveryId: z.uuid() });

export const replayInput = z.strictObject({
  since: instant,
  /** Those that were delivered, too. */
  all: z.boolean().default(false),
});

export const replayOutput = z.object({ replayed: z.int() });
export const callbackSecretQuery = z.strictObject({ organizationId: z.uuid().optional() });
export const callbackSecretOutput = z.object({ organizationId: z.uuid(), secret: z.string() });

export const testOutput = z.object({ deliveryId: z.uuid() });
