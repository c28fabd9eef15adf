import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import { fill, isoDate, type Language, longDate, type Values } from '#src/kernel/index.ts';
import { isolate, stripBidi, toPersianDigits } from '#src/text/index.ts';
import { type MailTexts, mailCatalogue, mailFolder } from './catalogue.ts';
import type { MailName, Mails } from './mails.ts';
import { tones } from './tones.ts';

/** A mail as it is read. */
export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

const eta = new Eta({ views: fileURLToPath(mailFolder), cache: true, autoTrim: [false, 'nl'] });

/**
 * Writes a mail in one language, as HTML without any foreign resource and as plain text.
 * @throws Error for an address that is not http(s), or a text with a placeholder that has no value
 */
export function renderMail<Name extends MailName>(name: Name, language: Language, data: Mails[Name]): RenderedMail {
  const catalogue = mailCatalogue(language);
  const texts = catalogue.mails[name];
  if (!texts) throw new Error(`no texts for the mail ${name}`);
  const parts = partsOf(texts, data, language);
  const values = valuesOf(data, language);
  const url = webAddress(data.url);
  const { layout, labels } = catalogue;
  const facts = texts.facts.map((key) => ({ label: labels[key] ?? key, value: values[key] ?? '' }));
  const shared = { url, facts, ...parts, brand: layout.brand, fallback: layout.fallback, footer: layout.footer };
  const html = eta.render('./layout.eta', {
    ...shared,
    language,
    dir: language === 'fa' ? 'rtl' : 'ltr',
    start: language === 'fa' ? 'right' : 'left',
    leading: language === 'fa' ? 1.8 : 1.5,
    subject: fill(texts.subject, values, stripBidi),
    badge: texts.badge,
    action: texts.action,
    tone: tones[texts.tone],
    greeting: fill(escapeHtml(layout.greeting), values, asHtml),
    paragraphs: texts.paragraphs.map((text) => fill(escapeHtml(text), values, asHtml)),
    after: texts.after.map((text) => fill(escapeHtml(text), values, asHtml)),
  });
  const plain = (text: string) => fill(text, values, isolate);
  const text = [
    `${tones[texts.tone].icon} ${texts.badge}`,
    plain(layout.greeting),
    ...texts.paragraphs.map(plain),
    ...(parts.items.length > 0 ? [parts.items.map((item) => `- ${item}`).join('\n')] : []),
    ...(parts.note ? [`${parts.note.title}:\n${parts.note.text}`] : []),
    ...texts.after.map(plain),
    ...(facts.length > 0 ? [facts.map(({ label, value }) => `${label}: ${isolate(String(value))}`).join('\n')] : []),
    `${texts.action}:\n${url}`,
    `--\n${layout.brand} · ${layout.footer}`,
  ].join('\n\n');
  return { subject: fill(texts.subject, values, stripBidi), html, text: `${text}\n` };
}

function partsOf(texts: MailTexts, data: object, language: Language) {
  const own = data as Readonly<Record<string, unknown>>;
  const list = texts.list === undefined ? [] : own[texts.list];
  const note = texts.note === undefined ? null : own.note;
  return {
    items: Array.isArray(list) ? list.map((item) => stripBidi(String(item))) : [],
    note: typeof note === 'string' && note.trim() !== '' ? { title: texts.note ?? '', text: stripBidi(note) } : null,
    language,
  };
}

/** What placeholders are filled with: dates in the reader's calendar, numbers in the reader's digits. */
function valuesOf(data: object, language: Language): Values {
  const entries = Object.entries(data).flatMap(([name, value]): [string, string][] => {
    if (value instanceof Date) return [[name, `${longDate(value, language)} (${isoDate(value)})`]];
    if (typeof value === 'number') return [[name, language === 'fa' ? toPersianDigits(String(value)) : String(value)]];
    return typeof value === 'string' ? [[name, stripBidi(value)]] : [];
  });
  return Object.fromEntries(entries);
}

function webAddress(url: string): string {
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`a mail may not lead to ${protocol}`);
  return href;
}

/** A value in HTML: a stranger's text can neither bring markup nor reorder the sentence around it. */
const asHtml = (value: string): string => `<bdi>${escapeHtml(value)}</bdi>`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
