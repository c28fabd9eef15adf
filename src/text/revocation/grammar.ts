import type { Token } from './tokens.ts';

/** Verbs by which a noun is done: «حذف کنید», «قطع بشه», «تبلیغ نکنید». */
const DONE_BY = /^(?:do|become|give|hit|put|lift)[+-]/;
/** Nouns that become an action with such a verb, and what the action is called. */
const DOABLE: ReadonlyMap<string, string> = new Map([
  ['end', 'end'],
  ['leave', 'leave'],
  ['open', 'open'],
  ['annoy', 'annoy'],
  ['promotion', 'send'],
  ['receive', 'send'],
]);
/** What may stand between a noun and the verb that does it. */
const BETWEEN = new Set(['', 'object', 'please', 'nomore', 'small', 'this', 'me', 'from']);
/** What may stand before an English imperative. */
const BEFORE_ASKING = new Set(['', 'please', 'hello', 'but', 'small', 'nomore', 'thanks', 'annoy', 'angry']);
/** What an action may be done to; `VAGUE` ones give way to any other. */
const OBJECTS = new Set(
  'message promotion list member number name thing service discount channel me forme this any'.split(' '),
);
const VAGUE = new Set(['none', 'other', 'me', 'forme', 'this']);
/** How many words away an object may stand, and how many words on a denial reaches. */
const REACH = 7;
const DENIED = 3;

const isLatin = (word: string): boolean => word < '{';
const isVerb = (meaning: string): boolean => meaning.includes('+') || meaning.includes('-');

/** Joins a noun with the verb that does it: «حذف … نکنید» is one action, `end-ask2`. */
function joinVerbs(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i]!;
    const action = DOABLE.get(token.meaning);
    let at = i + 1;
    while (at < tokens.length && at <= i + 2 && BETWEEN.has(tokens[at]!.meaning)) at += 1;
    const verb = tokens[at];
    if (action === undefined || verb === undefined || !DONE_BY.test(verb.meaning)) {
      joined.push(token);
      continue;
    }
    // What is sent stays something to speak of.
    if (action === 'send') joined.push(token);
    joined.push(...tokens.slice(i + 1, at));
    joined.push({ word: `${token.word} ${verb.word}`, meaning: action + verb.meaning.replace(/^[a-z]+/, '') });
    i = at;
  }
  return joined;
}

/** Who is spoken of after an English word: it stays until the next clause. */
function subjectAfter({ word, meaning }: Token, who: string): string {
  if (/^(?:i|ive|id|im|we)$/.test(word)) return 'i';
  if (/^(?:you|u|ya)$/.test(word)) return 'you';
  if (/^(?:it|they|he|she)$/.test(word)) return 'it';
  return meaning === 'but' || meaning === 'please' || word === 'and' || word === 'to' ? '' : who;
}

function moodOf(who: string, asks: boolean): string {
  if (asks) return 'ask2';
  return who === 'i' ? 'now1' : who === 'you' ? 'now2' : 'now3';
}

/** Gives an English verb its polarity and mood by what stands before it: "don't remove", "I want", "please stop". */
function bendEnglish(tokens: readonly Token[]): Token[] {
  const bent: Token[] = [];
  let deniedTo = -1;
  let who = '';
  for (const [i, token] of tokens.entries()) {
    const { word, meaning } = token;
    // "not" alone denies the next word: what is "not me, stop" asks to stop.
    if (meaning === 'not') deniedTo = i + (word === 'not' ? 1 : DENIED);
    const denied = i <= deniedTo;
    const sign = denied ? '-' : '+';
    if (meaning === 'end' || meaning === 'leave' || meaning === 'send') {
      const asks = who === '' && (denied || BEFORE_ASKING.has(tokens[i - 1]?.meaning ?? ''));
      bent.push({ word, meaning: meaning + sign + moodOf(who, asks) });
      if (denied) deniedTo = i + DENIED;
    } else if (meaning === 'need') bent.push({ word, meaning: `want${sign}now1` });
    else if (denied && /^(?:text|message|msg|sms|txt)$/.test(word)) bent.push({ word, meaning: 'send-ask2' }, token);
    else bent.push(token);
    who = subjectAfter(token, who);
  }
  return bent;
}

/** The object of the action at `at`, walking by `step`; `other` where no table knows the thing. */
function objectOf(tokens: readonly Token[], at: number, step: 1 | -1): string {
  let object = 'none';
  for (let i = at + step; i >= 0 && i < tokens.length && Math.abs(i - at) <= REACH; i += step) {
    const { meaning } = tokens[i]!;
    if (isVerb(meaning)) break;
    const unknown =
      step > 0 ? meaning === '' && object === 'none' : meaning === 'object' && tokens[i - 1]?.meaning === '';
    if (unknown) object = 'other';
    if (!OBJECTS.has(meaning) || !VAGUE.has(object)) continue;
    if (object !== 'other' || !VAGUE.has(meaning)) object = meaning;
  }
  return object;
}

/** Each action with what it is done to, before it in Persian and after it in English, once in full and once without mood. */
export function objectsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ word, meaning }, at) => {
    if (!isVerb(meaning) && !/^(?:end|leave|away|refrain)$/.test(meaning)) return [];
    const isEnglish = isLatin(word) && /^(?:end|leave|away|send)/.test(meaning) && !word.includes(' ');
    const object = objectOf(tokens, at, isEnglish ? 1 : -1);
    return [`${meaning}@${object}`, `${meaning.replace(/([+-]).*/, '$1')}@${object}`];
  });
}

/** What a sentence says: its words with nouns and verbs joined into actions. */
export const parse = (tokens: readonly Token[], english: boolean): Token[] =>
  english ? bendEnglish(tokens) : joinVerbs(tokens);
