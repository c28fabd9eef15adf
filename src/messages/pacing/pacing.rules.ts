import { type Category, durationMs, type PackSource } from '#src/policy/index.ts';
import type { Rulebook } from '#src/rulebook/index.ts';

/** What a pack says of pacing: how bulk traffic begins, what stops it, and for how long. Times in milliseconds. */
export interface PacingRules {
  /** Which categories are bulk traffic. */
  categories: readonly Category[];
  /** Messages that go before the first signals are waited for; null: none is waited for. */
  firstBatch: number | null;
  gatherMs: number;
  /** How far back signals count. */
  withinMs: number;
  /** Fewer messages with a known end than this say nothing. */
  least: number;
  /** Shares of the messages from which on a signal is bad. */
  limits: { failures: number; optOuts: number; complaints: number };
  /** How long the first, second … pause is. */
  pauses: readonly number[];
  /** After those, until a person lets it go on; else the last one again. */
  thenDisable: boolean;
  /** A pause this long ago no longer counts. */
  forgetMs: number;
}

/** The pacing rules of a pack by its name; null where it has none. */
export type RulesOfPack = (pack: string | null) => PacingRules | null;

/** Reads pacing rules from the packs in force. */
export function pacingRules(rulebook: Pick<Rulebook, 'packs'>): RulesOfPack {
  // Asked for every message; a pack that is loaded anew is another object.
  const read = new WeakMap<PacingSource, PacingRules>();
  return (pack) => {
    const source = rulebook.packs().get(pack ?? '')?.source.pacing;
    if (!source) return null;
    const rules = read.get(source) ?? toRules(source);
    read.set(source, rules);
    return rules;
  };
}

type PacingSource = NonNullable<PackSource['pacing']>;

function toRules({ gatherFor, within, pauses, forgetAfter, ...source }: PacingSource): PacingRules {
  return {
    ...source,
    gatherMs: durationMs(gatherFor),
    withinMs: durationMs(within),
    pauses: pauses.map(durationMs),
    forgetMs: durationMs(forgetAfter),
  };
}

/** What recipients and networks made of a stream's messages, as far as it is known. */
export interface Signals {
  /** Messages whose end is known. */
  ended: number;
  /** Of those, the ones that were not delivered. */
  failed: number;
  /** Recipients who have opted out since. */
  optOuts: number;
  complaints: number;
}

/** Which signal is bad and by how much, in one line; null where none is, or too little is known. */
export function badSignal(signals: Signals, { least, limits }: Pick<PacingRules, 'least' | 'limits'>): string | null {
  const { ended } = signals;
  if (ended < least) return null;
  const seen = [
    { what: 'failures', count: signals.failed, limit: limits.failures },
    { what: 'opt-outs', count: signals.optOuts, limit: limits.optOuts },
    { what: 'complaints', count: signals.complaints, limit: limits.complaints },
  ];
  const bad = seen.filter(({ count, limit }) => count / ended >= limit && count > 0);
  return bad.map(({ what, count }) => `${what}: ${count} of ${ended}`).join(', ') || null;
}

/** How long the next pause is after `pauses` before it; null: until a person ends it. */
export function nextPauseMs(pauses: number, rules: Pick<PacingRules, 'pauses' | 'thenDisable'>): number | null {
  const next = rules.pauses[pauses];
  if (next !== undefined) return next;
  return rules.thenDisable ? null : (rules.pauses.at(-1) ?? null);
}
