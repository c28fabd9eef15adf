import type { Glance } from './glance.ts';
import type { LexiconClass } from './lexicon/index.ts';
import { type Beginning, beginningOf } from './trigrams.ts';

/** What a pattern speaks for: a class of the lexicon or one of those that only patterns can see. */
export type SignalClass =
  | LexiconClass
  | 'price'
  | 'percent'
  | 'shout'
  | 'question'
  | 'reference'
  | 'date'
  | 'masked'
  | 'settled'
  | 'code'
  | 'card-number';

/** One structural rule: a pattern over the normalised text. Linear: no nested quantifiers, every repeat bounded. */
export type StructureRule = {
  readonly id: string;
  readonly of: SignalClass;
  readonly because: string;
  /** Whether the pattern can match at all; spares the search where it cannot. */
  readonly when: (seen: Seen) => boolean;
  readonly pattern: RegExp;
  /**
   * Of a pattern that must find a digit: at most how many code units before its first digit a match begins. Nothing is
   * looked for further before the first digit of a text, nor behind its last.
   */
  readonly reach?: number;
  /** Words one of which every match has, by their first three letters: a text without them is not searched. */
  readonly needs?: readonly Beginning[];
};

/** What is known of a text before a rule is tried. */
export type Seen = Glance & {
  /** Whether the lexicon or an earlier rule found something of a class. */
  readonly has: (of: SignalClass) => boolean;
};

const needs = (words: string): Beginning[] => words.split(' ').map(beginningOf);

const digit = ({ digit }: Seen): boolean => digit;
const longNumber = ({ longestNumber }: Seen): boolean => longestNumber >= 4;
const always = (): boolean => true;

const NUMBER = String.raw`\d[\d.,/]{0,16}`;
const MONEY = String.raw`${NUMBER}\s?(?:هزار ?توم[اآو]ن|هزار|میلیون|میلیارد|توم[اآو]ن|تومن|ریال|ت(?![\p{L}])|م(?![\p{L}])|toman|tomani|t(?![a-z])|hezar|million|milion|rial|irr|usd|dollar|eur|k(?![a-z])|m(?![a-z]))`;

