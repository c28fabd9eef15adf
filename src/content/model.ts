import { BUCKETS, KIND_BUCKETS } from './buckets.ts';
import { packRows } from './rows.ts';

/** What the model tells apart with all its features. */
export const JUDGED = ['promotional', 'fraud', 'otp'] as const;
/** What it tells apart by words and signals alone: which kind of service a text is. */
export const KINDS = ['transactional', 'alert', 'reminder', 'support', 'survey', 'vas'] as const;
/** Everything that the model tells apart; each is judged on its own and none excludes another. */
export const HEADS = [...JUDGED, ...KINDS] as const;
export type Head = (typeof HEADS)[number];

/**
 * A linear model with weights rounded to a signed byte: weight = byte × scale of the head. The log-odds of a head are its
 * bias plus, for each block, the weights of the features found in the text over the square root of their number.
 */
export type Model = {
  /** `JUDGED.length` bytes a bucket. */
  readonly judged: Int8Array;
  /** `KINDS.length` bytes a bucket, for the first `KIND_BUCKETS`. */
  readonly kinds: Int8Array;
  /** Both once more, as they are summed up. */
  readonly rows: Int32Array;
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  /** Slope and offset by which the log-odds of a head become probabilities, fitted on texts that it was not trained on. */
  readonly calibration: ReadonlyArray<readonly [number, number]>;
};

/** Fitted weights of one head, before rounding. */
export type Fitted = { readonly weights: Float64Array; readonly bias: number };

/** Rounds fitted weights to bytes; the few beyond the 99.98th percentile of a head are clipped to it. */
export function quantise(fitted: ReadonlyMap<Head, Fitted>): Model {
  const judged = new Int8Array(BUCKETS * JUDGED.length);
  const kinds = new Int8Array(KIND_BUCKETS * KINDS.length);
  const scales: number[] = [];
  const biases: number[] = [];
  for (const [at, head] of HEADS.entries()) {
    const found = fitted.get(head) ?? { weights: new Float64Array(BUCKETS), bias: 0 };
    const magnitudes = Float64Array.from(found.weights, Math.abs).sort();
    const scale = Number(Math.max(1e-9, magnitudes[Math.floor((BUCKETS - 1) * 0.9998)]! / 127).toPrecision(8));
    scales.push(scale);
    biases.push(Number(found.bias.toPrecision(8)));
    const isKind = at >= JUDGED.length;
    const [bytes, width, place] = isKind ? [kinds, KINDS.length, at - JUDGED.length] : [judged, JUDGED.length, at];
    for (let bucket = 0; bucket < (isKind ? KIND_BUCKETS : BUCKETS); bucket += 1) {
      bytes[bucket * width + place] = Math.max(-127, Math.min(127, Math.round(found.weights[bucket]! / scale)));
    }
  }
  return { judged, kinds, rows: packRows(judged, kinds), scales, biases, calibration: HEADS.map(() => [1, 0]) };
}

const encode = (bytes: Int8Array): string[] =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('base64')
    .match(/.{1,120}/gu) ?? [];

/** A model as it is committed (`model/weights.json`): bytes as lines of base64. JSON, which is read many times faster than a module. */
export type StoredModel = {
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  readonly calibration: ReadonlyArray<readonly number[]>;
  readonly judged: readonly string[];
  readonly kinds: readonly string[];
};

/** Writes a model as the text of `model/weights.json`: scripts/train-content.ts makes it from src/content/data. */
export function modelText({ judged, kinds, scales, biases, calibration }: Model): string {
  const lines = (bytes: Int8Array): string =>
    `[\n${encode(bytes)
      .map((line) => JSON.stringify(line))
      .join(',\n')}\n]`;
  return [
    '{',
    `"scales": ${JSON.stringify(scales)},`,
    `"biases": ${JSON.stringify(biases)},`,
    `"calibration": ${JSON.stringify(calibration)},`,
    `"judged": ${lines(judged)},`,
    `"kinds": ${lines(kinds)}`,
    '}',
    '',
  ].join('\n');
}

function decode(lines: readonly string[]): Int8Array {
  const bytes = Buffer.from(lines.join(''), 'base64');
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The inverse of `modelText`. */
export function modelFrom({ scales, biases, calibration, ...bytes }: StoredModel): Model {
  const judged = decode(bytes.judged);
  const kinds = decode(bytes.kinds);
  if (
    scales.length !== HEADS.length ||
    judged.length !== BUCKETS * JUDGED.length ||
    kinds.length !== KIND_BUCKETS * KINDS.length
  ) {
    throw new Error('src/content/model/weights.json is of another version: run node scripts/train-content.ts');
  }
  return {
    judged,
    kinds,
    rows: packRows(judged, kinds),
    scales,
    biases,
    calibration: calibration.map(([slope = 1, offset = 0]) => [slope, offset] as const),
  };
}
