import type { Bilingual } from '#src/kernel/index.ts';

/** What a variable of a template may stand for. */
export const variableTypes = ['number', 'text', 'url', 'date', 'code'] as const;
export type VariableType = (typeof variableTypes)[number];

/** What values of a type look like; patterns are matched against the folded value (`normalise`). */
export interface TypeRule {
  /** Longest value in UTF-16 units, as written and as folded. */
  maxLength: number;
  /** One character of a value: the matcher goes no further than these. */
  character: RegExp;
  /** The whole value. */
  whole: RegExp;
  name: Bilingual;
  source: string;
}

const monthsAndDays = [
  'فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند',
  'ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر',
  'january|february|march|april|may|june|july|august|september|october|november|december',
  'jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec',
  'شنبه|یک ?شنبه|دو ?شنبه|سه ?شنبه|چهار ?شنبه|پنج ?شنبه|جمعه',
  'saturday|sunday|monday|tuesday|wednesday|thursday|friday|sat|sun|mon|tue|wed|thu|fri',
  'ساعت|صبح|ظهر|عصر|شب|بامداد|بعدازظهر|امروز|فردا|مورخ|سال|at|am|pm|today|tomorrow|t|z|utc',
].join('|');

const DLT = 'India, DLT: 30 characters on most operators, 40 on some; 120 for links (variable pre-tagging, Nov 2025)';

/**
 * The types of variables. Lengths lie between those of SMS.ir (25 for every value, error 114) and of India’s DLT, by
 * what the values of each type need: an order number, a name, a written date, a link.
 */
export const typeRules: Readonly<Record<VariableType, TypeRule>> = {
  number: {
    maxLength: 25,
    character: /[0-9+\-.,/٬٫،%]/u,
    whole: /^[+-]?\d+(?:[.,/٬٫،]\d+)*%?$/u,
    name: { en: 'a number', fa: 'عدد' },
    source: 'SMS.ir: each value at most 25 characters',
  },
  code: {
    maxLength: 40,
    character: /[a-z0-9_-]/u,
    whole: /^[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$/u,
    name: { en: 'a code of Latin letters and digits', fa: 'کدی از حروف لاتین و رقم' },
    source: DLT,
  },
  date: {
    maxLength: 40,
    character: /[\p{L}0-9/\-.:،, ]/u,
    whole: new RegExp(
      `^(?=.*(?:\\d|امروز|فردا|شنبه|جمعه|today|tomorrow))(?:(?:\\d{1,4}(?!\\d)|(?<!\\p{L})(?:${monthsAndDays})(?!\\p{L}))[/\\-.:،, ]{0,2})+(?<![/\\-.:،, ])$`,
      'u',
    ),
    name: { en: 'a date or time', fa: 'تاریخ یا ساعت' },
    source: DLT,
  },
  url: {
    maxLength: 120,
    character: /[^\s]/u,
    whole: /^\S+$/u,
    name: { en: 'a link', fa: 'پیوند' },
    source: DLT,
  },
  text: {
    maxLength: 40,
    character: /[\s\S]/u,
    whole: /^[\s\S]+$/u,
    name: { en: 'a text without links', fa: 'متن بی‌پیوند' },
    source: DLT,
  },
};
