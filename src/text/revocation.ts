import { DEFAULT_KEYWORDS, type KeywordSet, matchKeyword } from './keywords.ts';
import { views } from './normalise.ts';
import { featuresOf } from './revocation/features.ts';
import { asksToKeep } from './revocation/keeping.ts';
import { modelFrom, oddsOf } from './revocation/model.ts';
import { exempt, limited, revokes, revokesTogether, revokesWhole } from './revocation/phrases.ts';
import trained from './revocation/weights.json' with { type: 'json' };

/** Whether a free text asks its sender to stop; `unclear` is for a person to decide, with promotion paused meanwhile. */
export type Revocation = 'revoke' | 'unclear' | 'none';

/** What was cut out of a text: neither a letter nor a space, so that nothing joins over it. */
const CUT = ' | ';

/** As much as is read, in UTF-16 units: fifteen segments. Some phrases take time with the square of the length. */
const LONGEST = 1000;

const model = modelFrom(trained);

/** The text as it is matched, look-alikes and stretched letters undone. */
export const readable = (text: string): string => views(text.slice(0, LONGEST)).evasion.text.replace(/[’‘`´]/g, "'");

/** One line of plain words: no quotes, brackets or pictures. */
const plain = (read: string): string =>
  read
    .replace(/[^\p{L}\p{N}'.!?؟\-\s]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Words alone, without the punctuation around them. */
const bare = (text: string): string =>
  text
    .replace(/[.!?؟-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const anyOf = (rules: readonly RegExp[], text: string): boolean => rules.some((rule) => text.search(rule) >= 0);

const asksInParts = (text: string): boolean =>
  revokesTogether().some(([stop, about]) => stop.test(text) && about.test(text));

/** Whether a known phrase asks to stop, once those that only look like one are cut out, and nothing limits it. */
export function hasPhrase(read: string): boolean {
  const said = plain(read);
  const rest = exempt().reduce((left, rule) => left.replace(rule, CUT), said);
  const asked =
    anyOf(revokes(), rest) ||
    asksInParts(rest) ||
    said.split(/[.!?؟]+/).some((clause) => revokesWhole().test(bare(clause)));
  return asked && !anyOf(limited(), rest);
}

/**
 * Reads a free text for a request to stop, in Persian, Persian in Latin letters, and English.
 *
 * Deterministic. A text that is a keyword counts as what the keyword says, and one that is a known request as a whole
 * revokes; of any other, a linear model over what its sentences speak of, ask and deny tells how likely it is to ask to
 * stop and how likely to have nothing to do with it. A known phrase speaks for the first. Neither is unclear: a request
 * for less, later or elsewhere, a question how to leave, anger without a request.
 */
export function classifyRevocation(text: string, keywords: KeywordSet = DEFAULT_KEYWORDS): Revocation {
  const keyword = matchKeyword(text, keywords);
  if (keyword !== null) return keyword === 'opt_out' ? 'revoke' : 'none';
  const read = readable(text);
  const whole = bare(plain(read));
  if (whole === '') return 'none';
  if (revokesWhole().test(whole)) return 'revoke';
  const features = featuresOf(read);
  const { phrase, revoke, none } = model.thresholds;
  const asks = oddsOf(model, 'revoke', features);
  const revokes = asks > revoke || (asks + phrase > revoke && hasPhrase(read));
  if (revokes && !asksToKeep(read)) return 'revoke';
  return oddsOf(model, 'none', features) > none ? 'none' : 'unclear';
}
