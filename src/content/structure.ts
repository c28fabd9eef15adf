/** One structural rule: a pattern over the normalised text, with the log-odds it adds to the rule score. */
export type StructureRule = {
  readonly id: string;
  readonly weight: number;
  readonly because: string;
  readonly pattern: RegExp;
};

const MONEY = String.raw`\d[\d.,/]*\s?(?:هزار ?توم[اآو]ن|هزار|میلیون|میلیارد|توم[اآو]ن|تومن|ریال|ت(?![\p{L}])|م(?![\p{L}])|toman|tomani|t\b|hezar|million|milion|rial|irr|usd|dollars?|eur|k\b|m t\b)`;

/** Patterns are linear: no nested quantifiers, every repeat bounded. */
export const structureRules: readonly StructureRule[] = [
  { id: 'price', weight: 0, because: 'a sum of money', pattern: new RegExp(MONEY, 'gu') },
  {
    id: 'price-from',
    weight: 1.2,
    because: 'a price from which things start',
    pattern: new RegExp(
      String.raw`(?:(?:^|[^\p{L}])(?:از|فقط|فقط با|با|az|from|only|just|for just|faghat) )${MONEY}`,
      'gu',
    ),
  },
  {
    id: 'price-unit',
    weight: 1.4,
    because: 'a price per unit',
    pattern: new RegExp(
      String.raw`(?:کیلو|کیلویی|متری|نفری|شبی|ماهی|روزی|ساعتی|دانه|عددی|سیخی|لیتری|nafari|shabi|mahi|kilo|per person|per night|a night|monthly|per guest|a month)\s?(?:فقط )?\d[\d.,/]*|${MONEY} (?:per|a|each) \p{L}+`,
      'gu',
    ),
  },
  {
    id: 'percent-off',
    weight: 2.2,
    because: 'a percentage off',
    pattern:
      /\d{1,3} ?(?:%|درصد|درصدی|darsad)[^\d]{0,14}(?:تخفیف|آف|off|کمتر|کاهش|ارز[او]ن ?تر|زیر قیمت|هدیه|takhfif|arzoontar|cheaper|discount|بازگشت|less)|(?:تخفیف|آف|off|تا|up to|save)[^\d]{0,14}\d{1,3} ?(?:%|درصد|درصدی|darsad)/gu,
  },
  {
    id: 'promo-code',
    weight: 2.4,
    because: 'a promotional code of letters and digits',
    pattern:
      /(?:کد|با کد|code|kode|use)\s?:?\s?(?=[a-z0-9]*[a-z])(?=[a-z0-9]{0,14}\d)[a-z][a-z0-9]{3,14}(?![a-z0-9])/gu,
  },
  {
    id: 'buy-and-get',
    weight: 2.4,
    because: 'buy some, get more',
    pattern:
      /(?:بخر|بخرید|bekhar|buy)[^.!\n]{0,24}(?:ببر|بگیر|هدیه|رایگان|مهمان|مهمون|bebar|begir|free|get)|\d ?(?:تا|عدد|ta)? ?(?:بخر|bekhar)|(?:دومی|سومی|دومین|سومین|دوم|سوم|dovomi|sevomi|second|third)[^.!\n]{0,14}(?:رایگان|نصف|مهمون|مهمان|هدیه|free|half)/gu,
  },
  {
    id: 'send-to-number',
    weight: 1.6,
    because: 'a keyword is to be sent to a short number',
    pattern:
      /(?:ارسال|عدد|کلمه|send|text|ersal)[^.\n]{1,22} (?:به|را به|رو به|to|be) \d{4,8}|\d{4,8} (?:بفرست|ارسال|befrest)/gu,
  },
  {
    id: 'social-page',
    weight: 1.3,
    because: 'a page or channel of a social network',
    pattern:
      /(?:پیج|اینستا|کانال|دایرکت|واتساپ|تلگرام|ایتا|روبیکا|آیدی|instagram|telegram|whatsapp|eitaa|kanal|page)(?![\p{L}])|@[a-z][a-z0-9_.]{3,}/gu,
  },
  { id: 'shout', weight: 0.5, because: 'exclamation', pattern: /!{1,9}/gu },
  { id: 'ussd', weight: 0.6, because: 'a USSD code', pattern: /\*\d{1,5}(?:\*\d{1,6}){0,4}#/gu },
  {
    id: 'free-thing',
    weight: 1.2,
    because: 'something is free at first or for some',
    pattern:
      /(?:اول|اولین|نخست|first|avval|avalin)[^.\n]{0,20}(?:رایگان|نصف|مجانی|هدیه|مهمان|مهمون|۱ تومان|free|half|rayegan|majani|mehmoon)/gu,
  },
  {
    id: 'settled-discount',
    weight: -3.2,
    because: 'the discount named is already settled',
    pattern:
      /تخفیف[^.\n]{0,24}(?:اعمال|لحاظ|کسر شد|محاسبه|ثبت شد|حذف|منقضی|عودت|برگشت|خاتمه)|(?:اعمال|احتساب|لحاظ|حذف|پاسخ)[^.\n]{0,20}تخفیف|بدون تخفیف|takhfif[^.\n]{0,30}(?:emal|lahaz)|discount[^.\n]{0,20}(?:applied|was|-\d|-[\d,])|(?:code|coupon)[^.\n]{0,16}(?:removed|expired)/gu,
  },
];
