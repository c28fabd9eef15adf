import { DEFAULT_KEYWORDS } from './keywords.ts';
import { normalise } from './normalise.ts';

/** Characters at the end of a text in which a notice must lie: a bare one, and one that is a sentence. */
const BARE_WINDOW = 16;
const SENTENCE_WINDOW = 64;

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ /g, ' ?');
/** Punctuation and closing quotes that may follow a notice. */
const END = '[\\s.!؛;،,)»"\'\\]]{0,4}$';
const GAP = '\\s?[:=»«"\'\\-]{0,2}\\s?';
const OPT_OUT = '(?:لغو|انصراف|laghv|cancel|opt ?-?out|unsubscribe|stop)';
/** The same without what an ordinary sentence may end in ("non-stop 11"). */
const BARE_OPT_OUT = '(?:لغو|انصراف|(?<![a-z])(?:laghv|opt ?-?out|unsubscribe))';
/** What a notice may say is stopped; an order or an appointment is not. */
const OBJECT =
  '(?:\\s?(?:ارسال|دریافت|عضویت|اشتراک|باشگاه|پیام(?:ک)?(?: ?ها)?|تبلیغات|خبرنامه|از (?:دریافت|ارسال))){0,3}';
const SEND = '(?:\\s?(?:را|رو))?\\s?(?:به همین (?:شماره|سرشماره)\\s?)?(?:ارسال|بفرست|پیامک|send|reply)[^\\n]{0,14}';

/** A short code or number that takes opt-outs. */
const NUMBER = '\\+?\\d{4,8}';
const LATIN_WORD = '(?=stop|unsub|opt)';
/** Routes of operators and countries, which no keyword of the sender decides. */
const ROUTES = [
  // "OptOut 7726", "Unsub: 7726"
  `(?:opt ?-?out|unsub(?:scribe)?)[: ]{1,2}${NUMBER}${END}`,
  // "To stop, send B SHOP to 7726" of the Emirates
  `(?:stop|opt ?-?out|unsub(?:scribe)?)[,:]? (?:send|text|txt|sms) [\\p{L}\\p{N} ]{1,20} to ${NUMBER}${END}`,
];

type Patterns = { readonly bare: RegExp; readonly sentence: RegExp };

/** Patterns for one list of keywords, over normalised text. */
function compile(keywords: readonly string[]): Patterns {
  const words = keywords
    .map((word) => normalise(word))
    .filter((word) => word !== '')
    .sort((a, b) => b.length - a.length)
    .map(literal);
  const keyword = `(?:${words.join('|')})`;
  const bounded = `(?<![\\p{L}\\p{N}])${keyword}(?![\\p{L}\\p{N}])`;
  const glued = `${keyword}(?![\\p{L}\\p{N}])`;
  return {
    bare: new RegExp(
      `(?:${BARE_OPT_OUT}${OBJECT}${GAP}${glued}|${bounded}${GAP}${BARE_OPT_OUT}(?![\\p{L}\\p{N}]))${END}`,
      'u',
    ),
    sentence: new RegExp(
      [
        // «برای لغو ۱۱ را ارسال کنید», «لغو دریافت: عدد 11 را بفرستید»
        `${OPT_OUT}${OBJECT}${GAP}(?:(?:عدد|کد|کلمه|عبارت)\\s?)?${GAP}${bounded}${GAP}${SEND}${END}`,
        // «لغو: ارسال ۰ به همین شماره»
        `${OPT_OUT}${OBJECT}${GAP}(?:ارسال|send|reply) ${bounded}[^\\n]{0,20}$`,
        // "Reply STOP to opt out", "txt 11 to unsubscribe", "STOP to end"
        `${bounded}${GAP}\\s?(?:to [\\d+]{3,14} )?(?:2|to|for) ?(?:${OPT_OUT}|end|quit|leave)[^\\n]{0,16}$`,
        // "Reply UNSUB", "Text STOP to 60123"
        `(?:reply|send|text|txt|sms)(?: with)? ${LATIN_WORD}${bounded}(?: to ${NUMBER})?${END}`,
        // "STOP au 36111" of France
        `(?<!-)${LATIN_WORD}${bounded} au ${NUMBER}${END}`,
        ...ROUTES,
        // "ersal 11 baraye laghv", «با ارسال ۱۱ لغو کنید»
        `(?:ارسال|ersal) (?:عدد |کد |کلمه )?${GAP}${bounded}${GAP}\\s?(?:baraye )?(?:عضویت )?${OPT_OUT}[^\\n]{0,14}$`,
      ].join('|'),
      'u',
    ),
  };
}

const compiled = new WeakMap<readonly string[], Patterns>();

/**
 * Whether a text ends in a notice of how to stop its sender, such as `لغو۱۱`, in any digit script.
 *
 * `keywords` are the words that the sender obeys. A bare notice has to be within the last characters; a sentence («برای
 * لغو ۱۱ را ارسال کنید», "Reply STOP to opt out") near the end.
 */
export function hasOptOutNotice(text: string, keywords: readonly string[] = DEFAULT_KEYWORDS.out): boolean {
  if (keywords.length === 0) return false;
  let patterns = compiled.get(keywords);
  if (patterns === undefined) {
    patterns = compile(keywords);
    compiled.set(keywords, patterns);
  }
  // Only the end matters; what is cut off in front cannot change how the rest is normalised.
  const end = normalise(text.slice(-3 * SENTENCE_WINDOW));
  return (
    patterns.bare.test(end.slice(-BARE_WINDOW - longest(keywords))) ||
    patterns.sentence.test(end.slice(-SENTENCE_WINDOW))
  );
}

const longest = (keywords: readonly string[]): number => Math.max(...keywords.map((word) => word.length));
