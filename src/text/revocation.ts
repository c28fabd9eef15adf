import { DEFAULT_KEYWORDS, type KeywordSet, matchKeyword } from './keywords.ts';
import { views } from './normalise.ts';
import {
  EXEMPT,
  LIMITED,
  REVOKES,
  REVOKES_TOGETHER,
  REVOKES_WHOLE,
  STOP_WORDS,
  UNCLEAR,
  UNCLEAR_WHOLE,
} from './revocation-rules.ts';

/** Whether a free text asks its sender to stop; `unclear` is for a person to decide, with promotion paused meanwhile. */
export type Revocation = 'revoke' | 'unclear' | 'none';

/** What was cut out of a text: neither a letter nor a space, so that nothing joins over it. */
const CUT = ' | ';

/** As much as is read, in UTF-16 units: fifteen segments. Some rules take time with the square of the length. */
const LONGEST = 1000;

/** The text in one line of plain words: no quotes, brackets or pictures, apostrophes straight. */
function plain(text: string): string {
  return views(text.slice(0, LONGEST))
    .evasion.text.replace(/[’‘`´]/g, "'")
    .replace(/[^\p{L}\p{N}'.!?؟\-\s]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const anyOf = (rules: readonly RegExp[], text: string): boolean => rules.some((rule) => text.search(rule) >= 0);

/**
 * Reads a free text for a request to stop, in Persian, Finglish and English.
 *
 * Deterministic: phrases that only look like one (an order cancelled, "don't stop") are taken out, then clear requests
 * are looked for; a request for less, later or elsewhere, a question how to leave, and anger without a request are
 * unclear. A text that is a keyword counts as what the keyword says.
 */
export function classifyRevocation(text: string, keywords: KeywordSet = DEFAULT_KEYWORDS): Revocation {
  const keyword = matchKeyword(text, keywords);
  if (keyword !== null) return keyword === 'opt_out' ? 'revoke' : 'none';
  const said = plain(text);
  if (said === '') return 'none';
  const clauses = said
    .split(/[.!?؟]+/)
    .map(bare)
    .filter((clause) => clause !== '');
  const whole = bare(said);
  if (REVOKES_WHOLE.test(whole)) return 'revoke';
  if (UNCLEAR_WHOLE.test(whole)) return 'unclear';
  const rest = EXEMPT.reduce((left, rule) => left.replace(rule, CUT), said);
  const asked = anyOf(REVOKES, rest) || asksInParts(rest) || clauses.some((clause) => REVOKES_WHOLE.test(clause));
  if (asked) return anyOf(LIMITED, rest) ? 'unclear' : 'revoke';
  return anyOf(UNCLEAR, rest) || anyOf(STOP_WORDS, rest) ? 'unclear' : 'none';
}

/** Words alone, without the punctuation around them. */
const bare = (text: string): string =>
  text
    .replace(/[.!?؟-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const asksInParts = (text: string): boolean =>
  REVOKES_TOGETHER.some(([stop, about]) => stop.test(text) && about.test(text));
