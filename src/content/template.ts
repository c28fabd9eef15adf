import type { Model } from './model.ts';
import { read } from './reading.ts';
import { scoreWith } from './scoring.ts';
import type { JudgementContext } from './types.ts';

/** Log-odds that the approval of a template takes from its fixed words, which a person has read. */
const APPROVAL = 2;
/** A value with fewer letters than this is a name, a number or a date and says nothing alone. */
const TELLING = 10;

/**
 * The promotional log-odds of a text that an approved template matches: its fixed words with the benefit of the approval,
 * or the loudest of its variables, each judged alone, whichever is more. Without a template the odds are as they were.
 */
export function templateOdds(model: Model, { template }: JudgementContext, odds: number): number {
  if (template === null || template === undefined) return odds;
  let loudest = scoreWith(model, read(template.fixed)).odds.promotional - APPROVAL;
  for (const value of Object.values(template.variables)) {
    if ((value.match(/\p{L}/gu)?.length ?? 0) < TELLING) continue;
    loudest = Math.max(loudest, scoreWith(model, read(value)).odds.promotional);
  }
  return loudest;
}
