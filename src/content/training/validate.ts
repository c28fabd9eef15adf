import type { Head, Model } from '../model.ts';
import type { Example } from './corpus.ts';
import { type Prepared, train } from './train.ts';

const SHINGLE = 4;
/** Two texts with at least this share of their shingles in common are taken for one. */
const ALIKE = 0.5;

function shingles(text: string): Set<string> {
  const plain = text.replace(/\d/gu, '0');
  const found = new Set<string>();
  for (let i = 0; i + SHINGLE <= plain.length; i += 1) found.add(plain.slice(i, i + SHINGLE));
  return found;
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (Math.min(a.size, b.size) < Math.max(a.size, b.size) * ALIKE) return false;
  let shared = 0;
  for (const one of a) if (b.has(one)) shared += 1;
  return shared >= ALIKE * (a.size + b.size - shared);
}

/** Gives each normalised text a fold such that near-identical ones share one. */
export function foldsOfTexts(texts: readonly string[], folds: number): number[] {
  const sets = texts.map(shingles);
  const leader = texts.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (leader[root] !== root) root = leader[root]!;
    return root;
  };
  for (let i = 0; i < sets.length; i += 1) {
    for (let j = i + 1; j < sets.length; j += 1) if (alike(sets[i]!, sets[j]!)) leader[find(j)] = find(i);
  }
  const places = new Map<number, number>();
  return texts.map((_, i) => {
    const root = find(i);
    if (!places.has(root)) places.set(root, places.size % folds);
    return places.get(root)!;
  });
}

/** Gives each example a fold such that near-identical texts share one. */
export const foldsOf = (examples: readonly Prepared[], folds: number): number[] =>
  foldsOfTexts(
    examples.map(({ reading }) => reading.view.text),
    folds,
  );

/** Trains a model without each fold in turn (with `always` in all of them) and hands it to `each` with that fold. */
export function crossValidate(
  examples: readonly Prepared[],
  always: readonly Prepared[],
  folds: number,
  each: (model: Model, held: readonly Prepared[]) => void,
  heads?: readonly Head[],
): void {
  const fold = foldsOf(examples, folds);
  for (let k = 0; k < folds; k += 1) {
    const kept = examples.filter((_, i) => fold[i] !== k);
    const held = examples.filter((_, i) => fold[i] === k);
    each(train([...kept, ...always], heads), held);
  }
}

const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

/** Slope and offset of a logistic curve through log-odds and labels (Platt scaling), by Newton steps that never go uphill. */
export function calibrate(odds: readonly number[], labels: readonly boolean[]): readonly [number, number] {
  const loss = (a: number, b: number): number =>
    odds.reduce((sum, z, i) => sum + softplus(labels[i] ? -(a * z + b) : a * z + b), 1e-3 * a * a);
  let [slope, offset] = [0.1, 0];
  let value = loss(slope, offset);
  for (let round = 0; round < 100; round += 1) {
    let [ga, gb, haa, hab, hbb] = [2e-3 * slope, 0, 2e-3, 0, 1e-6];
    for (const [i, z] of odds.entries()) {
      const p = 1 / (1 + Math.exp(-(slope * z + offset)));
      const gap = p - (labels[i] ? 1 : 0);
      const bend = p * (1 - p);
      ga += gap * z;
      gb += gap;
      haa += bend * z * z;
      hab += bend * z;
      hbb += bend;
    }
    const det = haa * hbb - hab * hab;
    const [da, db] = [(hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det];
    let length = 1;
    while (length > 1e-6 && loss(slope - length * da, offset - length * db) > value) length /= 2;
    if (length <= 1e-6) break;
    slope -= length * da;
    offset -= length * db;
    value = loss(slope, offset);
  }
  return [Number(slope.toPrecision(6)), Number(offset.toPrecision(6))];
}

/** What a sender’s honest message is, for counting mistakes: neither promotional nor fraud. */
export const isLegitimate = ({ promotional, fraud }: Example): boolean => !promotional && !fraud;
