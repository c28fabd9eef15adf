import { BUCKETS, bucketsOf } from '../features.ts';
import { HEADS, type Head, type Model, quantise } from '../model.ts';
import { type Reading, read } from '../reading.ts';
import type { Example } from './corpus.ts';
import { fitLogistic, type Row } from './logistic.ts';

/** An example with its features, so that folds need not read it again. */
export type Prepared = {
  readonly example: Example;
  readonly reading: Reading;
  readonly whole: Uint16Array;
  /** Features of each clause alone; empty where there is but one. */
  readonly clauses: readonly Uint16Array[];
};

const PENALTY: Readonly<Record<Head, number>> = {
  promotional: 0.03,
  fraud: 0.03,
  otp: 0.03,
  transactional: 0.3,
  alert: 0.3,
  reminder: 0.3,
  support: 0.3,
  survey: 0.3,
  vas: 0.3,
};
/** A clause of an honest message counts less than a message. */
const CLAUSE_WEIGHT = 0.3;

/** Reads an example and works out the features of the whole and of its clauses. */
export function prepare(example: Example): Prepared {
  const reading = read(example.text);
  const clauses: Uint16Array[] = [];
  let from = 0;
  for (const to of reading.clauses) {
    if (reading.clauses.length > 1 && to - from > 3) clauses.push(bucketsOf(reading, from, to));
    from = to;
  }
  return { example, reading, whole: bucketsOf(reading), clauses };
}

/** Whether the label of a head holds for an example. */
export function holds(head: Head, { category, promotional, fraud }: Example): boolean {
  if (head === 'promotional') return promotional;
  if (head === 'fraud') return fraud;
  return category === head && (head === 'otp' || !promotional);
}

function rowsFor(head: Head, examples: readonly Prepared[]): Row[] {
  const rows: Row[] = examples.map(({ example, whole }) => ({
    buckets: whole,
    label: holds(head, example),
    weight: 1,
  }));
  if (head !== 'promotional') return rows;
  for (const { example, clauses } of examples) {
    if (example.promotional || example.fraud) continue;
    for (const buckets of clauses) rows.push({ buckets, label: false, weight: CLAUSE_WEIGHT });
  }
  return rows;
}

/** Trains the heads on the examples in their order; deterministic. */
export function train(examples: readonly Prepared[], heads: readonly Head[] = HEADS): Model {
  const fitted = new Map(heads.map((head) => [head, fitLogistic(rowsFor(head, examples), BUCKETS, PENALTY[head])]));
  return quantise(fitted);
}
