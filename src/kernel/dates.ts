/** The languages of the service; Persian is the original. */
export type Language = 'fa' | 'en';

const TEHRAN = 'Asia/Tehran';
const formats = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs far more than using one.
function format(locale: string, options: Intl.DateTimeFormatOptions, at: Date): string {
  const key = `${locale} ${Object.values(options).join(' ')}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, options);
    formats.set(key, known);
  }
  return known.format(at);
}

/** The day in the calendar of the language: `۱ آذر ۱۴۰۵` or `22 November 2026`. */
export function longDate(at: Date, language: Language, timeZone = TEHRAN): string {
  const locale = language === 'fa' ? 'fa-IR-u-ca-persian-nu-arabext' : 'en-GB';
  return format(locale, { year: 'numeric', month: 'long', day: 'numeric', timeZone }, at);
}

/** The day in figures: `۱۴۰۵/۰۹/۰۱` in the Persian calendar, or `2026-11-22`. */
export function shortDate(at: Date, language: Language, timeZone = TEHRAN): string {
  if (language === 'en') return isoDate(at, timeZone);
  const locale = 'fa-IR-u-ca-persian-nu-arabext';
  return format(locale, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }, at);
}

/** The day of the Gregorian calendar as ISO 8601 writes it, `2026-11-22`, on the calendar of a time zone. */
export function isoDate(at: Date, timeZone = TEHRAN): string {
  return format('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }, at);
}

/** Hour, minute and second of the day in the digits of the language: `۰۸:۳۰:۰۵`. */
export function clockTime(at: Date, language: Language, timeZone = TEHRAN): string {
  const locale = language === 'fa' ? 'fa-IR-u-nu-arabext' : 'en-GB';
  return format(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone }, at);
}
