import { normalise } from '#src/text/index.ts';
import { kindOf } from './units.ts';

/** Words of one subject family: a subject that has one of them is served by a text that has one of them. */
const families: ReadonlyArray<readonly string[]> = [
  [
    'سفارش',
    'خرید',
    'مرسوله',
    'ارسال',
    'تحویل',
    'پیک',
    'بسته',
    'محموله',
    'رهگیری',
    'پیگیری',
    'order',
    'delivery',
    'parcel',
    'sefaresh',
    'shipping',
    'بارنامه',
    'انبار',
  ],
  ['کد', 'رمز', 'تایید', 'ورود', 'احراز', 'otp', 'code', 'login', 'password', 'verification'],
  [
    'فاکتور',
    'پرداخت',
    'صورتحساب',
    'قبض',
    'رسید',
    'بدهی',
    'مبلغ',
    'واریز',
    'برداشت',
    'تراکنش',
    'مانده',
    'حساب',
    'کارت',
    'invoice',
    'payment',
    'bill',
    'receipt',
    'balance',
    'مالی',
    'بانکی',
  ],
  [
    'نوبت',
    'وقت',
    'ملاقات',
    'ویزیت',
    'پزشک',
    'دکتر',
    'درمان',
    'کلینیک',
    'درمانگاه',
    'بیمار',
    'appointment',
    'visit',
    'nobat',
  ],
  ['آزمایش', 'آزمایشگاه', 'نتیجه', 'جواب', 'نمونه', 'پاتولوژی', 'سونوگرافی', 'lab', 'result', 'test'],
  [
    'کلاس',
    'درس',
    'مدرسه',
    'دانشگاه',
    'دانشجو',
    'دانش آموز',
    'امتحان',
    'آزمون',
    'شهریه',
    'ترم',
    'نمره',
    'غیبت',
    'آموزش',
    'class',
    'school',
    'exam',
    'tuition',
  ],
  ['قسط', 'وام', 'تسهیلات', 'اقساط', 'سررسید', 'چک', 'ضامن', 'loan', 'installment'],
  ['بیمه', 'خسارت', 'بیمه نامه', 'insurance', 'claim'],
  ['اینترنت', 'بسته', 'حجم', 'شارژ', 'سیم کارت', 'مودم', 'خط', 'قطعی', 'اختلال', 'internet', 'data', 'sim'],
  ['سفر', 'پرواز', 'بلیت', 'بلیط', 'هتل', 'رزرو', 'قطار', 'اتوبوس', 'ویزا', 'flight', 'ticket', 'booking', 'hotel'],
  ['تیکت', 'پشتیبانی', 'شکایت', 'پاسخ', 'درخواست', 'ticket', 'support', 'complaint'],
  ['نظرسنجی', 'رضایت', 'نظر', 'امتیاز', 'پرسشنامه', 'survey', 'feedback'],
  ['یادآوری', 'مهلت', 'تمدید', 'انقضا', 'reminder', 'renewal'],
  ['هشدار', 'اطلاعیه', 'خبر', 'قطعی', 'alert', 'notice', 'اطلاع رسانی'],
  ['شهرداری', 'عوارض', 'پرونده', 'مراجعه', 'نامه', 'municipality'],
  ['حقوق', 'مرخصی', 'کارکنان', 'پرسنل', 'شیفت', 'جلسه', 'staff', 'payroll', 'shift', 'meeting'],
  ['خودرو', 'سرویس', 'تعمیر', 'تعمیرگاه', 'پلاک', 'معاینه', 'car', 'repair', 'service'],
  ['معرفی', 'محصول', 'تبلیغ', 'تخفیف', 'فروش', 'جشنواره', 'باشگاه', 'promotion', 'offer', 'product'],
];

const STOP = new Set(
  'و از به در با برای این آن را که های ها می شما ما است شد یا the of and to for your a an is'.split(' '),
);
/** Subjects so general that anything fits them. */
const GENERAL = /اطلاع ?رسانی|پیام|عمومی|general|any|همه|اعلان|notification/u;

function wordsOf(text: string): string[] {
  const words: string[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i += 1) {
    const letter = i < text.length && kindOf(text.charCodeAt(i)) === 1;
    if (letter && start < 0) start = i;
    if (!letter && start >= 0) {
      const word = text.slice(start, i);
      if (word.length > 1 && !STOP.has(word)) words.push(word);
      start = -1;
    }
  }
  return words;
}

const NORMAL_FAMILIES = families.map((family) => family.map((word) => normalise(word)));

function shares(a: string, b: string): boolean {
  if (a === b) return true;
  const short = a.length < b.length ? a : b;
  const long = a.length < b.length ? b : a;
  return short.length >= 3 && long.startsWith(short);
}

/** Terms by their first letters, as far as `shares` compares them. */
const head = (word: string): string => word.slice(0, 3);
const TERMS = new Map<string, { term: string; family: number }[]>();
for (const [family, terms] of NORMAL_FAMILIES.entries())
  for (const term of terms) TERMS.set(head(term), [...(TERMS.get(head(term)) ?? []), { term, family }]);

function familiesOf(words: readonly string[]): Set<number> {
  const found = new Set<number>();
  for (const word of words)
    for (const { term, family } of TERMS.get(head(word)) ?? []) if (shares(word, term)) found.add(family);
  return found;
}

interface Subjects {
  general: boolean;
  words: readonly string[];
  families: ReadonlySet<number>;
}

/** A sender's subjects are the same list for as long as the sender is cached. */
const known = new WeakMap<readonly string[], Subjects>();

function readSubjects(subjects: readonly string[]): Subjects {
  const before = known.get(subjects);
  if (before) return before;
  const declared = subjects.map((subject) => normalise(subject));
  const words = declared.flatMap(wordsOf);
  const read = { general: declared.some((subject) => GENERAL.test(subject)), words, families: familiesOf(words) };
  known.set(subjects, read);
  return read;
}

/**
 * How well a normalised text fits the declared subjects: 1 where words or a family of words are shared, 0 where both are
 * about known and different things, null where nothing can be said. Advisory: it never says 0 of what it does not know.
 */
export function fitOfSubjects(text: string, subjects: readonly string[]): number | null {
  if (subjects.length === 0) return null;
  const { general, words: subjectWords, families: subjectFamilies } = readSubjects(subjects);
  if (general) return 1;
  const textWords = wordsOf(text);
  if (subjectWords.some((subject) => textWords.some((word) => shares(word, subject)))) return 1;
  const textFamilies = familiesOf(textWords);
  for (const family of subjectFamilies) if (textFamilies.has(family)) return 1;
  return textFamilies.size >= 2 && subjectFamilies.size > 0 ? 0 : null;
}
