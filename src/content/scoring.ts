import { type Found, featuresOf } from './features.ts';
import { HEADS, type Head, type Model } from './model.ts';
import type { Reading } from './reading.ts';
import { sumFirstHead, sumKindRows, sumLetterRows } from './rows.ts';

/** Log-odds of every head for a text, and the range that spoke loudest for promotion. */
export type Judged = {
  readonly odds: Record<Head, number>;
  readonly loudest: { readonly from: number; readonly to: number };
};

/**
 * A clause alone must speak louder than the whole by this much (log-odds): a service message with an offer in its last line
 * is promotional however much of it serves, while a clause torn from its message misleads more easily.
 */
const CLAUSE_DISCOUNT = 4;
/** Clauses shorter than this say nothing alone: most are the name of the sender, which may sound like a sale. */
export const SHORTEST_CLAUSE = 24;

const over = (sum: number, length: number): number => (length === 0 ? 0 : sum / Math.sqrt(length));

// Sums of the weights of every head over a block of the features; scratch space of one call.
const ofWords = new Int32Array(HEADS.length);
const ofLetters = new Int32Array(HEADS.length);
const ofSignals = new Int32Array(HEADS.length);

/** Log-odds of every head: those of the kinds are judged by words and signals alone. */
function oddsOf(model: Model, found: Found): Record<Head, number> {
  const letters = found.words + found.letters;
  const { rows } = model;
  sumKindRows(rows, found.buckets, 0, found.words, ofWords);
  sumLetterRows(rows, found.buckets, found.words, letters, ofLetters);
  sumKindRows(rows, found.buckets, letters, found.count, ofSignals);
  const odds = {} as Record<Head, number>;
  for (let at = 0; at < HEADS.length; at += 1) {
    const sum =
      over(ofWords[at]!, found.words) + over(ofLetters[at]!, found.letters) + over(ofSignals[at]!, found.signals);
    odds[HEADS[at]!] = sum * model.scales[at]! + model.biases[at]!;
  }
  return odds;
}

/** Log-odds of promotion alone, the first of the heads. */
function promotionalOdds({ rows, scales, biases }: Model, found: Found): number {
  const { buckets } = found;
  const letters = found.words + found.letters;
  const sum =
    over(sumFirstHead(rows, buckets, 0, found.words), found.words) +
    over(sumFirstHead(rows, buckets, found.words, letters), found.letters) +
    over(sumFirstHead(rows, buckets, letters, found.count), found.signals);
  return sum * scales[0]! + biases[0]!;
}

/** Runs the model over a text and, for promotion, over each of its clauses: the loudest counts. */
export function scoreWith(model: Model, reading: Reading): Judged {
  let loudest = { from: 0, to: reading.end };
  let loudestOdds = Number.NEGATIVE_INFINITY;
  let from = 0;
  for (const to of reading.clauses) {
    if (reading.clauses.length > 1 && to - from >= SHORTEST_CLAUSE) {
      const alone = promotionalOdds(model, featuresOf(reading, from, to)) - CLAUSE_DISCOUNT;
      if (alone > loudestOdds) {
        loudestOdds = alone;
        loudest = { from, to };
      }
    }
    from = to;
  }
  // The whole comes last: its features are those that evidence is mostly asked of.
  const odds = oddsOf(model, featuresOf(reading, 0, reading.end));
  if (loudestOdds <= odds.promotional) return { odds, loudest: { from: 0, to: reading.end } };
  odds.promotional = loudestOdds;
  return { odds, loudest };
}

/** The probability that the log-odds of a head stand for. */
export function probability(model: Model, head: Head, odds: number): number {
  const [slope, offset] = model.calibration[HEADS.indexOf(head)]!;
  return 1 / (1 + Math.exp(-(slope * odds + offset)));
}
