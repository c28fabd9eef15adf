import { BUCKETS } from './buckets.ts';
import { blankRows, headsOf, putWeight } from './rows.ts';
import { decodeRows, encodeRows } from './stored-rows.ts';

/** What the model tells apart with all its features. */
export const JUDGED = ['promotional', 'fraud', 'otp'] as const;
/** What it tells apart by words and signals alone: which kind of service a text is. */
const KINDS = ['transactional', 'alert', 'reminder', 'support', 'survey', 'vas'] as const;
/** Everything that the model tells apart; each is judged on its own and none excludes another. */
export const HEADS = [...JUDGED, ...KINDS] as const;
export type Head = (typeof HEADS)[number];

/** The largest weights of a head, which are clipped so that the others keep their differences. */
const CLIPPED = 28;

/**
 * A linear model with weights rounded to a signed byte: weight = byte × scale of the head. The log-odds of a head are its
 * bias plus, for each block, the weights of the features found in the text over the square root of their number.
 */
export type Model = {
  /** The bytes of all buckets, as `blankRows` lays them out. */
  readonly rows: Int32Array;
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  /** Slope and offset by which the log-odds of a head become probabilities, fitted on texts that it was not trained on. */
  readonly calibration: ReadonlyArray<readonly [number, number]>;
};

/** Fitted weights of one head, before rounding. */
export type Fitted = { readonly weights: Float64Array; readonly bias: number };

/** Rounds fitted weights to bytes. */
export function quantise(fitted: ReadonlyMap<Head, Fitted>): Model {
  const rows = blankRows();
  const scales: number[] = [];
  const biases: number[] = [];
  for (const [at, head] of HEADS.entries()) {
    const { weights, bias } = fitted.get(head) ?? { weights: new Float64Array(BUCKETS), bias: 0 };
    const magnitudes = Float64Array.from(weights, Math.abs).sort();
    const scale = Number(Math.max(1e-9, magnitudes[BUCKETS - 1 - CLIPPED]! / 127).toPrecision(8));
    scales.push(scale);
    biases.push(Number(bias.toPrecision(8)));
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      if (weights[bucket] === 0 || at >= headsOf(bucket)) continue;
      putWeight(rows, bucket, at, Math.max(-127, Math.min(127, Math.round(weights[bucket]! / scale))));
    }
  }
  return { rows, scales, biases, calibration: HEADS.map(() => [1, 0]) };
}

/** A model as it is committed (`model/weights.json`): bytes as lines of base64. JSON, which is read many times faster than a module. */
export type StoredModel = {
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  readonly calibration: ReadonlyArray<readonly number[]>;
  readonly rows: readonly string[];
};

/** Writes a model as the text of `model/weights.json`: scripts/train-content.ts makes it from src/content/data. */
export function modelText({ rows, scales, biases, calibration }: Model): string {
  const lines = encodeRows(rows)
    .toString('base64')
    .match(/.{1,120}/gu);
  return [
    '{',
    `"scales": ${JSON.stringify(scales)},`,
    `"biases": ${JSON.stringify(biases)},`,
    `"calibration": ${JSON.stringify(calibration)},`,
    `"rows": [\n${(lines ?? []).map((line) => JSON.stringify(line)).join(',\n')}\n]`,
    '}',
    '',
  ].join('\n');
}

/** The inverse of `modelText`. */
export function modelFrom({ scales, biases, calibration, rows }: StoredModel): Model {
  if (scales.length !== HEADS.length || rows === undefined) {
    throw new Error('src/content/model/weights.json is of another version: run node scripts/train-content.ts');
  }
  return {
    rows: decodeRows(Buffer.from(rows.join(''), 'base64')),
    scales,
    biases,
    calibration: calibration.map(([slope = 1, offset = 0]) => [slope, offset] as const),
  };
}
