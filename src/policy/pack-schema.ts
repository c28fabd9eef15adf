import { z } from 'zod';
import { CATEGORIES } from './facts.ts';
import { REASON_CODES } from './reason-code.ts';
import { zoneExists } from './zone-clock.ts';

const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
const definitionName = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a camelCase name');
const bilingual = z.strictObject({ fa: z.string().min(1), en: z.string().min(1) });
const date = z.iso.date();
const duration = z.string().refine(isDuration, 'an ISO 8601 duration of fixed length, e.g. PT24H or P7D');
const timeZone = z.string().refine(zoneExists, 'not an IANA time zone');

/** Milliseconds of an ISO 8601 duration; days count as 24 hours, months and years are refused. */
export function durationMs(source: string): number {
  return Temporal.Duration.from(source).total('milliseconds');
}

function isDuration(source: string): boolean {
  try {
    return durationMs(source) > 0;
  } catch {
    return false;
  }
}

export const EFFECTS = ['deny', 'hold', 'defer', 'warn', 'shadow'] as const;
/** What a rule that fires does: refuse, put before a person, postpone, remark, or only record. */
export type Effect = (typeof EFFECTS)[number];

const channel = z.enum(['sms', 'whatsapp']);
/** How a message travels. */
export type Channel = z.infer<typeof channel>;

const basis = z.strictObject({
  source: z.string().min(1),
  confidence: z.enum(['high', 'medium', 'low']),
  note: z.string().optional(),
  /** Sources that say otherwise, and what they say. */
  contradictedBy: z.array(z.string()).optional(),
});
export type Basis = z.infer<typeof basis>;

export const ruleSchema = z.strictObject({
  id,
  code: z.enum(REASON_CODES),
  effect: z.enum(EFFECTS),
  /** CEL condition; the rule fires when it is true and, if `window` or `cap` is given, outside that window or above that cap. */
  when: z.string().min(1),
  window: id.optional(),
  cap: id.optional(),
  /** Channels beside the pack's own on which the rule holds, where their pack is decided together with the country's. */
  alsoOn: z.array(channel).default([]),
  message: bilingual,
  remedy: bilingual,
  basis,
  /** Names of list facts shown as evidence when the rule fires. */
  evidence: z.array(z.string()).default([]),
  effectiveFrom: date.optional(),
  effectiveTo: date.optional(),
  /** How seriously the rule is taken from which date, in order; before the first date it is not in force. */
  modes: z.array(z.strictObject({ from: date, mode: z.enum(['enforce', 'warn', 'shadow']) })).default([]),
});
export type RuleSource = z.infer<typeof ruleSchema>;

const weekdays: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Number of a weekday name, Monday is 1; 0 if it is none. */
export const weekdayNumber = (name: string) => weekdays.indexOf(name) + 1;

const windowSchema = z.strictObject({
  days: z.array(z.strictObject({ on: z.array(z.string()).min(1), hours: z.array(z.string()) })).min(1),
  closed: z.array(id).default([]),
});

const LONGEST_CAP = durationMs('P31D');

const capSchema = z.strictObject({
  of: z.enum(['recent.organizationPromotional', 'recent.senderPromotional', 'recent.organizationAll']),
  limit: z.int().min(1).max(100),
  within: duration.refine(
    (source) => !isDuration(source) || durationMs(source) <= LONGEST_CAP,
    'at most P31D; older sends are not supplied',
  ),
});

const categoryPolicy = z.strictObject({
  /** Passes an opt-out of everything from a sender or organization. */
  essential: z.boolean(),
  /** What becomes of a submit whose outcome is unknown. */
  whenUncertain: z.enum(['resubmit', 'person']),
});

const keyword = z.strictObject({
  action: z.enum(['opt_out', 'opt_in', 'help']),
  language: z.string(),
  words: z.array(z.string().min(1)).min(1),
});

const share = z.number().gt(0).max(1);

/** How bulk traffic of one sender (by one template, or by none) begins, and what stops it. */
const pacing = z.strictObject({
  /** Which categories are bulk traffic. */
  categories: z.array(z.enum(CATEGORIES)).min(1),
  /** So many messages of new traffic go at once; the rest waits for what becomes of them. Null: nothing waits. */
  firstBatch: z.int().min(1).nullable(),
  gatherFor: duration,
  /** How far back signals count, and the number of messages with a known end below which they say nothing. */
  within: duration,
  least: z.int().min(1),
  /** Shares of the messages with a known end from which on a signal stops the traffic. */
  limits: z.strictObject({ failures: share, optOuts: share, complaints: share }),
  /** The first pause, the second …; after them the traffic is disabled until a person lets it go on. */
  pauses: z.array(duration),
  thenDisable: z.boolean(),
  /** A pause this long ago no longer counts. */
  forgetAfter: duration,
});

const settings = {
  title: bilingual,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'three numbers, e.g. 1.0.0'),
  extends: id.optional(),
  /** Rules of the extended pack that do not apply here. */
  without: z.array(id).default([]),
  categories: z.partialRecord(z.enum(CATEGORIES), categoryPolicy).default({}),
  keywords: z.array(keyword).default([]),
  optOut: z
    .strictObject({
      /** What a keyword reply stops: everything of that sender, or everything of its organization. */
      scope: z.enum(['sender', 'organization']),
      acknowledgeWithin: duration,
    })
    .optional(),
  acknowledgements: z.partialRecord(z.enum(['opt_out', 'opt_in', 'help']), bilingual).default({}),
  consent: z
    .strictObject({
      /** When an opt-in without an expiry of its own lapses; null is never. */
      promotionalExpiresAfter: duration.nullable(),
      /** How long nobody may ask again after an opt-out; null is not limited. */
      renewalBarredFor: duration.nullable(),
    })
    .optional(),
  caps: z.record(id, capSchema).default({}),
  windows: z.record(id, windowSchema).default({}),
  define: z.record(definitionName, z.string()).default({}),
  complaints: z.strictObject({ pauseAfter: z.int().min(1), within: duration, pauseFor: duration }).optional(),
  pacing: pacing.optional(),
  release: z.strictObject({ spreadOver: duration }).optional(),
  retention: z.strictObject({ decisions: duration, texts: duration }).optional(),
  rules: z.array(ruleSchema).default([]),
};

/** Rules and settings that packs share; never applied by itself. */
export const basePackSchema = z.strictObject({ base: id, ...settings });
export type BasePackSource = z.infer<typeof basePackSchema>;

/** A pack as its YAML file states it, before the pack that it extends is merged in. */
export const packSchema = z.strictObject({
  pack: id,
  /** Countries (ISO 3166, or `*` for any other) and channels that the pack decides; dates of its rules are in `timeZone`. */
  jurisdiction: z.strictObject({
    countries: z.array(z.string().regex(/^([A-Z]{2}|\*)$/)).min(1),
    channels: z.array(channel).min(1),
    timeZone,
  }),
  /** Decides together with the pack of the recipient's country, as far as that one's rules are `alsoOn` the channel. */
  withCountry: z.boolean().default(false),
  ...settings,
});
export type PackSource = z.infer<typeof packSchema>;
