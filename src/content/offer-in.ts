import { lexicon, type Reading } from './reading.ts';
import { type SignalClass, structureRules } from './structure.ts';

/** A value with fewer letters than this is a name, a number or a date; only a plain discount or offer says something. */
const TELLING = 10;
const PLAIN_OFFERS: ReadonlySet<SignalClass> = new Set(['discount', 'offer']);
const OFFERS: ReadonlySet<SignalClass> = new Set([...PLAIN_OFFERS, 'gift', 'urgency', 'call', 'credit', 'contest']);

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
