import { extract, type Found, featuresOf } from './features.ts';
import { HEADS, type Head, JUDGED, KINDS, type Model } from './model.ts';
import type { Reading } from './reading.ts';

/** Log-odds of every head for a text, and the range that spoke loudest for promotion. */
export type Judged = {
  readonly odds: Record<Head, number>;
  readonly loudest: { readonly from: number; readonly to: number };
};

const WIDTH = JUDGED.length;
const KIND_WIDTH = KINDS.length;
/**
 * A clause alone must speak louder than the whole by this much (log-odds): a service message with an offer in its last line
 * is promotional however much of it serves, while a clause torn from its message misleads more easily.
 */
const CLAUSE_DISCOUNT = 4;
/** Clauses shorter than this say nothing alone: most are the name of the sender, which may sound like a sale. */
export const SHORTEST_CLAUSE = 24;

const over = (sum: number, length: number): number => (length === 0 ? 0 : sum / Math.sqrt(length));

/** Sum of one head's weights over a stretch of the features. */
function sumOf(bytes: Int8Array, width: number, head: number, { buckets }: Found, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += bytes[buckets[i]! * width + head]!;
  return sum;
}

/** Log-odds of a head that uses all three blocks. */
function judgedOdds(model: Model, head: number, found: Found): number {
  const letters = found.words + found.letters;
  const sum =
    over(sumOf(model.judged, WIDTH, head, found, 0, found.words), found.words) +
    over(sumOf(model.judged, WIDTH, head, found, found.words, letters), found.letters) +
    over(sumOf(model.judged, WIDTH, head, found, letters, found.count), found.signals);
  return sum * model.scales[head]! + model.biases[head]!;
}

/** Log-odds of a kind of service, from words and signals. */
function kindOdds(model: Model, kind: number, found: Found): number {
  const sum =
    over(sumOf(model.kinds, KIND_WIDTH, kind, found, 0, found.words), found.words) +
    over(sumOf(model.kinds, KIND_WIDTH, kind, found, found.words + found.letters, found.count), found.signals);
  return sum * model.scales[WIDTH + kind]! + model.biases[WIDTH + kind]!;
}

/** Runs the model over a text and, for promotion, over each of its clauses: the loudest counts. */
export function scoreWith(model: Model, reading: Reading): Judged {
  extract(reading);
  const found = featuresOf(reading, 0, reading.end);
  const odds = {} as Record<Head, number>;
  for (let head = 0; head < WIDTH; head += 1) odds[HEADS[head]!] = judgedOdds(model, head, found);
  for (let kind = 0; kind < KIND_WIDTH; kind += 1) odds[KINDS[kind]!] = kindOdds(model, kind, found);
  let loudest = { from: 0, to: reading.end };
  if (reading.clauses.length === 1) return { odds, loudest };
  let from = 0;
  for (const to of reading.clauses) {
    if (to - from >= SHORTEST_CLAUSE) {
      const alone = judgedOdds(model, 0, featuresOf(reading, from, to)) - CLAUSE_DISCOUNT;
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
