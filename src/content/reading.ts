import { type Views, views } from '#src/text/index.ts';
import { fraud, promotional, service } from './lexicon/index.ts';
import { compileLexicon, type Hit } from './matcher.ts';
import { structureRules } from './structure.ts';

/** The whole lexicon, compiled once at start. */
export const lexicon = compileLexicon([...promotional, ...service, ...fraud]);

/** One occurrence of a structure rule, in offsets of the text that was searched. */
export type StructureHit = { readonly rule: number; readonly start: number; readonly end: number };

/** A text as the judge reads it: its views, and what the lexicon and the structure rules found in the one to be judged. */
export type Reading = {
  readonly views: Views;
  readonly hits: readonly Hit[];
  readonly structure: readonly StructureHit[];
};

/** Reads a text once; everything that judges works on the result. */
export function read(text: string): Reading {
  const seen = views(text);
  const hits: Hit[] = [];
  lexicon.find(seen.evasion.text, hits);
  const structure: StructureHit[] = [];
  for (const [rule, { pattern }] of structureRules.entries()) {
    for (const match of seen.evasion.text.matchAll(pattern)) {
      structure.push({ rule, start: match.index, end: match.index + match[0].length });
    }
  }
  return { views: seen, hits, structure };
}
