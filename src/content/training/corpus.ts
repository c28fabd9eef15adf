import { CATEGORIES, type Category } from '../types.ts';

/** A labelled message. */
export type Example = {
  readonly id: string;
  readonly text: string;
  readonly category: Category | 'fraud';
  readonly promotional: boolean;
  readonly fraud: boolean;
  /** Why it is hard, or empty. */
  readonly tricky: string;
};

/** Reads labelled messages, one JSON object a line, as in `data/messages.jsonl`. */
export function parseJsonLines(source: string): Example[] {
  return source
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Example);
}

/**
 * Reads labelled messages, one a line under a heading `= category [promotional] [fraud] [why it is hard]`; ` ⏎ ` is a line
 * break, lines that start with `#` are comments.
 */
export function parseListing(source: string, name: string): Example[] {
  const examples: Example[] = [];
  let labels: Omit<Example, 'id' | 'text'> | null = null;
  for (const [at, raw] of source.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('= ')) {
      labels = labelsOf(line.slice(2).split(' '));
      continue;
    }
    if (labels === null) throw new Error(`${name}:${at + 1}: a message before the first heading`);
    examples.push({ id: `${name}:${at + 1}`, text: line.replaceAll(' ⏎ ', '\n'), ...labels });
  }
  return examples;
}

function labelsOf([category, ...flags]: string[]): Omit<Example, 'id' | 'text'> {
  const known = category === 'fraud' || CATEGORIES.some((one) => one === category);
  if (!known) throw new Error(`unknown category ${category}`);
  return {
    category: category as Category | 'fraud',
    promotional: flags.includes('promotional'),
    fraud: flags.includes('fraud'),
    tricky: flags.filter((flag) => flag !== 'promotional' && flag !== 'fraud').join(' '),
  };
}
