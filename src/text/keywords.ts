import { normalise } from './normalise.ts';

/** What a keyword asks for. */
export type KeywordEffect = 'opt_out' | 'opt_in' | 'help';

/** The words of a pack, language or sender; each is matched against the whole message. */
export type KeywordSet = {
  readonly out: readonly string[];
  readonly in: readonly string[];
  readonly help: readonly string[];
};

/**
 * Keywords that hold where nothing else is configured: 11 and 12 of the Iranian regulator's rule of Shahrivar 1401,
 * OFF and خاموش of Iranian value-added services, the English words that 47 CFR 64.1200(a)(10) calls reasonable per se, and UNSUB.
 */
export const DEFAULT_KEYWORDS: KeywordSet = {
  out: [
    '11',
    'لغو11',
    'off',
    'خاموش',
    'stop',
    'stop all',
    'unsubscribe',
    'unsub',
    'quit',
    'end',
    'revoke',
    'opt out',
    'cancel',
  ],
  in: ['12', 'عضویت', 'join', 'start', 'unstop', 'subscribe'],
  help: ['help', 'راهنما'],
};

/** Longest message, in UTF-16 units, that can be one keyword with its quotes and signs. */
const LONGEST = 64;

const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';

/** Letters and digits alone; a gap between two digits stays, so that `1 1` is not `11`. */
function compact(text: string): string {
  return normalise(text).replace(/[^\p{L}\p{N}]+/gu, (gap: string, at: number, whole: string) =>
    isDigit(whole[at - 1]) && isDigit(whole[at + gap.length]) ? '-' : '',
  );
}

const compiled = new WeakMap<KeywordSet, ReadonlyMap<string, KeywordEffect>>();

function effects(keywords: KeywordSet): ReadonlyMap<string, KeywordEffect> {
  const known = compiled.get(keywords);
  if (known !== undefined) return known;
  const map = new Map<string, KeywordEffect>();
  // Where a word is given twice, leaving wins over joining and joining over help.
  for (const word of keywords.help) map.set(compact(word), 'help');
  for (const word of keywords.in) map.set(compact(word), 'opt_in');
  for (const word of keywords.out) map.set(compact(word), 'opt_out');
  map.delete('');
  compiled.set(keywords, map);
  return map;
}

/**
 * The effect of an incoming message that is one keyword, or null. The whole message has to be the keyword, after
 * normalisation and without spaces, quotes and signs: `۱۱`, `«11»`, `1️⃣1️⃣` are 11; `110` and `11 سلام` are not.
 */
export function matchKeyword(text: string, keywords: KeywordSet = DEFAULT_KEYWORDS): KeywordEffect | null {
  if (text.length > LONGEST) return null;
  return effects(keywords).get(compact(text)) ?? null;
}
