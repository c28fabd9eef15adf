import { normalise } from '#src/text/index.ts';

/** The pairs of words of a text, folded; what two texts have of them in common says how near they are. */
export function wordPairs(text: string): ReadonlySet<string> {
  const words = normalise(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`);
  return new Set([...words, ...pairs]);
}

/** Share of the first text's words and pairs that the second has, 0..1. */
export function likeness(of: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (of.size === 0) return 0;
  let common = 0;
  for (const part of of) if (other.has(part)) common += 1;
  return common / of.size;
}

/** Below this, two texts have little more than common words in common. */
export const NEAR = 0.4;
