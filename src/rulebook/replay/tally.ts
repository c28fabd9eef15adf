import type { CompiledPack, CompiledRule } from '#src/policy/index.ts';
import type { Recorded, TrafficPage } from './recorded.ts';
import { type Redecision, redecide } from './redecide.rules.ts';

/** Flips of one kind, by whatever they are counted by. */
export interface FlipCount {
  flips: number;
  /** By `from→to`. */
  kinds: Record<string, number>;
  /** Ids of some of the decisions. */
  examples: string[];
}

/** What a replay found so far: plain data of bounded size, stored as JSON between two stretches of work. */
export interface Tally {
  /** Recorded decisions that were looked at; the parts below add up to it. */
  decided: number;
  same: number;
  flipped: number;
  otherInstant: number;
  otherReasons: number;
  notReplayable: {
    /** Decided without their facts being kept. */
    factless: number;
    /** The candidate needs facts that these lack. */
    missing: number;
    /** To countries that the candidate does not decide for. */
    elsewhere: number;
    /** Decisions that lack each fact. */
    missingFacts: Record<string, number>;
  };
  kinds: Record<string, { flips: number; examples: string[] }>;
  rules: Record<string, FlipCount>;
  organizations: Record<string, FlipCount>;
  senders: Record<string, FlipCount>;
  /** Flips that are in none of the counts by organization or sender, since there are too many of those. */
  uncounted: { organizations: number; senders: number };
  /** Rules of the candidate that were in force at no time of the traffic, so that it says nothing of them. */
  notInForce: string[];
}

const MOST_EXAMPLES = 5;
const MOST_NAMES = 500;

/** A tally of nothing yet, for traffic from `since` on and before `until`. */
export function newTally(candidate: CompiledPack, { since, until }: { since: Date; until: Date }): Tally {
  return {
    decided: 0,
    same: 0,
    flipped: 0,
    otherInstant: 0,
    otherReasons: 0,
    notReplayable: { factless: 0, missing: 0, elsewhere: 0, missingFacts: {} },
    kinds: {},
    rules: {},
    organizations: {},
    senders: {},
    uncounted: { organizations: 0, senders: 0 },
    notInForce: candidate.rules.filter((rule) => !isInForce(rule, since, until)).map(({ name }) => name),
  };
}

function isInForce({ phases }: CompiledRule, since: Date, until: Date): boolean {
  const end = (i: number) => phases[i + 1]?.from ?? Number.POSITIVE_INFINITY;
  return phases.some(({ from, effect }, i) => effect !== 'off' && from < until.getTime() && end(i) > since.getTime());
}

/** Decides a page of recorded traffic again and adds what came out to the tally. */
export function replayPage(tally: Tally, candidate: CompiledPack, page: TrafficPage): void {
  tally.decided += page.factless;
  tally.notReplayable.factless += page.factless;
  for (const recorded of page.decisions) {
    tally.decided += recorded.weight;
    if (decidesFor(candidate, recorded)) note(tally, recorded, redecide(candidate, recorded));
    else tally.notReplayable.elsewhere += recorded.weight;
  }
}

/** A number that cannot be read has no country: it was decided by the pack of home, whichever that is. */
function decidesFor({ source }: CompiledPack, { country, facts }: Recorded): boolean {
  const { countries } = source.jurisdiction;
  return !facts.recipient.valid || countries.includes('*') || countries.includes(country);
}

function note(tally: Tally, recorded: Recorded, redecision: Redecision): void {
  const { weight } = recorded;
  if (redecision.kind === 'same') tally.same += weight;
  else if (redecision.kind === 'other_instant') tally.otherInstant += weight;
  else if (redecision.kind === 'other_reasons') tally.otherReasons += weight;
  else if (redecision.kind === 'missing') {
    tally.notReplayable.missing += weight;
    const { missingFacts } = tally.notReplayable;
    for (const fact of redecision.facts) missingFacts[fact] = (missingFacts[fact] ?? 0) + weight;
  } else noteFlip(tally, recorded, redecision);
}

function noteFlip(tally: Tally, recorded: Recorded, { from, to, because }: Redecision & { kind: 'flip' }): void {
  const { weight, id } = recorded;
  const kind = `${from}→${to}`;
  tally.flipped += weight;
  tally.kinds[kind] ??= { flips: 0, examples: [] };
  tally.kinds[kind].flips += weight;
  example(tally.kinds[kind].examples, id);
  for (const rule of because) count(tally.rules, rule, kind, recorded);
  const organization = recorded.organizationId ?? '';
  if (!count(tally.organizations, organization, kind, recorded)) tally.uncounted.organizations += weight;
  if (!count(tally.senders, recorded.sender ?? '', kind, recorded)) tally.uncounted.senders += weight;
}

function count(counts: Record<string, FlipCount>, name: string, kind: string, { weight, id }: Recorded): boolean {
  if (!Object.hasOwn(counts, name)) {
    if (Object.keys(counts).length >= MOST_NAMES) return false;
    counts[name] = { flips: 0, kinds: {}, examples: [] };
  }
  const entry = counts[name] as FlipCount;
  entry.flips += weight;
  entry.kinds[kind] = (entry.kinds[kind] ?? 0) + weight;
  example(entry.examples, id);
  return true;
}

function example(examples: string[], id: string): void {
  if (examples.length < MOST_EXAMPLES && !examples.includes(id)) examples.push(id);
}
