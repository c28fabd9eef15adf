import { type Found, featuresOf } from './features.ts';
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

// Sums of the weights of every head over a block of the features; scratch space of one call.
const ofWords = new Int32Array(HEADS.length);
const ofLetters = new Int32Array(HEADS.length);
const ofSignals = new Int32Array(HEADS.length);

/**
 * Adds up the weights of the features from `from` to before `to`, all heads in one pass: each is fetched once. The heads
 * are written out because sums in an array would go through the memory: half as fast.
 */
function sumUp(model: Model, { buckets }: Found, from: number, to: number, withKinds: boolean, sums: Int32Array): void {
  const { judged, kinds } = model;
  let [promotional, fraud, otp] = [0, 0, 0];
  let [transactional, alert, reminder, support, survey, vas] = [0, 0, 0, 0, 0, 0];
  for (let i = from; i < to; i += 1) {
    const at = buckets[i]! * WIDTH;
    promotional += judged[at]!;
    fraud += judged[at + 1]!;
    otp += judged[at + 2]!;
    if (!withKinds) continue;
    const kind = buckets[i]! * KIND_WIDTH;
    transactional += kinds[kind]!;
    alert += kinds[kind + 1]!;
    reminder += kinds[kind + 2]!;
    support += kinds[kind + 3]!;
    survey += kinds[kind + 4]!;
    vas += kinds[kind + 5]!;
  }
  sums[0] = promotional;
  sums[1] = fraud;
  sums[2] = otp;
  sums[3] = transactional;
  sums[4] = alert;
  sums[5] = reminder;
  sums[6] = support;
  sums[7] = survey;
  sums[8] = vas;
}

/** Log-odds of every head: those of the kinds are judged by words and signals alone. */
function oddsOf(model: Model, found: Found): Record<Head, number> {
  const letters = found.words + found.letters;
  sumUp(model, found, 0, found.words, true, ofWords);
  sumUp(model, found, found.words, letters, false, ofLetters);
  sumUp(model, found, letters, found.count, true, ofSignals);
  const odds = {} as Record<Head, number>;
  for (let at = 0; at < HEADS.length; at += 1) {
    const sum =
      over(ofWords[at]!, found.words) + over(ofLetters[at]!, found.letters) + over(ofSignals[at]!, found.signals);
    odds[HEADS[at]!] = sum * model.scales[at]! + model.biases[at]!;
  }
  return odds;
}

const PROMOTIONAL = JUDGED.indexOf('promotional');

function sumOfPromotion({ judged }: Model, { buckets }: Found, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += judged[buckets[i]! * WIDTH + PROMOTIONAL]!;
  return sum;
}

/** Log-odds of promotion alone. */
function promotionalOdds(model: Model, found: Found): number {
  const letters = found.words + found.letters;
  const sum =
    over(sumOfPromotion(model, found, 0, found.words), found.words) +
    over(sumOfPromotion(model, found, found.words, letters), found.letters) +
    over(sumOfPromotion(model, found, letters, found.count), found.signals);
  return sum * model.scales[PROMOTIONAL]! + model.biases[PROMOTIONAL]!;
}

/** Runs the model over a text and, for promotion, over each of its clauses: the loudest counts. */
export function scoreWith(model: Model, reading: Reading): Judged {
  const odds = oddsOf(model, featuresOf(reading, 0, reading.end));
  let loudest = { from: 0, to: reading.end };
  if (reading.clauses.length === 1) return { odds, loudest };
  let from = 0;
  for (const to of reading.clauses) {
    if (to - from >= SHORTEST_CLAUSE) {
      const alone = promotionalOdds(model, featuresOf(reading, from, to)) - CLAUSE_DISCOUNT;
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
