import type { LexiconClass } from './lexicon/index.ts';

/** What a pattern speaks for: a class of the lexicon or one of those that only patterns can see. */
export type SignalClass =
  | LexiconClass
  | 'price'
  | 'percent'
  | 'contact'
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
  readonly pattern: RegExp;
};

const NUMBER = String.raw`\d[\d.,/]{0,16}`;
const MONEY = String.raw`${NUMBER}\s?(?:هزار ?توم[اآو]ن|هزار|میلیون|میلیارد|توم[اآو]ن|تومن|ریال|ت(?![\p{L}])|م(?![\p{L}])|toman|tomani|t(?![a-z])|hezar|million|milion|rial|irr|usd|dollar|eur|k(?![a-z])|m(?![a-z]))`;

/** The structure rules, cheap ones first. */
export const structureRules: readonly StructureRule[] = [
  { id: 'price', of: 'price', because: 'a sum of money', pattern: new RegExp(MONEY, 'gu') },
  {
    id: 'price-from',
    of: 'offer',
    because: 'a price from which things start',
    pattern: new RegExp(
      String.raw`(?<![\p{L}])(?:از|شروع از|فقط|فقط با|تنها|az|from|only|for only|just|for just|faghat) ${MONEY}`,
      'gu',
    ),
  },
  {
    id: 'price-unit',
    of: 'offer',
    because: 'a price per unit',
    pattern: new RegExp(
      String.raw`(?:کیلو|کیلویی|متری|نفری|شبی|ماهی|روزی|ساعتی|دانه|دانه ای|عددی|سیخی|لیتری|مثقالی|جلسه ای|nafari|shabi|mahi|kilo|kiloyi|metri|per person|per night|a night|monthly|per guest|a month)\s?(?:فقط )?(?:از )?${NUMBER}|${MONEY} (?:per|a|each) \p{L}{1,16}`,
      'gu',
    ),
  },
  {
    id: 'percent',
    of: 'percent',
    because: 'a percentage',
    pattern: /\d{1,3} ?(?:%|درصد|درصدی|darsad|percent)/gu,
  },
  {
    id: 'percent-off',
    of: 'discount',
    because: 'a percentage off',
    pattern:
      /\d{1,3} ?(?:%|درصد|درصدی|darsad)[^\d.]{0,14}(?:تخفیف|آف|off|کمتر|کاهش|ارز[او]ن ?تر|زیر قیمت|هدیه|takhfif|arz[ou]+ntar|cheaper|discount|بازگشت|less)|(?:تخفیف|آف|off|up to|save)[^\d.]{0,14}\d{1,3} ?(?:%|درصد|درصدی|darsad)/gu,
  },
  {
    id: 'promo-code',
    of: 'discount',
    because: 'a promotional code of letters and digits',
    pattern: /(?:کد|code|kode|use)(?: تخفیف)?\s?:?\s?(?=[a-z]{0,14}\d)[a-z][a-z0-9]{3,14}(?![a-z0-9])/gu,
  },
  {
    id: 'buy-and-get',
    of: 'discount',
    because: 'buy some, get more',
    pattern:
      /(?:بخر|بخرید|خرید|bekhar|buy|kharid)[^.!]{0,28}(?:ببر|بگیر|هدیه|رایگان|مهمان|مهمون|bebar|begir|free|get |hediye|raygan|rayegan)|\d ?(?:تا|عدد|ta)? ?(?:بخر|bekhar)|(?:دومی|سومی|دومین|سومین|دوم|سوم|dovomi|sevomi|second|third)[^.!]{0,16}(?:رایگان|نصف|مهمون|مهمان|هدیه|free|half|majani)/gu,
  },
  {
    id: 'free-first',
    of: 'gift',
    because: 'something is free at first or for some',
    pattern:
      /(?:اول|اولین|نخست|first|aval|avval|avalin)[^.]{0,20}(?:رایگان|نصف|مجانی|هدیه|مهمان|مهمون|1 تومان|free|half|rayegan|majani|mehmoon)/gu,
  },
  {
    id: 'send-to-number',
    of: 'contest',
    because: 'a keyword is to be sent to a short number',
    pattern:
      /(?:ارسال|عدد|کلمه|send|text|ersal)[^.]{1,22} (?:به|را به|رو به|to|be) \d{4,8}|(?:به|to|be) \d{4,8} (?:بفرست|ارسال|befrest)/gu,
  },
  {
    id: 'social-page',
    of: 'contact',
    because: 'a page or channel of a social network',
    pattern:
      /(?<![\p{L}])(?:پیج|اینستا|اینستاگرام|کانال|دایرکت|واتساپ|تلگرام|ایتا|روبیکا|آیدی|instagram|telegram|whatsapp|eitaa|kanal|page)(?![\p{L}])|@[a-z][a-z0-9_.]{3,30}/gu,
  },
  {
    id: 'phone',
    of: 'contact',
    because: 'a telephone number to call',
    pattern: /(?<![\d*])0\d{2,3}[- ]?\d{7,8}(?!\d)|(?<![\d*:/#])[2-9]\d{7}(?!\d)/gu,
  },
  {
    id: 'link',
    of: 'contact',
    because: 'a link',
    pattern:
      /https?:\/\/|(?<![a-z0-9.])[a-z0-9-]{2,40}\.(?:ir|com|net|org|app|live|io|shop|store|me|cloud|bank|info)(?![a-z])/gu,
  },
  { id: 'ussd', of: 'contact', because: 'a USSD code', pattern: /\*\d{1,5}(?:\*\d{1,6}){0,4}#/gu },
  { id: 'shout', of: 'shout', because: 'exclamation', pattern: /!{1,9}|[\u{1f300}-\u{1faff}✨⚡]/gu },
  { id: 'question', of: 'question', because: 'a question', pattern: /[?؟]/gu },
  {
    id: 'number-of',
    of: 'reference',
    because: 'a number that identifies something',
    pattern:
      /(?:شماره|کد|شناسه|پرونده|فاکتور|تیکت|سفارش|قبض|رهگیری|پیگیری|واحد|ردیف|اتاق|صندلی|گیت|باجه|ref|no|order|ticket|invoice|case|room|seat|gate|pnr|code|shomare|id)\.?\s?[:#]?\s?(?:[a-z]{1,3}-?)?\d{2,18}|#\s?\d{2,}/gu,
  },
  {
    id: 'clock',
    of: 'date',
    because: 'an hour or a day',
    pattern:
      /(?<!\d)\d{1,2}:\d{2}(?!\d)|(?:ساعت|saat|at) \d{1,2}|\d{1,2} (?:فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند|aban|azar|dey|mehr|bahman|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:13|14)\d\d[/-]\d{1,2}|\d{1,2}\/\d{1,2}(?!\d)/gu,
  },
  { id: 'masked', of: 'masked', because: 'a masked number', pattern: /\d\*{2,}|\*{2,}\d|x{3,}\d/gu },
  {
    id: 'settled-discount',
    of: 'settled',
    because: 'the discount, gift or prize named is already settled',
    pattern:
      /(?:تخفیف|جایزه|هدیه|پاداش)[^.]{0,30}(?:اعمال|لحاظ|کسر|محاسبه|ثبت شد|حذف|منقضی|عودت|برگشت|خاتمه|واریز|صادر|تحویل|ارسال شد|منتقل)|(?:اعمال|احتساب|لحاظ|حذف|پاسخ|بابت)[^.]{0,24}(?:تخفیف|هدیه|جایزه)|بدون تخفیف|takhfif[^.]{0,30}(?:emal|lahaz|sabt)|discount[^.]{0,20}(?:applied|was|-\d|:)|(?:code|coupon)[^.]{0,24}(?:removed|expired|applied)/gu,
  },
  {
    id: 'settled-free',
    of: 'settled',
    because: 'what is free is a duty or a fact, not an offer',
    pattern:
      /(?:رایگان|بدون هزینه)[^.]{0,24}(?:شد|است|بود|گردید|انجام|محاسبه|برقرار)|(?:rayegan|free)[^.]{0,16}(?:shod|was|trial ends)|(?:was|were|is) free/gu,
  },
  {
    id: 'colloquial-imperative',
    of: 'call',
    because: 'the reader is told to act, in the familiar form',
    pattern:
      /(?<![\p{L}])(?:بخر|ببر|بگیر|بیا|بزن|بفرست|بده|ببین|بیار|بذار|بساز|برو|شو|بشین|بپوش|بخور|بنوش|بخون|یاد بگیر|(?:نصب|ثبت نام|سفارش|رزرو|شروع|امتحان|استفاده|دانلود|فالو|چک|خرید|فعال|دعوت|معرفی|پرداخت|تماشا) کن|begir|bebar|bekhar|bezan|biya|bia|(?:nasb|sabt ?nam|sefaresh|reserve|shoroo) kon)(?![\p{L}])/gu,
  },
  {
    id: 'first-person-offer',
    of: 'offer',
    because: 'the sender says what it sells or does',
    pattern:
      /(?<![\p{L}])(?:می ?(?:سازیم|دهیم|دیم|پذیریم|فروشیم|کنیم|خریم|آوریم|فرستیم|رسانیم|دوزیم)|داریم|آورده ایم|ارائه می|پذیرای|عرضه می|در خدمت|آماده ایم|we (?:offer|ship|buy|build|deliver|sell|make|have|do)|our new|mi?(?:dim|sazim|konim|frooshim))(?![\p{L}])/gu,
  },
  {
    id: 'card-number',
    of: 'card-number',
    because: 'a card or account number to pay to',
    pattern: /(?<!\d)[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)/gu,
  },
  {
    id: 'code-alone',
    of: 'code',
    because: 'a code of four to eight digits stands alone',
    pattern:
      /(?<![\d.,/*:-])(?:\d{4,8}|\d{2,3}[ -]\d{2,3}(?:[ -]\d{2,3})?)(?![\d.,/*:]|-\d| ?(?:تومان|ریال|هزار|toman|rial))/gu,
  },
];
