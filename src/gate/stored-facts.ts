import type { Facts } from '#src/policy/index.ts';

/**
 * The facts of an ordinary message. A decision is stored with what differs from them: a third of the bytes.
 * Stored decisions are read with this table, so no value here may ever change, and a fact that comes later may not be
 * added to it: append a generation to `GENERATIONS` with that fact alone, so that decisions from before lack it.
 */
const ORDINARY = {
  message: {
    category: 'transactional',
    declared: 'transactional',
    detected: 'transactional',
    promotional: false,
    uncertain: false,
    fraud: false,
    fraudUncertain: false,
    mismatch: false,
    offSubject: false,
    forbidden: [],
    sensitive: [],
    hasOptOutNotice: false,
    hasLink: false,
    linkAllowed: false,
    unregisteredHosts: [],
    templateUsed: false,
    templateApproved: false,
    templateMatched: false,
    templateCategory: '',
    priceStated: false,
    bulk: false,
    segments: 1,
    encoding: 'UCS2',
  },
  sender: {
    registered: true,
    active: true,
    status: 'active',
    kind: 'fixed_line',
    lineClass: 'service',
    declaredLineClass: 'service',
    allowLinks: false,
    paused: false,
    ownedByCaller: true,
    operatorProvisioned: true,
    hasAudience: false,
    audienceVersion: 0,
    companionOptOut: true,
    templateRequired: false,
  },
  organization: { suspended: false },
  recipient: {
    valid: true,
    mobile: true,
    country: 'IR',
    operator: 'mci',
    inAudience: false,
    nationalBlock: false,
    blockLists: [],
    regions: [],
    timeZones: ['Asia/Tehran'],
  },
  consent: {
    promotional: 'none',
    vas: 'none',
    senderOptOut: false,
    organizationOptOut: false,
    categoryOptOut: false,
    unclear: false,
  },
  recent: { organizationPromotional: [], senderPromotional: [], organizationAll: [] },
  channel: { name: 'sms', windowOpen: true, marketingStopped: false, templateStatus: '' },
} as const;

type Groups = Record<string, Record<string, unknown>>;

/** What each generation of facts added. */
const GENERATIONS: readonly Groups[] = [ORDINARY];

/** Facts as they are stored: the number of generations that were known, and by group what was not ordinary. */
export interface StoredFacts {
  generations: number;
  differs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Every fact with its ordinary value, as far as `generations` knew them. */
function ordinary(generations: number): Groups {
  const all: Groups = {};
  for (const generation of GENERATIONS.slice(0, generations))
    for (const [group, fields] of Object.entries(generation)) all[group] = { ...all[group], ...fields };
  return all;
}

const CURRENT = ordinary(GENERATIONS.length);

/** The facts of a decision in their stored form. */
export function storeFacts(facts: Facts): StoredFacts {
  const differs: Groups = {};
  for (const group in facts) {
    const given = facts[group as keyof Facts] as Record<string, unknown>;
    const usual = CURRENT[group];
    for (const field in given) {
      const value = given[field];
      if (usual && (value === usual[field] || isSameList(value, usual[field]))) continue;
      differs[group] ??= {};
      differs[group][field] = value;
    }
  }
  return { generations: GENERATIONS.length, differs };
}

/** The facts behind their stored form; those that were not known then are absent. */
export function restoreFacts({ generations, differs }: StoredFacts): Facts {
  const all = ordinary(generations);
  for (const [group, fields] of Object.entries(differs)) all[group] = { ...all[group], ...fields };
  return all as unknown as Facts;
}

function isSameList(value: unknown, usual: unknown): boolean {
  if (!Array.isArray(value) || !Array.isArray(usual) || value.length !== usual.length) return false;
  return value.every((item, i) => item === usual[i]);
}
