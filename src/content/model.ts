import { BUCKETS } from './features.ts';

/** What the model tells apart; `promotional` and `fraud` and the rest are judged each on its own. */
export const HEADS = [
  'promotional',
  'fraud',
  'otp',
  'transactional',
  'alert',
  'reminder',
  'support',
  'survey',
  'vas',
] as const;
export type Head = (typeof HEADS)[number];

/** A linear model with weights rounded to a signed byte: weight = byte × scale, `HEADS.length` bytes a bucket. */
export type Model = {
  readonly bytes: Int8Array;
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  /** Slope and offset by which the log-odds of a head become probabilities, fitted on texts that it was not trained on. */
  readonly calibration: ReadonlyArray<readonly [number, number]>;
};

/** Rounds fitted weights to bytes; the few beyond the 99.98th percentile of a head are clipped to it. */
export function quantise(fitted: ReadonlyMap<Head, { readonly weights: Float64Array; readonly bias: number }>): Model {
  const bytes = new Int8Array(BUCKETS * HEADS.length);
  const scales: number[] = [];
  const biases: number[] = [];
  for (const [at, head] of HEADS.entries()) {
    const found = fitted.get(head);
    const magnitudes = Float64Array.from(found?.weights ?? [0], Math.abs).sort();
    const scale = Math.max(1e-9, magnitudes[Math.floor((magnitudes.length - 1) * 0.9998)]! / 127);
    scales.push(Number(scale.toPrecision(8)));
    biases.push(Number((found?.bias ?? 0).toPrecision(8)));
    if (found === undefined) continue;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const rounded = Math.round(found.weights[bucket]! / scales[at]!);
      bytes[bucket * HEADS.length + at] = Math.max(-127, Math.min(127, rounded));
    }
  }
  return { bytes, scales, biases, calibration: HEADS.map(() => [1, 0]) };
}

/** Writes a model as the text of a module, so that it can be committed and imported. */
export function modelSource({ bytes, scales, biases, calibration }: Model): string {
  const encoded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const lines = encoded.match(/.{1,120}/gu) ?? [];
  return [
    '// Written by scripts/train-content.ts from src/content/data; do not edit.',
    `export const scales: readonly number[] = ${JSON.stringify(scales)};`,
    `export const biases: readonly number[] = ${JSON.stringify(biases)};`,
    `export const calibration: ReadonlyArray<readonly [number, number]> = ${JSON.stringify(calibration)};`,
    'export const weights: string = `',
    ...lines,
    '`;',
    '',
  ].join('\n');
}

/** The inverse of `modelSource`, from what the module exports. */
export function modelFrom(module: Omit<Model, 'bytes'> & { readonly weights: string }): Model {
  const decoded = Buffer.from(module.weights, 'base64');
  const bytes = new Int8Array(decoded.buffer, decoded.byteOffset, decoded.byteLength);
  return { bytes, scales: module.scales, biases: module.biases, calibration: module.calibration };
}