/** The structure rules, cheap ones first. */
export const structureRules: readonly StructureRule[] = [
  { id: 'price', of: 'price', when: digit, because: 'a sum of money', reach: 0, pattern: new RegExp(MONEY, 'gu') },
  {
    id: 'price-from',
    of: 'offer',
    when: ({ has }) => has('price'),
    because: 'a price from which things start',
    reach: 12,
    pattern: new RegExp(
      String.raw`(?<![\p{L}])(?:از|شروع از|فقط|فقط با|تنها|az|from|only|for only|just|for just|faghat) ${MONEY}`,
      'gu',
    ),
  },
  {
    id: 'price-unit',
    of: 'offer',
    when: ({ digit, has }) => digit && has('unit'),
    because: 'a price per unit',
    pattern: new RegExp(
      String.raw`(?:کیلو|کیلویی|متری|نفری|شبی|ماهی|روزی|ساعتی|دانه|دانه ای|عددی|سیخی|لیتری|مثقالی|جلسه ای|nafari|shabi|mahi|kilo|kiloyi|metri|per person|per night|a night|monthly|per guest|a month)\s?(?:فقط )?(?:از )?${NUMBER}|${MONEY} (?:per|a|each) \p{L}{1,16}`,
      'gu',
    ),
  },
  {
    id: 'percent',
    of: 'percent',
    when: ({ digit, percent, latin }) => digit && (percent || latin),
    because: 'a percentage',
    reach: 0,
    pattern: /\d{1,3} ?(?:%|درصد|درصدی|darsad|percent)/gu,
  },
  {
    id: 'percent-off',
    of: 'discount',
    when: ({ has }) => has('percent'),
    because: 'a percentage off',
    reach: 40,
    pattern:
      /\d{1,3} ?(?:%|درصد|درصدی|darsad)[^\d.]{0,14}(?:تخفیف|آف|off|کمتر|کاهش|ارز[او]ن ?تر|زیر قیمت|هدیه|takhfif|arz[ou]+ntar|cheaper|discount|بازگشت|less)|(?:تخفیف|آف|off|up to|save)[^\d.]{0,14}\d{1,3} ?(?:%|درصد|درصدی|darsad)/gu,
  },
  {
    id: 'promo-code',
    of: 'discount',
    when: ({ digit, latin }) => digit && latin,
    because: 'a promotional code of letters and digits',
    reach: 32,
    pattern: /(?:کد|code|kode|use)(?: تخفیف)?\s?:?\s?(?=[a-z]{0,14}\d)[a-z][a-z0-9]{3,14}(?![a-z0-9])/gu,
  },
  {
    id: 'buy-and-get',
    of: 'discount',
    when: ({ digit, has }) => digit || has('call') || has('gift'),
    because: 'buy some, get more',
    needs: needs('بخر خرید bekhar buy kharid دومی سومی دوم سوم dovomi sevomi second third'),
    pattern:
      /(?:بخر|بخرید|خرید|bekhar|buy|kharid)[^.!]{0,28}(?:ببر|بگیر|هدیه|رایگان|مهمان|مهمون|bebar|begir|free|get |hediye|raygan|rayegan)|\d ?(?:تا|عدد|ta)? ?(?:بخر|bekhar)|(?:دومی|سومی|دومین|سومین|دوم|سوم|dovomi|sevomi|second|third)[^.!]{0,16}(?:رایگان|نصف|مهمون|مهمان|هدیه|free|half|majani)/gu,
  },
  {
    id: 'free-first',
    of: 'gift',
    when: ({ has }) => has('gift') || has('discount'),
    because: 'something is free at first or for some',
    needs: needs('اول نخست first aval avval'),
    pattern:
      /(?:اول|اولین|نخست|first|aval|avval|avalin)[^.]{0,20}(?:رایگان|نصف|مجانی|هدیه|مهمان|مهمون|1 تومان|free|half|rayegan|majani|mehmoon)/gu,
  },
  {
    id: 'send-to-number',
    of: 'contest',
    when: longNumber,
    because: 'a keyword is to be sent to a short number',
    reach: 64,
    needs: needs('ارسال عدد کلمه send text ersal بفرست befrest'),
    pattern:
      /(?:ارسال|عدد|کلمه|send|text|ersal)[^.]{1,22} (?:به|را به|رو به|to|be) \d{4,8}|(?:به|to|be) \d{4,8} (?:بفرست|ارسال|befrest)/gu,
  },
  {
    id: 'phone',
    of: 'contact',
    when: ({ longestNumber }) => longestNumber >= 7,
    because: 'a telephone number to call',
    reach: 0,
    pattern: /(?<![\d*])0\d{2,3}[- ]?\d{7,8}(?!\d)|(?<![\d*:/#])[2-9]\d{7}(?!\d)/gu,
  },
  {
    id: 'link',
    of: 'contact',
    when: ({ latin, dot }) => latin && dot,
    because: 'a link',
    pattern:
      /https?:\/\/|(?<![a-z0-9.])[a-z0-9-]{2,40}\.(?:ir|com|net|org|app|live|io|shop|store|me|cloud|bank|info)(?![a-z])/gu,
  },
  {
    id: 'handle',
    of: 'contact',
    when: ({ at }) => at,
    because: 'a name in a social network',
    pattern: /@[a-z][a-z0-9_.]{3,30}/gu,
  },
  {
    id: 'short-number',
    of: 'contest',
    when: longNumber,
    because: 'something is to be sent to a short number',
    reach: 12,
    pattern: /(?:به|be|to|at) (?:شماره )?\d{4,6}(?![\d/.:,])/gu,
  },
  {
    id: 'yours-done',
    of: 'done',
    when: ({ has }) => has('passive'),
    because: 'something of the reader’s was done',
    needs: needs('شما تان your shoma'),
    pattern: /(?:شما|تان|your|shoma)[^.!?؟]{0,48}(?: شد| شده| گردید| گردیده| shod| was| were| has been)(?![\p{L}])/gu,
  },
  {
    id: 'ussd',
    of: 'contact',
    when: ({ star }) => star,
    because: 'a USSD code',
    pattern: /\*\d{1,5}(?:\*\d{1,6}){0,4}#/gu,
  },
  {
    id: 'shout',
    of: 'shout',
    when: ({ exclaims }) => exclaims,
    because: 'exclamation',
    pattern: /!{1,9}|[🎁🔥💥🎉🎈🎊😍🤩✨⚡💅💎💰🛍🛒🍕🍔☕🥳❤💯👇🏷🆓]/gu,
  },
  { id: 'question', of: 'question', when: ({ asks }) => asks, because: 'a question', pattern: /[?؟]/gu },
  {
    id: 'number-of',
    of: 'reference',
    when: digit,
    because: 'a number that identifies something',
    reach: 20,
    pattern:
      /(?:شماره|کد|شناسه|پرونده|فاکتور|تیکت|سفارش|قبض|رهگیری|پیگیری|واحد|ردیف|اتاق|صندلی|گیت|باجه|ref|no|order|ticket|invoice|case|room|seat|gate|pnr|code|shomare|id)\.?\s?[:#]?\s?(?:[a-z]{1,3}-?)?\d{2,18}|#\s?\d{2,}/gu,
  },
  {
    id: 'clock',
    of: 'date',
    when: digit,
    because: 'an hour or a day',
    reach: 8,
    pattern:
      /(?<!\d)\d{1,2}:\d{2}(?!\d)|(?:ساعت|saat|at) \d{1,2}|\d{1,2} (?:فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند|aban|azar|dey|mehr|bahman|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:13|14)\d\d[/-]\d{1,2}|\d{1,2}\/\d{1,2}(?!\d)/gu,
  },
  {
    id: 'masked',
    of: 'masked',
    when: ({ digit, star, latin }) => digit && (star || latin),
    because: 'a masked number',
    pattern: /\d\*{2,}|\*{2,}\d|x{3,}\d/gu,
  },
  {
    id: 'settled-discount',
    of: 'settled',
    when: ({ has }) => has('discount') || has('gift'),
    because: 'the discount, gift or prize named is already settled',
    needs: needs('تخفیف جایزه هدیه پاداش takhfif discount code coupon'),
    pattern:
      /(?:تخفیف|جایزه|هدیه|پاداش)[^.]{0,30}(?:اعمال|لحاظ|کسر|محاسبه|ثبت شد|حذف|منقضی|عودت|برگشت|خاتمه|واریز|صادر|تحویل|ارسال شد|منتقل)|(?:اعمال|احتساب|لحاظ|حذف|پاسخ|بابت)[^.]{0,24}(?:تخفیف|هدیه|جایزه)|بدون تخفیف|takhfif[^.]{0,30}(?:emal|lahaz|sabt)|discount[^.]{0,20}(?:applied|was|-\d|:)|(?:code|coupon)[^.]{0,24}(?:removed|expired|applied)/gu,
  },
  {
    id: 'settled-free',
    of: 'settled',
    when: ({ has }) => has('gift'),
    because: 'what is free is a duty or a fact, not an offer',
    needs: needs('رایگان بدون rayegan free'),
    pattern:
      /(?:رایگان|بدون هزینه)[^.]{0,24}(?:شد|است|بود|گردید|انجام|محاسبه|برقرار)|(?:rayegan|free)[^.]{0,16}(?:shod|was|trial ends)|(?:was|were|is) free/gu,
  },
  {
    id: 'tell-code',
    of: 'secret',
    when: always,
    because: 'a code or password is to be told',
    needs: needs('بگو بخوان بخون بفرست بنویس ارسال befrest begoo begoy bekhoon'),
    pattern:
      /(?:کد|رمز|kod|code|ramz)[^.!؟?\d]{0,36}(?:بگو|بخوان|بخون|بفرست|بنویس|ارسال کن|ارسال نما|befrest|begoo|begoy|bekhoon)/gu,
  },
  {
    id: 'told-to-pay',
    of: 'demand',
    when: ({ has }) => has('price') || has('card-number'),
    because: 'a sum that the reader is told to pay',
    reach: 20,
    needs: needs('واریز بزن بریز بفرست بپردازید پرداخت کارت bezan beriz variz befrest send pay transfer deposit wire'),
    pattern: new RegExp(
      String.raw`${MONEY}[^.!؟?]{0,40}(?:واریز (?:کن|نما|و )|بزن(?![\p{L}])|بزنید|بزنین|بریز|بفرست|بپردازید|پرداخت کنید|پرداخت نما|کارت به کارت|bezan|beriz|variz kon|befrest)|(?:send|pay|transfer|deposit|wire) (?:us |me |only |just |a |an |the |half |this )?${MONEY}`,
      'gu',
    ),
  },
  {
    id: 'asks-for-none',
    of: 'warning',
    when: always,
    because: 'says that nobody honest asks for this',
    needs: needs('نمی نزنید'),
    pattern:
      /(?:از شما|شماره کارت|رمز|کد|لینک|وجه|پول|وجهی|مبلغی|اطلاعات)[^.!؟?]{0,60}نمی ?(?:خواه|کند|کنیم|گیرد|گیریم)|لینک[^.!؟?]{0,24}نزنید/gu,
  },
  {
    id: 'card-number',
    of: 'card-number',
    when: ({ longestGroup }) => longestGroup >= 16,
    because: 'a card or account number to pay to',
    reach: 0,
    pattern: /(?<!\d)[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)/gu,
  },
  {
    id: 'code-given',
    of: 'otp',
    when: ({ longestGroup }) => longestGroup >= 4,
    because: 'a code is given to be entered or shown',
    reach: 80,
    pattern:
      /(?<![a-z])(?:use|enter|type|code|pin|otp|passcode|kode?) ?:? ?(?:is )?\d[\d -]{2,8}\d(?![\d*])|(?<![\d*])\d[\d -]{2,8}\d (?:is your|is the code|unlocks|to (?:verify|confirm|finish|sign|log))|(?:کد|کدت|رمز|عدد|پین|گذرواژه)[^\d.!؟?،]{0,32}\d[\d -]{2,8}\d(?![\d*]|[,.]\d| ?(?:تومان|ریال|هزار|را به|رو به))/gu,
  },
  {
    id: 'code-alone',
    of: 'code',
    when: ({ longestGroup }) => longestGroup >= 4,
    because: 'a code of four to eight digits stands alone',
    reach: 0,
    pattern:
      /(?<![\d.,/*:-])(?:\d{4,8}|\d{2,3}[ -]\d{2,3}(?:[ -]\d{2,3})?)(?![\d.,/*:]|-\d| ?(?:تومان|ریال|هزار|toman|rial))/gu,
  },
];
