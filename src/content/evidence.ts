import { spanInRaw } from '#src/text/index.ts';
import { forEachFeature } from './features.ts';
import { hostSuspicion } from './hosts.ts';
import { HEADS, type Head, type Model } from './model.ts';
import { lexicon, type Reading } from './reading.ts';
import { anchorBit, luringBit, sellingBit } from './signals.ts';
import { structureRules } from './structure.ts';
import type { Evidence } from './types.ts';

const MOST = 8;
/** Log-odds below which a span is not worth showing. */
const LEAST = 0.08;

type Candidate = { readonly start: number; readonly end: number; readonly because: string; readonly weight: number };

/** How much each range of the text gave to a head: keyed by start and end. */
function gains(model: Model, head: Head, reading: Reading, from: number, to: number): Map<string, number> {
  const at = HEADS.indexOf(head);
  const found = new Map<string, number>();
  const features = forEachFeature(reading, from, to, (bucket, start, end) => {
    if (start === end) return;
    const key = `${start}-${end}`;
    found.set(key, (found.get(key) ?? 0) + model.bytes[bucket * HEADS.length + at]!);
  });
  const scale = model.scales[at]! / Math.sqrt(Math.max(1, features));
  for (const [key, gain] of found) found.set(key, gain * scale);
  return found;
}

const rangeOf = (key: string): readonly [number, number] => {
  const dash = key.indexOf('-');
  return [Number(key.slice(0, dash)), Number(key.slice(dash + 1))];
};

/** Which classes may stand as evidence of a head. */
const speaksFor = (head: Head): ((of: Parameters<typeof sellingBit>[0]) => boolean) => {
  if (head === 'promotional') return (of) => sellingBit(of) !== 0;
  if (head === 'fraud') return (of) => luringBit(of) !== 0 && of !== 'warning';
  return (of) => anchorBit(of) !== 0 || of === 'survey' || of === 'vas';
};

function candidates(
  reading: Reading,
  head: Head,
  gained: ReadonlyMap<string, number>,
  from: number,
  to: number,
): Candidate[] {
  const speaks = speaksFor(head);
  const words = [...gained].map(([key, gain]) => ({ range: rangeOf(key), gain }));
  const weigh = (start: number, end: number): number =>
    words.reduce((sum, { range, gain }) => (range[0] >= start && range[1] <= end ? sum + gain : sum), 0);
  const found: Candidate[] = [];
  for (const { entry, start, end } of reading.hits) {
    const { id, of } = lexicon.entries[entry]!;
    if (start >= from && start < to && speaks(of))
      found.push({ start, end, because: `lexicon/${id}`, weight: weigh(start, end) });
  }
  for (const { rule, start, end } of reading.structure) {
    const { id, of } = structureRules[rule]!;
    if (start >= from && start < to && speaks(of))
      found.push({ start, end, because: `structure/${id}`, weight: weigh(start, end) });
  }
  for (const { range } of words)
    found.push({ start: range[0], end: range[1], because: 'model', weight: weigh(range[0], range[1]) });
  return found;
}

/** The exact spans of the text that spoke loudest for a head, strongest first, none overlapping another. */
export function evidenceFor(model: Model, head: Head, reading: Reading, from = 0, to = reading.end): Evidence[] {
  const gained = gains(model, head, reading, from, to);
  const sorted = candidates(reading, head, gained, from, to).sort(
    (a, b) => b.weight - a.weight || a.start - b.start || b.end - a.end,
  );
  const chosen: Candidate[] = [];
  for (const one of sorted) {
    if (chosen.length >= MOST || (one.weight < LEAST && chosen.length > 0)) break;
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
  for (const { host, file, own, start, end, text } of reading.links) {
    const suspicion = own ? null : hostSuspicion(host, file);
    if (suspicion !== null) found.push({ start, end, text, because: `host/${suspicion.kind}`, weight: 1 });
  }
  return found;
}
