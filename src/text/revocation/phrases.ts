/**
 * Phrases by which people ask a sender to stop, in Persian, Finglish and English, over normalised text.
 *
 * Written from everyday speech; the English ones start from the words that 47 CFR 64.1200(a)(10) names and from its
 * measure, what a reasonable person would take for a request. They are sure of what they know and know little: what else
 * people write is for the model.
 */

/** Made when it is first asked for: to compile all of this takes longer than to load the room. */
function lazily<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

/** Whole words: nothing of a letter or digit touches the phrase. */
const phrases = (sources: readonly string[]): (() => readonly RegExp[]) =>
  lazily(() => sources.map((source) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'gu')));

const union = (sources: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${sources.join('|')})(?![\\p{L}\\p{N}])`, 'u');

const MESSAGE = '(?:(?:پیام|اس ?ام ?اس|sms|تبلیغ)\\p{L}*)';
const CONNECTED = '(?:[^.!؟?\\n]{0,40}?)';
/** Imperatives only: «نمیدید» asks why, «ندید» asks to stop. */
const DO_NOT_SEND =
  '(?<!\\p{L})(?:نفرست(?:ید|ین|ی)?|ند(?:ه|هید|ید|ین|ی)|نزن(?:ید|ین)?|ن(?:یاد|یاید|یایید)|نباشه|(?:ارسال|پخش) ن(?:کن(?:ید|ین|ی)?|شود|شه|فرمایید|نمایید|نما|گردد)|تبلیغ(?:ات)? ن(?:کن(?:ید|ین|ی)?|نمایید|فرمایید))';
const DO = '(?:م|ش|شون)? ?(?:رو|را)? ?(?:کن(?:ید|ین|ی)?|بکن(?:ید|ین)?|شود|بشه|شه|بشم|نمایید|ب?فرمایید)';
/** Finglish: a message, and what is to be done with it; vowels are written in many ways. */
const F_MESSAGE = '(?:(?:p[ae]?y+a?m(?!ent)|pi+a?m|sms|es ?em ?es|tabli(?:gh|q|g))\\p{L}*)';
const F_END =
  '(?:hazf|pak|kharej|delete|remove|block|cancel|kansel|l[ao]gh?v|gh?at|qat|motavaghe?f|gh?ey?re? ?fa+l|stop|jam)';
const F_DO =
  '(?:e?sh(?:o|un|oon|on)?|am)? ?(?:ro )?(?:kon|konid|konin|sho|she|beshe|shavad|nama\\p{L}*|befarma\\p{L}*)';
const REMOVE =
  '(?<!\\p{L})(?:حذف|پاک|خارج|لغو|کنسل|بلاک|غیر ?فعال|خط بزن(?:ید|ین)?|در ?بیار(?:ید|ین)?|بردار(?:ید|ین)?|بیرون|بنداز(?:ید|ین)?|خط زده)';
const ME = '(?:من|منو|منا|مرا|ما رو|مارو|شمار(?:ه|م|مو|ما)|شماره ?ا?مو?|خطم|اسم(?:م|مو)?|نامم?)';
const LIST =
  '(?:لیست\\p{L}*|فهرست\\p{L}*|باشگاه|سامانه\\p{L}*|سیستم\\p{L}*|بانک اطلاعاتی\\p{L}*|گروه\\p{L}*|کانال\\p{L}*)';
const MEMBER = '(?:عضو(?:یت)?\\p{L}*|اشتراک\\p{L}*)';
const NOT_WANT =
  '(?:نمی ?خوا(?:م|هم|یم|هیم)|دوست ندار(?:م|یم)|نخواستم|نخواستیم|(?:تمایل|علاقه|میل|رغبت)\\p{L}* ?[^.\\n]{0,40}?(?:ندارم|نداریم)|(?:مایل|خواهان)[^.\\n]{0,40}?نیست(?:م|یم)|راضی[^.\\n]{0,25}?نیست(?:م|یم)|رضایت\\p{L}* ?(?:ندارم|نمی ?د(?:م|هم)|ندادم))';
/** Things that are ordered, booked or sent on request: to cancel them says nothing of messages. */
const THING =
  '(?:سفارش|نوبت|رزرو|خرید|بلیط|بلیت|پرواز|قرار|ویزیت|درخواست(?! (?:لغو|قطع|حذف|توقف))|فاکتور|تراکنش|پرداخت|حواله|چک|قسط|بیمه|وام|کارت|کلاس|دوره|جلسه|تور|هتل|اتاق|میز|تیکت|بسته|مرسوله|قلم|سبد|آدرس|کد|سرور|کالا|محصول|غذا|پیک|جنس|بار(?= ?(?:رو|را|م))|کاتالوگ|امتحان|آزمون|ثبت ?نام|اینترنت|برق|گاز|آب|راننده|تکنسین|نصاب|مامور|کارشناس|آدم|مدرک|مدارک|نامه|عکس|هدیه)\\p{L}*';

/** Up to 25 characters of the same sentence in which no message is spoken of. */
const WITHOUT_MESSAGE = '(?:(?!پیام|تبلیغ|اس ?ام)[^.!؟?\\n]){0,25}?';

/** Phrases that look like a request to stop and are none; they are taken out before anything else is tried. */
export const exempt = phrases([
  '(?!in|oon|un|payam|peyam|sms|tabli|chiz|mozakhraf|matleb)\\p{L}+ ro(?: (?:dige|digar|lotfan|ham))* (?:nafrest\\p{L}*|ersal na\\p{L}+)',
  '(?:a|the|this|that|which|next|nearest|my) (?:bus |train |metro )?stop|stop (?:taking|eating|working|using|near|paying|drinking|looking|waiting)[^.\\n]{0,30}',
  '(?:unsubscribe|remove|cancel|delete) my (?:brother|sister|son|daughter|wife|husband|friend|mother|father|partner|colleague)[^.\\n]{0,40}',
  `${THING}${WITHOUT_MESSAGE}(?:${REMOVE}|قطع|متوقف|انصراف)(?:${DO})?`,
  `(?:لغو|کنسل|حذف|قطع|انصراف|غیر ?فعال)(?:ش|شون)?(?: از| کردن| کن\\p{L}*)? ${THING}(?:${DO})?`,
  `انصراف از ${THING}`,
  `${THING}${WITHOUT_MESSAGE}(?:نمی ?خوا(?:م|هم)|${DO_NOT_SEND})`,
  `(?:${REMOVE}|قطع|متوقف)(?:ش|م)? ?ن(?:کن(?:ید|ین|ی)?|شود|شه|فرمایید)`,
  `چرا[^.!؟?\\n]{0,30}?(?:ن(?:می ?)(?:د|فرست|ا|یا|رس)\\p{L}*|ارسال نمی ?\\p{L}*|ندادید|نفرستادید)`,
  `${MESSAGE}[^.!؟?\\n]{0,25}?(?:نرسید\\p{L}*|نیامد\\p{L}*|نیومد\\p{L}*|نفهمیدم|نمی ?(?:فرست|د)\\p{L}*|ندیدم|ندادید)`,
  'مزاحم (?:شدم|می ?شم|میشوم)',
  '(?:sefaresh|nobat|reserv|bilit|parvaz|gharar|kharid|kelas|class|code|order)\\p{L}*[^.\\n]{0,20}?(?:laghv|cancel|hazf|kansel)(?: ?(?:kon|sho|be)\\p{L}*)?',
  '(?:laghv|cancel|hazf|kansel)(?:e)? (?:ye )?(?:sefaresh|nobat|reserv|bilit|parvaz|gharar|kharid|kelas|class|order)\\p{L}*',
  '(?:laghv|hazf|ghat|pak|kharej) na(?:kon|sho)\\p{L}*',
  'chera[^.\\n]{0,25}?(?:nemi\\p{L}*|nayo?omad|nayumad)',
  "(?:don'?t|do not|never|can'?t|cannot|won'?t|not) (?:ever |please )?(?:stop|unsubscribe|remove|opt(?: me)? out|cancel|delete)(?: me| my \\w+)?",
  'why (?:did|have|has) (?:you|it|they|i|we) stop\\w*[^.\\n]{0,40}',
  "why (?:am i|are we|did i|do i) (?:not|no longer)[^.\\n]{0,40}|(?:did not|didn'?t|haven'?t|have not|never) (?:get|got|gotten|received?|arrived?)[^.\\n]{0,40}",
  'stop (?:by|at|in|over|off|here|there)(?: [^.\\n]{0,30})?|(?:bus|next|first|last|full|pit|non) ?-?stop|non-?stop|stop (?:my|the|this|that) (?:delivery|order|payment|check|cheque|card|bus|train|car|package|shipment)[^.\\n]{0,40}|to stop (?:my|the) (?:delivery|order|payment|card)',
  "cancel(?:l?ed|l?ing)?(?: [\\p{L}\\p{N}'-]+){0,3} (?:order|appointment|booking|reservation|flight|ticket|trip|delivery|table|class|ride|visit|meeting|card|payment|check|room|tour)s?(?: \\d+)?",
  "(?:remove|take|delete|drop)(?: [\\p{L}\\p{N}'-]+){0,5} (?:from|off|in)(?: of)? (?:my|the|our) (?:order|cart|basket|bill|invoice|booking|reservation|appointment|ticket|pizza|burger|sandwich|room|meal)|(?:remove|hold|no) (?:the )?(?:pickles?|onions?|mushrooms?|cheese|sauce|salt)(?: please)?",
  '(?:when|does|what time|where)[^.\\n]{0,30}\\bend|end of [^.\\n]{0,20}|week-?ends?|the end(?: of [^.\\n]{0,20})?|at the end',
  'unsub\\p{L}* (?:was|by) (?:a )?(?:mistake|accident)[^\\n]*|add me back|sign me (?:back )?up',
  "stop the subscription[^\\n]{0,30}|stop order [^\\n]{0,20}|(?:driver|bus|train|rain|it|he|she|they) (?:did not|didn't|does not|doesn't|will not|won't|did|will|does) stop",
  // «پرستار رو دیگه نفرستید»: somebody or something is sent, and it is no message.
  '(?!این|اون|آن|چیز|مزخرف|چرت|مطالب|محتوا|آگهی|تخفیف|پیشنهاد|پیام|تبلیغ|اس|خبر)\\p{L}+ (?:رو|را)(?: (?:دیگه|دیگر|لطفا|هم))* (?:نفرست(?:ید|ین|ی)?|ارسال ن(?:کن|نما|فرما)\\p{L}*)',
  'quit (?:smoking|my (?:job|gym)|work|drinking|school)|stop (?:smoking|laughing|worrying|crying)',
]);

/** Requests for less, later or elsewhere: whoever means them has not said to stop everything. */
export const limited = phrases([
  '(?:چه|کدام|کدوم) (?:عدد|شماره|کد|کلمه|چیز)\\p{L}*[^.\\n]{0,20}?(?:بفرست|بزن|ارسال|وارد)\\p{L}*|چی (?:باید )?(?:بفرستم|بزنم|بنویسم)|باید چه کرد|chi (?:bayad )?(?:befrestam|bezanam)',
  '(?:نصف ?)?شب(?:ها|ا)?|صبح(?:ها)?|ظهر(?:ها)?|عصر(?:ها)?|امروز(?! به بعد)|امشب|فردا|الان(?! به بعد)|فعلا|این هفته|این ماه|جمعه(?:ها)?|پنج ?شنبه(?:ها)?|آخر هفته(?:ها)?|تعطیل\\p{L}*|رمضان|محرم|تا آخر \\p{L}+|تا (?:فردا|شنبه|هفته)|هفته ?ای|ماهی|روزی|ساعت(?: \\d+)?|بعد از \\d+|قبل از \\d+',
  'فقط|کمتر|کم کن(?:ید|ین)?|تعداد',
  `به ?جا(?:ی)? (?:پیامک?|اس ام اس)|(?:ایمیل|زنگ|تماس|واتس ?اپ|واتساپ|تلگرام|ایتا|بله)[^.\\n]{0,12}?(?:بزن|بده|بدید|بدین|بگیر|بفرست|کن)\\p{L}*`,
  '(?:اگر|اگه)[^.\\n]{0,20}?(?:لغو|انصراف|حذف)[^.\\n]{0,10}?(?:کنم|بدم|بدهم|بشم)',
  '(?:چه ?کار|چیکار) کن(?:م|یم)[^.\\n]{0,30}|چه پیام\\p{L}*|(?:چطور|چطوری|چجوری|چگونه|چه جوری|چه طوری|از کجا|آیا می ?\\p{L}+|راه|روش)[^.\\n]{0,40}?(?:لغو|قطع|انصراف|حذف|خارج|متوقف)[^.\\n]{0,20}',
  'in(?:gh|g)ad(?:r|ar)?|inhame|shab(?:a|ha)?|emrooz|emshab|farda|in hafte|faghat|kamtar|(?:chetor|chetori|chejoori|chejuri)[^.\\n]{0,30}',
  '(?:at|late at|after|before|during|until|between|on|over) (?:night|midnight|noon|work|lunch|dinner|\\d{1,2}(?: ?[ap]m)?|weekends?|holidays?|sundays?|fridays?|ramadan)(?: hours?)?|tonight|today|tomorrow|this (?:week|month|weekend|evening)|(?:so|this|too) (?:early|late|often|frequently)|for now|while (?:i|we)|(?:for|in) (?:a|the|this|one|two|three|\\d+) (?:hours?|days?|weeks?|months?|mornings?|evenings?|bit)|only',
  '(?:only|just) (?:send |text |want )?(?:me )?(?:the |my )?(?:order|receipt|code|otp|shipping|delivery|account|important|urgent|security)[^.\\n]{0,30}|(?:order|delivery) updates only|just (?:the |my )?(?:appointment|reminder|booking)\\p{L}*|(?:what|which) number[^.\\n]{0,20}|do you ever|fewer|less|not (?:so|that|as) (?:many|often|much)|instead|(?:call|e-?mail) me',
  '(?:how|where) (?:do|can|could|should|would) (?:i|we|you)[^.\\n]{0,50}|(?:is there|is it possible|can i|could i|may i|what happens|what if)[^.\\n]{0,60}',
]);

/** What clearly asks the sender to stop. */
export const revokes = phrases([
  `${MESSAGE}${CONNECTED}${DO_NOT_SEND}`,
  `${DO_NOT_SEND}(?: (?:دیگه|دیگر|لطفا))* ${MESSAGE}`,
  'پیامک?ن(?:ده|دید|دین|دهید|فرست\\p{L}*)',
  `(?:دیگه|دیگر|از این به بعد|اصلا|هرگز|لطفا|به هیچ ?وجه)${CONNECTED}(?:نفرست(?:ید|ین)?|ارسال نکن(?:ید|ین)?)`,
  `${ME}(?: (?:رو|را|و|من|از|لطفا|هم))*${CONNECTED}${REMOVE}(?: ?${DO})?`,
  `${LIST}${CONNECTED}(?:${REMOVE}|خط بزن\\p{L}*)`,
  `(?:بردار|در ?بیار|خط بزن|حذف کن|پاک کن)(?:ید|ین)? (?:شمار\\p{L}*|اسم\\p{L}*|نام\\p{L}*|من|مرا|منو)[^.\\n]{0,12}? از ${LIST}`,
  `(?:حذف|خارج)(?:م|مون|مان) ?(?:کن(?:ید|ین)?|نمایید)|(?:خروج|حذف|انصراف|لغو) از (?:${LIST}|${MEMBER}|دریافت|ارسال|${MESSAGE})`,
  `(?:حذف|پاک|خارج)${DO} (?:منو|مرا|${ME})`,
  `${MEMBER}${CONNECTED}(?:${REMOVE}|قطع|انصراف)`,
  `(?:لغو|قطع|حذف|کنسل|توقف|انصراف از)(?: کردن| ارسال| دریافت)* (?:${MEMBER}|${MESSAGE}|ارسال|دریافت)`,
  `(?:از )?(?:دریافت|ارسال)?(?: )?(?:${LIST}|${MESSAGE})${CONNECTED}انصراف\\p{L}*|انصراف\\p{L}*(?: می ?دم| می ?دهم| میدهم| بدم| دادم)?${CONNECTED}${MESSAGE}|انصراف می ?د(?:م|هم)`,
  `(?:تمایل|علاقه|میل|رغبت|مایل)\\p{L}*${CONNECTED}(?:${MESSAGE}|${MEMBER})${CONNECTED}(?:ندار(?:م|یم)|نیست(?:م|یم))`,
  `${NOT_WANT}${CONNECTED}(?:${MESSAGE}|${MEMBER})|(?:${MESSAGE}|${MEMBER})${CONNECTED}${NOT_WANT}`,
  '(?:رضایت|عضویت|اشتراک)\\p{L}*[^.\\n]{0,50}?(?:پس (?:می ?گیرم|گرفتم|بگیرم|گرفته)|لغو می ?کنم|باطل)',
  `${MESSAGE}${CONNECTED}(?:(?<!\\p{L})ببند(?:ید|ین)?|(?:جمع|تعطیل|مسدود|محدود)(?:ش|شون)? ?(?:کن(?:ید|ین)|نمایید|ب?فرمایید))`,
  `${MESSAGE}${CONNECTED}(?:دریافت ن(?:کنم|کنیم)|نداشته باش(?:م|یم)|نگیر(?:م|یم))|(?:جمع|تموم|تمام|بس)(?:ش)? کن(?:ید|ین) (?:این |اون )?${MESSAGE}`,
  `(?:بسه|بس است)(?: (?:دیگه|دیگر|لطفا))*(?: (?:این همه|اینهمه|انقدر|این))? ${MESSAGE}|(?:کافیه|کافی است)(?: (?:دیگه|دیگر|این همه|اینهمه))+ ${MESSAGE}`,
  `(?:تمایل|علاقه|میل|رغبت|مایل|خواهان)\\p{L}*[^.\\n]{0,20}?دریافت${CONNECTED}(?:ندار(?:م|یم)|نیست(?:م|یم))`,
  `(?:لیست|فهرست) سیاه${CONNECTED}(?:بذار|بگذار|قرار|ببر|بفرست|اضافه)\\p{L}*|${ME}${CONNECTED}(?:لیست|فهرست) سیاه`,
  `(?:چند بار|چقدر|صد بار|هزار بار)[^.\\n]{0,15}?(?:بگ|گفت)\\p{L}*[^.\\n]{0,20}?${DO_NOT_SEND}`,
  `حق ندار(?:ید|ین|ی)[^.\\n]{0,25}?${MESSAGE}|${MESSAGE}[^.\\n]{0,20}?معاف`,
  `خروج(?:م|مون)?(?: می ?خوا(?:م|هم))? از (?:این )?(?:${LIST}|${MESSAGE}|${MEMBER})`,
  `(?:اذیت|آزار)(?:م|مون|مان)? ن(?:کن|د)(?:ه|ید|ین|ی)?|بی ?خیال (?:ما|من) (?:بش|شو)\\p{L}*|دست بردار(?:ید|ین) از ${CONNECTED}${MESSAGE}`,
  'مزاحم(?:م| من| ما| بنده| اینجانب)? ن(?:ش(?:و|ید|ین|وید)|باش\\p{L}*)|مزاحمت ایجاد نکن\\p{L}*|دست از سر\\p{L}* (?:ما )?بردار\\p{L}*|(?:ول|راحت)(?:م|مون) (?:کن|بذار|بگذار)\\p{L}*',
  `(?:11|لغو|off|استپ)[^.\\n]{0,20}?(?:فرستادم|زدم|کردم|دادم|بفرستم|بزنم|می ?فرستم|می ?زنم)[^\\n]{0,40}?(?:باز|هنوز|دوباره|بازم|پیام)\\p{L}*`,
  `(?:${MESSAGE}|سرویس\\p{L}*|ارسال|دریافت|این(?:ا|ها)?)${CONNECTED}(?:قطع|متوقف|غیر ?فعال|خاموش|تموم|تمام|بس)(?:ش)? ?${DO}`,
  `(?:قطع|متوقف|غیر ?فعال|خاموش)(?:ش|شون)? ?${DO} (?:این )?${MESSAGE}|بس کن\\p{L}*[^.\\n]{0,15}?${MESSAGE}`,
  `(?:اگر|اگه)[^.\\n]{0,20}?(?:بار دیگه|بار دیگر|دوباره|باز|بازم)[^.\\n]{0,30}?(?:شکایت|گزارش|پلیس)`,
  // Finglish
  `${F_MESSAGE}[^.\\n]{0,30}?(?:na(?:de|did|din|dahid|dahin|frest\\p{L}*|zan\\p{L}*|yad|yaa?d)|ersal na(?:kon|shav|nama)\\p{L}*|${F_END}${F_DO})`,
  `${F_END}${F_DO} (?:in |oon )?${F_MESSAGE}|(?:hazf|l[ao]gh?v|gh?at|qat)e? (?:daryafte? )?${F_MESSAGE}`,
  `razi nist(?:am|im)[^.\\n]{0,25}?${F_MESSAGE}|(?:shomar\\p{L}*|man[oa]?|esmam\\p{L}*)(?: man[oa]?| ro| az)*[^.\\n]{0,20}?${F_END}${F_DO}`,
  `(?:mayel|tamayol|alaghe|alaqe|niaz)\\p{L}*[^.\\n]{0,30}?(?:${F_MESSAGE}|daryaft\\p{L}*)[^.\\n]{0,20}?(?:nist(?:am|im)|nadar(?:am|im))`,
  `(?:eshterak|ozvi?y?at|khabar ?nam\\p{L}*)\\p{L}*[^.\\n]{0,25}?(?:${F_END}|enseraf)\\p{L}*|l[ao]gh?ve? (?:eshter|ozv|khabar)\\p{L}*|in servi[cs]e?[^.\\n]{0,20}?(?:nemi ?kh|${F_END}${F_DO})\\p{L}*`,
  '(?:bas(?:e|se)?|kafie?) (?:dige )?(?:in ?hame |in )?(?:payam|sms|tabligh)\\p{L}*|azi[ay]+t(?:am)? nakon\\p{L}*|bikhiale? (?:ma|man) (?:sho|besh)\\p{L}*|velemo?oo?n? kon\\p{L}*|leest? siah',
  '(?:payam\\p{L}*|sms\\p{L}*|tabligh\\p{L}*)[^.\\n]{0,30}?(?:na(?:de|did|din|dahid|frest\\p{L}*|zan\\p{L}*|yad)|ersal nakon\\p{L}*)',
  '(?:na(?:de|did|din)|nafrest\\p{L}*) (?:dige )?(?:payam|sms|tabligh)\\p{L}*|(?:dige|digar|lotfan)[^.\\n]{0,20}?(?:nafrest\\p{L}*|ersal nakon\\p{L}*)',
  '(?:nemikh|nemi ?kh)\\p{L}*[^.\\n]{0,25}?(?:payam|tabligh|sms|ozv)\\p{L}*|(?:payam|tabligh|sms|ozv)\\p{L}*[^.\\n]{0,25}?nemi ?kh\\p{L}*',
  '(?:shomar\\p{L}*|mano|man ro|man az|esmam\\p{L}*|az lis\\p{L}*|bashgah)[^.\\n]{0,25}?(?:hazf|pak|kharej|dar ?biar|bardar)\\p{L}*',
  '(?:hazf|kharej)am kon\\p{L}*|ozvi?y?at\\p{L}*[^.\\n]{0,15}?(?:laghv|lagv|ghat|cancel)|l[ao]gh?v(?:e)? ozvi?y?at\\p{L}*|enseraf mi ?da\\p{L}*',
  'mozahem(?:am)? na(?:sh|b)\\p{L}*|velam kon\\p{L}*|bas kon\\p{L}*[^.\\n]{0,15}?(?:payam|tabligh|sms)\\p{L}*|ghat kon\\p{L}*[^.\\n]{0,15}?payam\\p{L}*|payam\\p{L}*[^.\\n]{0,15}?ghat kon\\p{L}*',
  '(?:11|laghv) (?:zadam|ferestadam|kardam|dadam)[^.\\n]{0,30}?(?:baz|payam|hanooz)\\p{L}*|l[ao]gh?v 11',
  // English
  '(?:stop|quit|cease|desist(?: from)?|end|halt)(?: (?:with|all|the|these|those|this|any|your|it|sending|me|please|pls|communication|damn))*(?: (?:text|txt|messag|sms|spam|contact|send|promo|alert|notif|e-?mail|communicat|ad|marketing)\\p{L}*)+(?: .*)?',
  "(?:don'?t|dont|do not|never|no longer|not)(?: (?:ever|please|want|wish|like|need|to|receive|get|any|more|your|you|these|those|further))*(?: (?:text|txt|messag|sms|contact|promo|spam|marketing)\\p{L}*)+(?: (?:me|us|this number|here|again|anymore|any more|from you|from u))*",
  'no more of (?:this|these|that|it|them)|(?:dont|dnt|dont|do not) (?:txt|text|msg|sms) (?:me|us)',
  '(?:no|zero) (?:more|further)(?: (?:of|these|those|your|the|damn|spam))*(?: (?:text|txt|messag|sms|promo|alert|ad|spam)\\p{L}*)',
  'no (?:texts?|messages?|sms|promos?|ads)',
  'unsub\\p{L}*|opt(?:ing)?(?: me| us)? ?-?out|opt-?out',
  'get (?:me|us|my number) off[^.\\n]{0,20}|(?:removed?|deleted?|taken?|drop|scrub|erase)(?: (?:me|us|my|this|our|please|the|name|number|phone|contact|info|details|off|from|out|of|and|your|any|all|mailing|marketing|texting|sms))* (?:list|lists|database|system|records?|number|me|us)',
  '(?:lose|forget|block|delete) (?:my|this) number|leave (?:me|us) alone|let me out|get lost',
  '(?:revoke|withdraw|rescind|take back)[^.\\n]{0,20}(?:consent|permission|agreement)',
  "(?:no longer|don'?t|do not|never) (?:wish|want|wanna|agreed?|consent(?:ed)?)(?: to)?(?: (?:receive|get|receiving|getting|be))*[^.\\n]{0,20}(?:text|messag|sms|promo|contact|offers?|anything)\\p{L}*",
  '(?:like|want|wish|need) to be (?:removed|taken off|deleted|left alone)',
  'cancel(?: (?:my|this|these|the|all|your|text|sms|messaging|marketing))* (?:subscription|sub|membership|texts?|messages?|alerts?|sms|notifications?|service)\\p{L}*',
  "(?:do not|don'?t)[ -](?:call|contact|text|disturb) (?:list|registry)|(?:want|let me|get me|count me) out(?: of)?[^.\\n]{0,20}(?:text|messag|sms|club|list|promo|this|these)\\p{L}*|count me out",
  '(?:exclude|omit|unlist|unenrol\\p{L}*|deregister|strike|scratch) (?:me|us|my (?:number|name))|(?:remove|delete|erase|drop) (?:my|our) (?:details|data|contacts?|info\\p{L}*|records?|entry)',
  '(?:cut|knock) (?:it|this|that) (?:out|off)|give it a rest|(?<!(?:you|they|we) )(?:had|have) (?:had )?enough of (?:your|these)|(?:done|finished|through) with (?:your|these|the|this) (?:text|messag|sms|promo|spam|alert|ad)\\p{L}*',
  "(?:say|saying|tell(?:ing)? you(?: to)?|type|typing) stop|(?:quit|stop) (?:bug|pester|annoy|spam|harass|hound|contact)\\p{L}*|(?:don'?t|do not) (?:bug|bother|pester|spam|disturb) (?:me|us)",
  'turn (?:these |the |this )?off|turn off[^.\\n]{0,20}(?:alert|text|messag|notif|sms)\\p{L}*',
  '(?:said|say|told you(?: \\w+)? to|texted|sent|asked you to|already|pls|please|just|now|consent|never|want to|like to|need to) stop|(?:please|pls|kindly) (?:remove|delete)(?=[ .!]*$)|stop (?:getting|receiving|it|this|now|please|pls|already|or|all|everything|immediately|at once|bothering|harass\\p{L}*)(?: .*)?|st(?:o|a)h?p (?:text|txt|messag|send)\\p{L}*',
]);

/**
 * Pairs that ask to stop wherever they stand in one message: a wish that something end, and what it is about. They catch
 * the wordings that no phrase above foresees.
 */
export const revokesTogether = lazily(
  (): ReadonlyArray<readonly [stop: RegExp, about: RegExp]> => [
    [
      union(['(?:تموم|تمام|بس)(?:ش|شون)? ?کن(?:ید|ین)|اجازه ن(?:دادم|داده ?ام|دارید|دارین)|اسپم نکن\\p{L}*']),
      union([MESSAGE]),
    ],
    [
      union([
        `${DO_NOT_SEND}|نفرستاد(?:ن|ید)|خودداری|اجتناب|(?:قطع|متوقف|غیر ?فعال|حذف|لغو|خاموش|کنسل|بلاک|پاک)(?:ش|م|شون)? ?(?:${DO})|لغو(?:ش|شون|م)? ?کن\\p{L}*`,
        `${NOT_WANT}|اجازه نمی ?د(?:م|هم)|انصراف|نیازی?\\p{L}* [^.\\n]{0,30}ندار(?:م|یم)`,
      ]),
      union([
        `${MESSAGE}|پیامند(?:ه|ید|ین)|اطلاع ?رسانی\\p{L}*|خبرنامه\\p{L}*|${MEMBER}|${LIST}|(?:این|اون)(?: (?:مزخرف|چرت|چیز)\\p{L}*|ا|ها)|(?:برا|واسه|برای)(?:م| من| ما)|به (?:من|ما|این (?:شماره|خط))|ارسال را`,
      ]),
    ],
    [
      union([
        "stop(?:ping)?|quit|cease|end(?= (?:the|these|those|all|your|this|my|sending|subscription|texts?|messages?|alerts?))|discontinue\\p{L}*|refrain|(?:don'?t|dont|do not|never)(?: ever| you| u| please)* (?:send|text|txt|messag|sms|contact|want|wish|need|like|bother|write|reach)\\p{L}*|no more|no longer|block|unsubscribe|remove|delete|cancel",
      ]),
      union([
        '(?:text|txt|messag|sms|promo|alert|notif|spam|ads?\\b|marketing|e-?mail|offers?)\\p{L}*|subscription|(?:mailing|this|your|ur|the) list|this (?:number|phone)|contacting|anything|(?:want|wanna|need)(?: to)?(?: (?:get|receive))? (?:this|these|it|them|any)(?: any ?more| no more)?|your (?:contacts?|system|database)',
      ]),
    ],
    [
      union([
        'l[ao]gh?v\\p{L}*|na(?:de|did|din)|naf[ei]?rest\\p{L}*|hazf|pak kon\\p{L}*|ghat|cancel|nemi ?kh\\p{L}*|enseraf|bikhial',
      ]),
      union(['payam\\p{L}*|sms\\p{L}*|tabligh\\p{L}*|ozvi?y?at\\p{L}*|az list\\p{L}*|bashgah']),
    ],
  ],
);

/** Whole messages that ask to stop, where the same words inside a sentence would not. */
export const revokesWhole = lazily(
  () =>
    new RegExp(
      `^(?:(?:سلام|لطفا|خواهشا|خواهش می ?کنم|آقا|خانم|دوست عزیز|تو رو خدا|please|pls|plz|salam|lotfan|agha|khanoom|hi|hello|hey|guys) )*(?:${[
        '(?:ارسال )?(?:پیامک?|تبلیغ\\p{L}*|اس ام اس)(?: تبلیغاتی)? ممنوع(?: است)?',
        'لغو(?: کن(?:ید|ین)?| شود| 11| لطفا)*(?: دیگه)?',
        '11 لغو(?: کن(?:ید|ین)?)?(?: دیگه)?',
        'لغو 11(?: سلام)?',
        'انصراف(?: می ?دم| می ?دهم)?',
        'استپ|آف|اف|خاموش(?: کن(?:ید|ین)?)?|خروج|حذف(?: شود| کن(?:ید|ین)?| منو)*|نفرست(?:ید|ین)?|ارسال نکن(?:ید|ین)?',
        '(?:غیر ?فعال|متوقف|قطع)(?:ش)? کن(?:ید|ین)?',
        '(?:دیگه )?ند(?:ه|ید|ین)(?: دیگه)?',
        'l[ao]gh?v(?: kon\\p{L}*| 11)?|enseraf|(?:dige )?ersal nakon\\p{L}*|gh?ey?re? ?fa+l(?: kon\\p{L}*)?|hazf(?: kon\\p{L}*)?|khorooj|naf[ei]?rest\\p{L}*(?: dige)?',
        'st[oa]h?p+(?: please| pls| plz| it| now| all| this| already)*|stop(?: stop)+|stop(?: wrong number| you have the wrong number)|quit(?: it)?|end|revoke|unsub\\p{L}*|opt ?-?out|(?:remove|delete)(?: me)?|take (?:me|this number|my number) off|cancel (?:all|everything)|leave',
      ].join('|')})(?: (?:لطفا|ممنون|مرسی|please|pls|plz|thanks|thank you|lotfan|merci))*$`,
      'u',
    ),
);
