import { z } from 'zod';
import { consentSources, mobileFaults } from '#src/consent/index.ts';
import { withFaults } from '#src/web/index.ts';
import { instant, pageQuery } from '../shared-schemas.ts';

/** `promotional`, `vas`, `all`, a category of messages, or a purpose of the organization's own. */
export const purpose = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'lower-case letters, digits and underscores');
const channel = z.enum(['sms']).default('sms');
const msisdn = z.string().min(1).max(40);
const date = instant.transform((value) => new Date(value));

export const evidence = z.strictObject({
  text: z.string().max(10_000).optional(),
  url: z.url().max(2000).optional(),
  ip: z.union([z.ipv4(), z.ipv6()]).optional(),
  documentId: z.string().min(1).max(200).optional(),
});

/** A question or entry of one person, whose number is looked at beside the other fields. */
export const ofPerson = <S extends z.ZodObject>(schema: S): S =>
  withFaults(schema, mobileFaults('msisdn'), { foundLater: true });

export const consentInput = ofPerson(
  z.strictObject({
    msisdn,
    organizationId: z.uuid(),
    action: z.enum(['opt_in', 'opt_out']),
    purpose,
    channel,
    senderId: z.uuid().optional(),
    source: z.enum(consentSources),
    touchpoint: z.string().trim().min(1).max(200).optional(),
    evidence: evidence.optional(),
    effectiveAt: date.optional(),
    expiresAt: date.optional(),
  }),
);

const state = z.enum(['opted_in', 'opted_out', 'expired', 'pending']);

export const recordedConsent = z.object({ seq: z.int(), id: z.uuid(), state: state.or(z.literal('none')) });

export const scopeState = z.object({
  purpose: z.string(),
  channel: z.string(),
  senderId: z.uuid().nullable(),
  state,
  since: z.iso.datetime(),
  seq: z.int(),
});

export const statesQuery = ofPerson(
  z.strictObject({
    msisdn,
    organizationId: z.uuid().optional(),
    asOf: date.optional(),
    knownAt: date.optional(),
  }),
);

export const statesAnswer = z.object({
  msisdn: z.string(),
  organizationId: z.uuid(),
  asOf: z.iso.datetime(),
  knownAt: z.iso.datetime(),
  seq: z.int(),
  states: z.array(scopeState),
});

export const historyQuery = ofPerson(pageQuery.extend({ msisdn, organizationId: z.uuid().optional() }));

export const historyItem = z.object({
  seq: z.int(),
  id: z.uuid(),
  organizationId: z.uuid(),
  senderId: z.uuid().nullable(),
  channel: z.string(),
  purpose: z.string(),
  action: z.string(),
  source: z.string(),
  touchpoint: z.string().nullable(),
  evidence: z.record(z.string(), z.string()).nullable(),
  effectiveAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  recordedAt: z.iso.datetime(),
});
