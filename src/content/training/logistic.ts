import type { Fitted } from '../model.ts';

/** A row of training: the buckets of a text, the number of features it has, whether the label holds, how much the row counts. */
export type Row = {
  readonly buckets: Uint32Array;
  readonly features: number;
  readonly label: boolean;
  readonly weight: number;
};

const ROUNDS = 60;
const MEMORY = 8;
const ENOUGH = 2e-5;

/** Rows that every feature is taken to have been seen in on either side, so that rare ones do not count for sure. */
const SMOOTHING = 0.5;
/** What a feature counts that is seen as often on either side. */
const LEAST_COUNT = 0.05;

/**
 * How much more often each feature is seen on one side of the label than on the other: the absolute logarithm of the
 * ratio, as in naive Bayes. What tells the sides apart is penalised less for speaking up (Wang & Manning 2012, NBSVM).
 */
function tellingOf(rows: readonly Row[], dense: readonly Int32Array[], size: number): Float64Array {
  const sides = [new Float64Array(size).fill(SMOOTHING), new Float64Array(size).fill(SMOOTHING)] as const;
  const totals = [2 * SMOOTHING, 2 * SMOOTHING] as [number, number];
  for (const [i, { label, weight }] of rows.entries()) {
    const side = label ? 1 : 0;
    totals[side] += weight;
    for (const column of dense[i]!) sides[side][column]! += weight;
  }
  const [no, yes] = sides;
  return yes.map((count, j) => LEAST_COUNT + Math.abs(Math.log(count / totals[1] / (no[j]! / totals[0]))));
}

/**
 * Logistic regression with L2 penalty by limited-memory BFGS; a text of n features counts each by how telling it is over
 * √n. Deterministic:
 * the same rows in the same order give the same weights to the last bit.
 */
export function fitLogistic(rows: readonly Row[], buckets: number, penalty: number): Fitted {
  const { columns, dense } = compact(rows, buckets);
  const size = columns.length;
  const telling = tellingOf(rows, dense, size);
  const scales = rows.map(({ features }) => 1 / Math.sqrt(Math.max(1, features)));
  const objective = (w: Float64Array, gradient: Float64Array): number => {
    let loss = 0;
    for (let j = 0; j < size; j += 1) {
      loss += 0.5 * penalty * w[j]! * w[j]!;
      gradient[j] = penalty * w[j]!;
    }
    gradient[size] = 0;
    for (let i = 0; i < dense.length; i += 1) {
      const row = dense[i]!;
      const { label, weight } = rows[i]!;
      let z = 0;
      for (let k = 0; k < row.length; k += 1) z += w[row[k]!]! * telling[row[k]!]!;
      z = z * scales[i]! + w[size]!;
      const margin = label ? z : -z;
      loss += weight * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
      const pull = weight * (1 / (1 + Math.exp(-z)) - (label ? 1 : 0));
      const scaled = pull * scales[i]!;
      for (let k = 0; k < row.length; k += 1) gradient[row[k]!]! += scaled * telling[row[k]!]!;
      gradient[size]! += pull;
    }
    return loss;
  };
  const solved = minimise(objective, size + 1);
  const weights = new Float64Array(buckets);
  for (let j = 0; j < size; j += 1) weights[columns[j]!] = solved[j]! * telling[j]!;
  return { weights, bias: solved[size]! };
}

/** Renumbers the buckets that occur, so that the optimiser walks only those. */
function compact(rows: readonly Row[], buckets: number): { columns: number[]; dense: Int32Array[] } {
  const place = new Int32Array(buckets).fill(-1);
  const columns: number[] = [];
  const dense = rows.map(({ buckets: found }) =>
    Int32Array.from(found, (bucket) => {
      if (place[bucket] === -1) {
        place[bucket] = columns.length;
        columns.push(bucket);
      }
      return place[bucket]!;
    }),
  );
  return { columns, dense };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j += 1) sum += a[j]! * b[j]!;
  return sum;
}

type Past = { readonly moved: Float64Array; readonly turned: Float64Array; readonly inverse: number };

/** The two-loop recursion: the gradient times an estimate of the inverse Hessian. */
function direction(gradient: Float64Array, past: readonly Past[]): Float64Array {
  const q = Float64Array.from(gradient);
  const kept: number[] = [];
  for (let k = past.length - 1; k >= 0; k -= 1) {
    const { moved, turned, inverse } = past[k]!;
    const alpha = inverse * dot(moved, q);
    kept[k] = alpha;
    for (let j = 0; j < q.length; j += 1) q[j]! -= alpha * turned[j]!;
  }
  const last = past.at(-1);
  const scale =
    last === undefined ? 1 / Math.sqrt(dot(gradient, gradient)) : 1 / (last.inverse * dot(last.turned, last.turned));
  for (let j = 0; j < q.length; j += 1) q[j]! *= scale;
  for (let k = 0; k < past.length; k += 1) {
    const { moved, turned, inverse } = past[k]!;
    const beta = inverse * dot(turned, q);
    for (let j = 0; j < q.length; j += 1) q[j]! += moved[j]! * (kept[k]! - beta);
  }
  return q;
}

function minimise(objective: (w: Float64Array, gradient: Float64Array) => number, size: number): Float64Array {
  const past: Past[] = [];
  let w = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = objective(w, gradient);
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = direction(gradient, past);
    const slope = -dot(gradient, step);
    const next = new Float64Array(size);
    const nextGradient = new Float64Array(size);
    let nextValue = value;
    let length = 1;
    let found = false;
    for (let tries = 0; tries < 20 && !found; tries += 1) {
      for (let j = 0; j < size; j += 1) next[j] = w[j]! - length * step[j]!;
      nextValue = objective(next, nextGradient);
      found = nextValue <= value + 1e-4 * length * slope;
      length /= 2;
    }
    if (!found) break;
    const moved = next.map((x, j) => x - w[j]!);
    const turned = nextGradient.map((x, j) => x - gradient[j]!);
    const curvature = dot(moved, turned);
    if (curvature > 1e-10) past.push({ moved, turned, inverse: 1 / curvature });
    if (past.length > MEMORY) past.shift();
    const gained = value - nextValue;
    w = next;
    gradient = nextGradient;
    value = nextValue;
    if (gained < ENOUGH * Math.abs(value)) break;
  }
  return w;
}
