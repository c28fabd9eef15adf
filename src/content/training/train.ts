import { BUCKETS } from '../buckets.ts';
import { featuresOf } from '../features.ts';
import { type Fitted, HEADS, type Head, JUDGED, type Model, quantise } from '../model.ts';
import { type Reading, read } from '../reading.ts';
import { SHORTEST_CLAUSE } from '../scoring.ts';
import type { Example } from './corpus.ts';
import { fitLogistic, type Row } from './logistic.ts';

/** The buckets of a text or a clause, block by block. */
type Features = { readonly words: Uint32Array; readonly letters: Uint32Array; readonly signals: Uint32Array };

function copyOf(reading: Reading, from: number, to: number): Features {
  const { words, letters, count, buckets } = featuresOf(reading, from, to);
  return {
    words: buckets.slice(0, words),
    letters: buckets.slice(words, words + letters),
    signals: buckets.slice(words + letters, count),
  };
}

/** An example with its features, so that folds need not read it again. */
export type Prepared = {
  readonly example: Example;
  readonly reading: Reading;
  readonly whole: Features;
  /** Features of each clause alone; empty where there is but one. */
  readonly clauses: readonly Features[];
};

type Block = keyof Features;
const BLOCKS: readonly Block[] = ['words', 'signals', 'letters'];
const PENALTY: Readonly<Record<Block, number>> = { words: 0.03, signals: 0.03, letters: 0.1 };
/** What the log-odds of each block count in their sum: signals repeat what words say, so they would count twice. */
const SHARE: Readonly<Record<Block, number>> = { words: 1.5, signals: 0.5, letters: 1 };
const KIND_PENALTY = 0.3;
/** A clause of an honest message counts less than a message. */
const CLAUSE_WEIGHT = 0.3;

/** Reads an example and works out the features of the whole and of its clauses. */
export function prepare(example: Example): Prepared {
  const reading = read(example.text);
  const clauses: Features[] = [];
  let from = 0;
  for (const to of reading.clauses) {
    if (reading.clauses.length > 1 && to - from >= SHORTEST_CLAUSE) clauses.push(copyOf(reading, from, to));
    from = to;
  }
  return { example, reading, whole: copyOf(reading, 0, reading.end), clauses };
}

/** Whether the label of a head holds for an example. */
export function holds(head: Head, { category, promotional, fraud }: Example): boolean {
  if (head === 'promotional') return promotional;
  if (head === 'fraud') return fraud;
  return category === head && (head === 'otp' || !promotional);
}

/** A feature that only one text has teaches that text, and takes the place of others in its bucket. */
const SEEN_IN = 2;

/** How many of the texts have each feature. */
function countTexts(examples: readonly Prepared[]): Uint32Array {
  const texts = new Uint32Array(BUCKETS);
  for (const { whole } of examples) for (const block of BLOCKS) for (const bucket of whole[block]) texts[bucket]! += 1;
  return texts;
}

function rowsFor(head: Head, block: Block, all: readonly Prepared[], texts: Uint32Array): Row[] {
  const row = ({ [block]: found }: Features, label: boolean, weight: number): Row => ({
    buckets: found.filter((bucket) => texts[bucket]! >= SEEN_IN),
    features: found.length,
    label,
    weight,
  });
  // Frauds lure with prizes and haste as promotion does: as examples of what does not promote they would teach the opposite.
  const examples = head === 'promotional' ? all.filter(({ example }) => !example.fraud) : all;
  const rows = examples.map(({ example, whole }) => row(whole, holds(head, example), 1));
  if (head !== 'promotional') return rows;
  for (const { example, clauses } of examples) {
    if (example.promotional) continue;
    for (const clause of clauses) rows.push(row(clause, false, CLAUSE_WEIGHT));
  }
  return rows;
}

/** One regression for each block, each trained as if it were alone; their log-odds are added. */
function fitHead(head: Head, examples: readonly Prepared[], texts: Uint32Array): Fitted {
  const weights = new Float64Array(BUCKETS);
  let bias = 0;
  const isKind = !JUDGED.some((one) => one === head);
  for (const block of BLOCKS) {
    if (isKind && block === 'letters') continue;
    const fitted = fitLogistic(rowsFor(head, block, examples, texts), BUCKETS, isKind ? KIND_PENALTY : PENALTY[block]);
    const share = isKind ? 1 : SHARE[block];
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) weights[bucket]! += fitted.weights[bucket]! * share;
    bias += fitted.bias * share;
  }
  return { weights, bias };
}

/** Trains the heads on the examples in their order; deterministic. */
export function train(examples: readonly Prepared[], heads: readonly Head[] = HEADS): Model {
  const texts = countTexts(examples);
  return quantise(new Map(heads.map((head) => [head, fitHead(head, examples, texts)])));
}
