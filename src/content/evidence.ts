import { MAX_TEXT_LENGTH, spanInRaw } from '#src/text/index.ts';
import { featuresOf } from './features.ts';
import { JUDGED, type Model } from './model.ts';
import { lexicon, type Reading } from './reading.ts';
import { weightIn } from './rows.ts';
import { luringBit, sellingBit } from './signals.ts';
import { type SignalClass, structureRules } from './structure.ts';
import type { Evidence } from './types.ts';
import { unitsOf } from './units.ts';

const MOST = 8;
/** Log-odds below which a span is not worth showing. */
const LEAST = 0.1;
/** A word that only the model heard something in must give this much, and this share of what the strongest span gives. */
const LEAST_OF_WORD = 0.5;
const LEAST_SHARE = 0.25;
/** Words shorter than this are shown only as a part of something longer. */
const SHORTEST = 3;

const BY_MODEL = 'model';

type Candidate = { readonly start: number; readonly end: number; readonly because: string; readonly weight: number };

const speaks: Readonly<Record<'promotional' | 'fraud', (of: SignalClass) => boolean>> = {
  promotional: (of) => sellingBit(of) !== 0,
  fraud: (of) => luringBit(of) !== 0 && of !== 'warning',
};

/** What a hit of each lexicon entry and of each rule is named. */
const ENTRY_NAMES = lexicon.entries.map(({ id }) => `lexicon/${id}`);
const RULE_NAMES = structureRules.map(({ id }) => `structure/${id}`);

// Gain of the words that begin at each place, then summed up from the left; scratch space of one call.
const gains = new Float64Array(MAX_TEXT_LENGTH + 1);

/** What each word gives to a head, summed from the left into `gains`; and what each mark gives, by its range. */
function weigh(model: Model, head: number, reading: Reading, from: number, to: number): Map<number, number> {
  const { words, letters, signals, count, buckets, starts, ends } = featuresOf(reading, from, to);
  const scale = model.scales[head]!;
  const marks = new Map<number, number>();
  gains.fill(0, 0, reading.end + 1);
  for (let i = 0; i < count; i += 1) {
    if (ends[i] === 0) continue;
    const length = i < words ? words : i < words + letters ? letters : signals;
    const gain = (weightIn(model.rows, buckets[i]!, head) * scale) / Math.sqrt(length);
    if (i < words + letters) gains[starts[i]!]! += gain;
    else
      marks.set(
        starts[i]! * MAX_TEXT_LENGTH + ends[i]!,
        gain + (marks.get(starts[i]! * MAX_TEXT_LENGTH + ends[i]!) ?? 0),
      );
  }
  for (let i = reading.end - 1, sum = 0; i >= 0; i -= 1) {
    sum += gains[i]!;
    gains[i] = sum;
  }
  gains[reading.end] = 0;
  return marks;
}

function candidates(
  reading: Reading,
  head: 'promotional' | 'fraud',
  from: number,
  to: number,
  marks: ReadonlyMap<number, number>,
): Candidate[] {
  const found: Candidate[] = [];
  let strongest = 0;
  const add = (start: number, end: number, because: string): void => {
    if (start < from || start >= to) return;
    const weight = gains[start]! - gains[end]! + (marks.get(start * MAX_TEXT_LENGTH + end) ?? 0);
    // A faint word of the model is only ever shown where it is the strongest of all.
    if (weight <= 0 || (because === BY_MODEL && weight < LEAST_OF_WORD && weight < strongest)) return;
    strongest = Math.max(strongest, weight);
    found.push({ start, end, because, weight });
  };
  for (const { entry, start, end } of reading.hits) {
    if (speaks[head](lexicon.entries[entry]!.of)) add(start, end, ENTRY_NAMES[entry]!);
  }
  for (const { rule, start, end } of reading.structure) {
    if (speaks[head](structureRules[rule]!.of)) add(start, end, RULE_NAMES[rule]!);
  }
  const { kinds } = unitsOf(reading.view.text);
  for (let start = from; start < to; start += 1) {
    if (kinds[start] !== 1) continue;
    let end = start;
    while (end < to && kinds[end] === 1) end += 1;
    if (end - start >= SHORTEST) add(start, end, BY_MODEL);
    start = end;
  }
  return found;
}

/** The exact spans of the text that spoke loudest for a head, strongest first, none overlapping another. */
export function evidenceFor(
  model: Model,
  head: 'promotional' | 'fraud',
  reading: Reading,
  from = 0,
  to = reading.end,
): Evidence[] {
  const marks = weigh(model, JUDGED.indexOf(head), reading, from, to);
  const found = candidates(reading, head, from, to, marks);
  found.sort((a, b) => b.weight - a.weight || a.start - b.start || b.end - a.end);
  const chosen: Candidate[] = [];
  for (const one of found) {
    if (chosen.length >= MOST || (one.weight < LEAST && chosen.length > 0)) break;
    if (
      chosen.length > 0 &&
      one.because === BY_MODEL &&
      one.weight < Math.max(LEAST_OF_WORD, LEAST_SHARE * found[0]!.weight)
    ) {
      continue;
    }
    if (chosen.every((other) => one.end <= other.start || one.start >= other.end)) chosen.push(one);
  }
  return chosen.map(({ start, end, because, weight }) => ({
    ...spanInRaw(reading.view, start, end),
    because,
    weight: Math.round(weight * 100) / 100,
  }));
}

/** Spans of links whose hosts are suspicious. */
export function hostEvidence(reading: Reading): Evidence[] {
  const found: Evidence[] = [];
  for (const { suspicion, start, end, text } of reading.links) {
    if (suspicion !== null) found.push({ start, end, text, because: `host/${suspicion.kind}`, weight: 1 });
  }
  return found;
}
