import { readdirSync, readFileSync } from 'node:fs';
import { type Example, parseJsonLines, parseListing } from '#src/content/training/corpus.ts';

const data = new URL('../../src/content/data/', import.meta.url);

/** The development messages: written by others, the measure of the judge. */
export function developmentMessages(): Example[] {
  return parseJsonLines(readFileSync(new URL('messages.jsonl', data), 'utf8'));
}

/** The messages written to train with. */
export function trainingMessages(): Example[] {
  return readdirSync(data)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => parseListing(readFileSync(new URL(name, data), 'utf8'), name));
}

/** Messages that are neither trained on nor tuned to. */
export function heldOutMessages(): Example[] {
  const file = new URL('../corpora/content-held-out.txt', import.meta.url);
  return parseListing(readFileSync(file, 'utf8'), 'held-out');
}
