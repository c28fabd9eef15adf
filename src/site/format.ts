import { clockTime, isoDate, type Language, longDate, shortDate } from '#src/kernel/index.ts';
import { toPersianDigits } from '#src/text/index.ts';
import { escapeHtml } from './html.ts';

type When = Date | string | null | undefined;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How numbers, dates and times are written in one language; what is HTML says so. */
export interface Format {
  /** `۱٬۲۳۴٬۵۶۷` or `1,234,567`. */
  number(value: number, digits?: number): string;
  percent(share: number): string;
  /** Digits of a Persian sentence; codes that one copies keep theirs. */
  digits(text: string): string;
  /** Plain text: day and month of an ISO date, for the axis of a chart. */
  shortDay(date: string): string;
  /** HTML: the day, the other calendar in the tooltip. */
  day(at: When): string;
  /** HTML: day and time on Tehran's clock. */
  moment(at: When): string;
  /** HTML: how long ago, the moment in the tooltip. */
  ago(at: When, now: Date): string;
  /** A span of time in words: `۳ روز`. */
  span(ms: number): string;
  /** `1.2 MB` in the language. */
  size(bytes: number): string;
}

const units = {
  fa: { minute: 'دقیقه', hour: 'ساعت', day: 'روز', now: 'هم‌اکنون', ago: 'پیش', in: 'دیگر' },
  en: { minute: 'min', hour: 'h', day: 'd', now: 'now', ago: 'ago', in: 'in' },
} as const;
const sizes = { fa: ['بایت', 'کیلوبایت', 'مگابایت', 'گیگابایت'], en: ['B', 'KB', 'MB', 'GB'] } as const;

/** Makes the formats of a language. */
export function formatIn(language: Language): Format {
  const locale = language === 'fa' ? 'fa-IR-u-nu-arabext' : 'en-GB';
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const word = units[language];
  const span = (ms: number) => {
    const minutes = Math.max(0, Math.round(ms / 60_000));
    const [value, unit] =
      minutes < 60
        ? [minutes, word.minute]
        : minutes < 48 * 60
          ? [Math.round(minutes / 60), word.hour]
          : [Math.round(ms / DAY), word.day];
    return `${plain.format(value)} ${unit}`;
  };
  const dayMonth = new Intl.DateTimeFormat(language === 'fa' ? 'fa-IR-u-ca-persian-nu-arabext' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const digits = (text: string) => (language === 'fa' ? toPersianDigits(text) : text);
  return {
    number: (value, places) =>
      places === undefined ? plain.format(value) : value.toLocaleString(locale, { maximumFractionDigits: places }),
    percent: (value) => share.format(value),
    digits,
    shortDay: (date) => dayMonth.format(new Date(`${date}T00:00:00Z`)),
    day: (at) => timeTag(at, (date) => longDate(date, language), language),
    moment: (at) =>
      timeTag(
        at,
        (date) =>
          `${longDate(date, language)}، ${clockTime(date, language).slice(0, 5)}`.replace(
            '،',
            language === 'fa' ? '،' : ',',
          ),
        language,
      ),
    ago: (at, now) => timeTag(at, (date) => relative(now.getTime() - date.getTime(), word, span, language), language),
    span,
    size: (bytes) => {
      const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
      return `${plain.format(Math.round((bytes / 1000 ** step) * 10) / 10)} ${sizes[language][step]}`;
    },
  };
}

function relative(
  ms: number,
  word: (typeof units)[Language],
  span: (ms: number) => string,
  language: Language,
): string {
  if (Math.abs(ms) < 60_000) return word.now;
  if (ms > 0) return `${span(ms)} ${word.ago}`;
  return language === 'fa' ? `${span(-ms)} ${word.in}` : `${word.in} ${span(-ms)}`;
}

/** The time element: machine-readable, and in the tooltip the same instant in the other calendar. */
function timeTag(at: When, write: (date: Date) => string, language: Language): string {
  if (!at) return '<span class="text-secondary">—</span>';
  const date = new Date(at);
  const other = language === 'fa' ? isoDate(date) : shortDate(date, 'fa');
  const tooltip = `${other} ${clockTime(date, language === 'fa' ? 'en' : 'fa').slice(0, 5)}`;
  return `<time datetime="${date.toISOString()}" title="${escapeHtml(tooltip)}">${escapeHtml(write(date))}</time>`;
}
