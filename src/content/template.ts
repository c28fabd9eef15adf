import type { Model } from './model.ts';
import { lexicon, type Reading, read } from './reading.ts';
import { scoreWith } from './scoring.ts';
import { type SignalClass, structureRules } from './structure.ts';
import type { JudgementContext } from './types.ts';

/** Log-odds that the approval of a template takes from its fixed words, which a person has read. */
const APPROVAL = 2;
/** A value with fewer letters than this is a name, a number or a date; only a plain discount or offer says something. */
const TELLING = 10;
const PLAIN_OFFERS: ReadonlySet<SignalClass> = new Set(['discount', 'offer']);
const OFFERS: ReadonlySet<SignalClass> = new Set([...PLAIN_OFFERS, 'gift', 'urgency', 'call', 'credit', 'contest']);

/**
 * The promotional log-odds of a text that an approved template matches: its fixed words with the benefit of the approval,
 * or the loudest of its variables that offers something, each judged alone, whichever is more. Without a template the
 * odds are as they were.
 */
export function templateOdds(model: Model, { template }: JudgementContext, odds: number): number {
  if (template === null || template === undefined) return odds;
  let loudest = scoreWith(model, read(template.fixed)).odds.promotional - APPROVAL;
  for (const value of Object.values(template.variables)) {
    const reading = read(value);
    if (offerIn(reading)) loudest = Math.max(loudest, scoreWith(model, reading).odds.promotional);
  }
  return loudest;
}

/** The first part of a value that offers something; goods and places alone are what any order may be about. */
export function offerIn(reading: Reading): { start: number; end: number } | null {
  const telling = (reading.view.raw.match(/\p{L}/gu)?.length ?? 0) >= TELLING;
  const offers = telling ? OFFERS : PLAIN_OFFERS;
  return (
    reading.hits.find(({ entry }) => offers.has(lexicon.entries[entry]!.of)) ??
    reading.structure.find(({ rule }) => offers.has(structureRules[rule]!.of)) ??
    null
  );
}
