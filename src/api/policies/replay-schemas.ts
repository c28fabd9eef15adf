import { z } from 'zod';
import { fault } from '#src/kernel/index.ts';
import { replayStatuses } from '#src/rulebook/index.ts';
import { withFaults } from '#src/web/index.ts';
import { instant, pageQuery } from '../shared-schemas.ts';

const MAX_CANDIDATE = 1_000_000;

export const packParams = z.strictObject({
  pack: z
    .string()
    .max(50)
    .regex(/^[a-z0-9-]+$/),
});
export const replayParams = packParams.extend({ id: z.uuid() });
export const replayQuery = pageQuery;

/** The candidate pack, as the text of its YAML file or as a document, and the traffic to decide again. */
export const replayInput = withFaults(
  z.strictObject({
    candidate: z.union([z.string().min(1).max(MAX_CANDIDATE), z.record(z.string(), z.unknown())]),
    /** The last days, unless `since` is given. */
    days: z.int().min(1).max(3660).default(7),
    since: instant.optional(),
    until: instant.optional(),
    /** At most so many decisions, the newest first. */
    limit: z.int().min(1).max(1_000_000_000).default(1_000_000_000),
  }),
  ({ since, until }) =>
    Date.parse(String(since)) >= Date.parse(String(until))
      ? [fault('since', 'custom', 'since must be before until', 'since باید پیش از until باشد')]
      : [],
);

export const replayAccepted = z.object({ replayId: z.uuid() });

const flipCount = {
  flips: z.int(),
  /** By `from→to`. */
  kinds: z.record(z.string(), z.int()),
  /** Ids of some of the decisions, or of the batches that they were part of. */
  examples: z.array(z.uuid()),
};

export const replayView = z.object({
  id: z.uuid(),
  pack: z.string(),
  candidate: z.object({ digest: z.string() }),
  status: z.enum(replayStatuses),
  failure: z.string().nullable(),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  progress: z.object({ decided: z.int(), total: z.int().nullable(), etaSeconds: z.int().nullable() }),
  same: z.int(),
  flipped: z.int(),
  /** Deferred as before, to another instant. */
  otherInstant: z.int(),
  /** The same outcome for other reasons. */
  otherReasons: z.int(),
  notReplayable: z.object({
    /** Stored without their facts. */
    factless: z.int(),
    /** The candidate needs facts that were not recorded with them. */
    missing: z.int(),
    /** Recipients in countries that the candidate does not decide for. */
    elsewhere: z.int(),
    missingFacts: z.array(z.object({ fact: z.string(), decisions: z.int() })),
  }),
  /** Rules of the candidate that were in force at no time of the traffic. */
  notInForce: z.array(z.string()),
  flips: z.object({
    byKind: z.array(z.object({ from: z.string(), to: z.string(), flips: z.int(), examples: z.array(z.uuid()) })),
    byRule: z.array(z.object({ rule: z.string(), ...flipCount })),
    byOrganization: z.array(z.object({ organizationId: z.uuid().nullable(), ...flipCount })),
    bySender: z.array(z.object({ sender: z.string().nullable(), ...flipCount })),
    /** Flips of organizations and senders beyond those that are listed. */
    unlisted: z.object({ organizations: z.int(), senders: z.int() }),
  }),
});
