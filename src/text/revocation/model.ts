import { BUCKETS } from './hash.ts';

/** What the model tells apart, each on its own: a request to stop, and a text that has nothing to do with one. */
export const HEADS = ['revoke', 'none'] as const;
export type Head = (typeof HEADS)[number];

/** How the log-odds become a verdict, chosen on texts that neither the model nor the phrases had seen. */
export type Thresholds = {
  /** What a phrase that clearly asks to stop adds to the log-odds of `revoke`. */
  readonly phrase: number;
  /** Above it a text revokes. */
  readonly revoke: number;
  /** Above it a text that does not revoke is none; the rest is unclear. */
  readonly none: number;
};

/** Fitted weights of one head, before rounding. */
export type Fitted = { readonly weights: Float64Array; readonly bias: number };

type Rounded = { readonly bytes: Int8Array; readonly scale: number; readonly bias: number };

/** A linear model, its weights rounded to a signed byte: weight = byte × scale. */
export type Model = { readonly heads: Readonly<Record<Head, Rounded>>; readonly thresholds: Thresholds };

/** A model as it is committed, bytes as lines of base64. */
export type StoredModel = {
  readonly thresholds: Thresholds;
  readonly heads: Readonly<
    Record<Head, { readonly scale: number; readonly bias: number; readonly bytes: readonly string[] }>
  >;
};

function rounded({ weights, bias }: Fitted): Rounded {
  const greatest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9);
  const scale = Number((greatest / 127).toPrecision(8));
  const bytes = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale))));
  return { bytes, scale, bias: Number(bias.toPrecision(8)) };
}

/** Rounds fitted weights to a model. */
export function modelOf(fitted: Readonly<Record<Head, Fitted>>, thresholds: Thresholds): Model {
  return { heads: { revoke: rounded(fitted.revoke), none: rounded(fitted.none) }, thresholds };
}

function written({ bytes, scale, bias }: Rounded): string {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const lines = (base64.match(/.{1,120}/g) ?? []).map((line) => JSON.stringify(line)).join(',\n');
  return `{ "scale": ${scale}, "bias": ${bias}, "bytes": [\n${lines}\n] }`;
}

/** Writes a model as the text of `weights.json`. */
export function modelText({ heads, thresholds }: Model): string {
  const parts = HEADS.map((head) => `"${head}": ${written(heads[head])}`).join(',\n');
  return `{ "thresholds": ${JSON.stringify(thresholds)},\n"heads": {\n${parts}\n} }\n`;
}

function read({ scale, bias, bytes }: StoredModel['heads'][Head]): Rounded {
  const buffer = Buffer.from(bytes.join(''), 'base64');
  if (buffer.length !== BUCKETS) {
    throw new Error('src/text/revocation/weights.json is of another version: run node scripts/train-revocations.ts');
  }
  return { bytes: new Int8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength), scale, bias };
}

/** The inverse of `modelText`. */
export function modelFrom({ heads, thresholds }: StoredModel): Model {
  return { heads: { revoke: read(heads.revoke), none: read(heads.none) }, thresholds };
}

/** The log-odds of a head: its bias and the weights of the features, over the square root of their number. */
export function oddsOf({ heads }: Model, head: Head, features: Uint32Array): number {
  const { bytes, scale, bias } = heads[head];
  let sum = 0;
  for (const bucket of features) sum += bytes[bucket]!;
  return (sum * scale) / Math.sqrt(Math.max(1, features.length)) + bias;
}
