import { BLOCKS, BUCKETS } from './features.ts';

/** What the model tells apart with all its features. */
export const JUDGED = ['promotional', 'fraud', 'otp'] as const;
/** What it tells apart by words and signals alone: which kind of service a text is. */
export const KINDS = ['transactional', 'alert', 'reminder', 'support', 'survey', 'vas'] as const;
/** Everything that the model tells apart; each is judged on its own and none excludes another. */
export const HEADS = [...JUDGED, ...KINDS] as const;
export type Head = (typeof HEADS)[number];

/** Buckets of words and signals, the ones that tell the kinds apart. */
export const KIND_BUCKETS = BLOCKS[2].first;

/**
 * A linear model with weights rounded to a signed byte: weight = byte × scale of the head. The log-odds of a head are its
 * bias plus, for each block, the weights of the features found in the text over the square root of their number.
 */
export type Model = {
  /** `JUDGED.length` bytes a bucket. */
  readonly judged: Int8Array;
  /** `KINDS.length` bytes a bucket, for the first `KIND_BUCKETS`. */
  readonly kinds: Int8Array;
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
  return { judged, kinds, scales, biases, calibration: HEADS.map(() => [1, 0]) };
}

const encode = (bytes: Int8Array): string[] =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('base64')
    .match(/.{1,120}/gu) ?? [];

/** Writes a model as the text of a module, so that it can be committed and imported. */
export function modelSource({ judged, kinds, scales, biases, calibration }: Model): string {
  return [
    '// Written by scripts/train-content.ts from src/content/data; do not edit.',
    `export const scales: readonly number[] = ${JSON.stringify(scales)};`,
    `export const biases: readonly number[] = ${JSON.stringify(biases)};`,
    `export const calibration: ReadonlyArray<readonly [number, number]> = ${JSON.stringify(calibration)};`,
    'export const judged: string = `',
    ...encode(judged),
    '`;',
    'export const kinds: string = `',
    ...encode(kinds),
    '`;',
    '',
  ].join('\n');
}

function decode(text: string): Int8Array {
  const bytes = Buffer.from(text, 'base64');
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The inverse of `modelSource`, from what the module exports. */
export function modelFrom(
  module: Omit<Model, 'judged' | 'kinds'> & { readonly judged: string; readonly kinds: string },
): Model {
  const { scales, biases, calibration } = module;
  const model = { judged: decode(module.judged), kinds: decode(module.kinds), scales, biases, calibration };
  if (scales.length !== HEADS.length || model.judged.length !== BUCKETS * JUDGED.length) {
    throw new Error('src/content/model/weights.ts is of another version: run node scripts/train-content.ts');
  }
  return model;
}
