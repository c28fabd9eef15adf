import { z } from 'zod';

const lineClass = z.enum(['service', 'promotional']);

/** `smpp[s]://systemId:password@host:port?window=…&tps=…`; every option is in the reference of routes. */
const url = z.string().min(1).max(4000);

export const routeInput = z.strictObject({
  name: z.string().trim().min(1).max(60),
  url,
  operators: z.array(z.string().min(1).max(40)).max(50).default([]),
  lineClasses: z.array(lineClass).max(2).default([]),
  rank: z.int().min(0).max(1000).default(10),
  weight: z.int().min(1).max(1000).default(1),
  enabled: z.boolean().default(true),
});

/** Without the defaults: a field that is left out stays as it is. */
export const routePatch = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    url,
    operators: z.array(z.string().min(1).max(40)).max(50),
    lineClasses: z.array(lineClass).max(2),
    rank: z.int().min(0).max(1000),
    weight: z.int().min(1).max(1000),
    enabled: z.boolean(),
  })
  .partial();

const sessionState = z.object({
  worker: z.uuid(),
  phase: z.string(),
  reason: z.string().nullable(),
  since: z.iso.datetime(),
  inFlight: z.int(),
  queued: z.int(),
  rate: z.number().nullable(),
  slowed: z.boolean(),
  counters: z.record(z.string(), z.int()),
});

export const routeOutput = z.object({
  /** `default` for the route of the configuration. */
  id: z.string(),
  name: z.string(),
  /** Without its password. */
  address: z.string(),
  window: z.int(),
  tps: z.int().nullable(),
  operators: z.array(z.string()),
  lineClasses: z.array(z.string()),
  rank: z.int(),
  weight: z.int(),
  enabled: z.boolean(),
  /** Whether at least one worker is bound. */
  usable: z.boolean(),
  sessions: z.array(sessionState),
});

export const routeListOutput = z.object({
  items: z.array(routeOutput),
  /** Messages that are due now and messages that wait, by status. */
  queue: z.record(z.string(), z.int()),
});
