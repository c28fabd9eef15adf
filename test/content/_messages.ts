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

function heldOut(name: string): Example[] {
  return parseListing(readFileSync(new URL(`../corpora/${name}`, import.meta.url), 'utf8'), name);
}

/** Quiet and hidden messages that are never trained on. */
export function heldOutMessages(): Example[] {
  return heldOut('content-held-out.txt');
}

/** The last ones written: their errors were looked at once. */
export function lastHeldOutMessages(): Example[] {
  return heldOut('content-held-out-3.txt');
}

/** Messages of every day that are never trained on. */
export function everydayHeldOutMessages(): Example[] {
  return heldOut('content-held-out-2.txt');
}

/** Messages by strangers to the rules and to the training texts: of every day, written to mislead the judge, or of both kinds. */
export const STRANGERS = ['everyday-1', 'everyday-2', 'tricky-1', 'tricky-2', 'mixed-1', 'mixed-2', 'mixed-3'] as const;

/** What one of the strangers wrote; never trained on. */
export function strangersMessages(name: (typeof STRANGERS)[number]): Example[] {
  return parseJsonLines(readFileSync(new URL(`../corpora/content-${name}.jsonl`, import.meta.url), 'utf8'));
}
