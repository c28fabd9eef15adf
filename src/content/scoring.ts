import { forEachFeature } from './features.ts';
import { HEADS, type Head, type Model } from './model.ts';
import type { Reading } from './reading.ts';

/** Log-odds of every head for a text, and the range that spoke loudest for promotion. */
export type Judged = {
  readonly odds: Readonly<Record<Head, number>>;
  readonly loudest: { readonly from: number; readonly to: number };
};

const WIDTH = HEADS.length;
const PROMOTIONAL = HEADS.indexOf('promotional');
/**
 * A clause alone must speak louder than the whole by this much (log-odds): a service message with an offer in its last line
 * is promotional however much of it serves, while a clause torn from its message misleads more easily.
 */
export const CLAUSE_DISCOUNT = 1;
/** Clauses shorter than this say nothing alone. */
const SHORTEST_CLAUSE = 4;

const sums = new Int32Array(WIDTH);

function addUp(model: Model, reading: Reading, from: number, to: number): number {
  const { bytes } = model;
  sums.fill(0);
  return forEachFeature(reading, from, to, (bucket) => {
    const at = bucket * WIDTH;
    for (let head = 0; head < WIDTH; head += 1) sums[head]! += bytes[at + head]!;
  });
}

const oddsOf = (model: Model, head: number, features: number): number =>
  (sums[head]! * model.scales[head]!) / Math.sqrt(Math.max(1, features)) + model.biases[head]!;

/** Runs the model over a text and, for promotion, over each of its clauses: the loudest counts. */
export function scoreWith(model: Model, reading: Reading): Judged {
  const features = addUp(model, reading, 0, reading.end);
  const odds = {} as Record<Head, number>;
  for (const [at, head] of HEADS.entries()) odds[head] = oddsOf(model, at, features);
  let loudest = { from: 0, to: reading.end };
  if (reading.clauses.length === 1) return { odds, loudest };
  let from = 0;
  for (const to of reading.clauses) {
    if (to - from >= SHORTEST_CLAUSE) {
      const alone = oddsOf(model, PROMOTIONAL, addUp(model, reading, from, to)) - CLAUSE_DISCOUNT;
      if (alone > odds.promotional) {
        odds.promotional = alone;
        loudest = { from, to };
      }
    }
    from = to;
  }
  return { odds, loudest };
}

/** The probability that the log-odds of a head stand for. */
export function probability(model: Model, head: Head, odds: number): number {
  const [slope, offset] = model.calibration[HEADS.indexOf(head)]!;
  return 1 / (1 + Math.exp(-(slope * odds + offset)));
}
