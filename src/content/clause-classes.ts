import { lexicon, type Reading } from './reading.ts';
import { anchorBit, luringBit, sellingBit } from './signals.ts';
import { structureRules } from './structure.ts';

const entryBits = lexicon.entries.map(({ of }) => [sellingBit(of), anchorBit(of), luringBit(of)] as const);
const ruleBits = structureRules.map(({ of }) => [sellingBit(of), anchorBit(of), luringBit(of)] as const);

/** Clauses beyond these count to the last of them. */
const MOST_CLAUSES = 256;
// Scratch space, as in occurrences.ts.
/** What each clause of the text speaks for, as masks of classes: those that sell, those that anchor, those that lure. */
export const selling = new Int32Array(MOST_CLAUSES);
export const anchors = new Int32Array(MOST_CLAUSES);
export const luring = new Int32Array(MOST_CLAUSES);

/** Index of the clause that an offset falls into. */
export function clauseAt(clauses: readonly number[], at: number): number {
  let clause = 0;
  while (clause < clauses.length - 1 && at >= clauses[clause]!) clause += 1;
  return Math.min(clause, MOST_CLAUSES - 1);
}

function addBits(bits: readonly [number, number, number], clause: number): void {
  selling[clause]! |= bits[0];
  anchors[clause]! |= bits[1];
  luring[clause]! |= bits[2];
}

/** Fills the masks with the classes that the clauses of a reading speak for. */
export function noteClasses({ clauses, hits, structure }: Reading): void {
  for (const masks of [selling, anchors, luring]) masks.fill(0, 0, clauses.length);
  for (const { entry, start } of hits) addBits(entryBits[entry]!, clauseAt(clauses, start));
  for (const { rule, start } of structure) addBits(ruleBits[rule]!, clauseAt(clauses, start));
}
