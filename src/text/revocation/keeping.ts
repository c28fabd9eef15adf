import { parse } from './grammar.ts';
import { sentencesOf, tokens } from './tokens.ts';

/** What asks for an end, or for no more to be sent. */
const ENDS = /^(?:(?:end|leave|annoy)\+|send-|give-ask|hit-ask|come-wish|refrain|away)/;

/**
 * Whether a normalised text asks that nothing be ended («حذف نکنید», "don't unsubscribe me") and for no end besides: the
 * words of such a text are those of a revocation, and only the denial tells them apart.
 */
export function asksToKeep(text: string): boolean {
  let keeps = false;
  for (const sentence of sentencesOf(text)) {
    const { list, english } = tokens(sentence);
    for (const { meaning } of parse(list, english)) {
      if (ENDS.test(meaning)) return false;
      if (meaning === 'end-ask2' || meaning === 'leave-ask2' || meaning === 'end-wish3') keeps = true;
    }
  }
  return keeps;
}
