import test from 'ava';
import { placeholders } from '#src/kernel/index.ts';
import { mailCatalogue } from '#src/mail/catalogue.ts';
import { type MailName, type Mails, mailNames, renderMail } from '#src/mail/index.ts';
import { tones } from '#src/mail/tones.ts';
import { colors, tones as documentTones } from '#src/pdf/theme.ts';
import { samples } from './samples.ts';

const render = <Name extends MailName>(name: Name, language: 'fa' | 'en', change: Partial<Mails[Name]> = {}) =>
  renderMail(name, language, { ...samples(language)[name], ...change });

test('every mail is written in both languages, whole, with its button and without foreign resources', (t) => {
  for (const name of mailNames) {
    for (const language of ['fa', 'en'] as const) {
      const { subject, html, text } = render(name, language);
      t.true(subject.length > 5 && subject.length < 100, name);
      t.notRegex(subject + html + text, /\{\w+\}|undefined|\[object/, name);
      t.regex(html, new RegExp(`<html lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}">`));
      t.notRegex(html, /<img|<script|<link|url\(|@import|src=/, name);
      t.true(html.includes('href="https://mohr.example.ir/senders/019ab3c4?tab=review&amp;x=1"'), name);
      t.true(text.includes('\nhttps://mohr.example.ir/senders/019ab3c4?tab=review&x=1\n'), name);
    }
  }
});

test('every placeholder of a text is a value that its mail has, and both languages use the same', (t) => {
  for (const name of mailNames) {
    const known = new Set(Object.keys(samples('fa')[name]));
    const used = (['fa', 'en'] as const).map((language) => {
      const { subject, paragraphs, after, facts, list, note } = mailCatalogue(language).mails[name]!;
      for (const key of facts) t.truthy(mailCatalogue(language).labels[key], `${name} ${key}`);
      const names = [subject, ...paragraphs, ...after].flatMap(placeholders);
      for (const key of [...names, ...facts, ...(list ? [list] : []), ...(note ? ['note'] : [])])
        t.true(known.has(key), `${name} ${key}`);
      return [...new Set([...names, ...facts])].sort();
    });
    t.deepEqual(used[0], used[1], name);
  }
});

test('dates and numbers are the reader’s own, codes stay as they are copied', (t) => {
  const fa = render('expiring', 'fa');
  t.regex(fa.text, /۱ دی ۱۴۰۵ \(2026-12-22\)/);
  t.regex(fa.subject, /تا ۱۴ روز دیگر/);
  t.true(fa.subject.includes('021-42750000'));
  t.regex(render('expiring', 'en').text, /22 December 2026/);
});

test('a stranger’s text is shown and does nothing', (t) => {
  const evil = '<script>alert(1)</script>"\u202e{url}';
  const { html, text, subject } = render('suspended', 'en', {
    name: evil,
    note: evil,
    organization: evil,
    sender: evil,
  });
  t.notRegex(html, /<script/);
  t.notRegex(html + text + subject, /\u202e/);
  t.true(html.includes('&lt;script&gt;'));
  t.true(html.includes('{url}'));
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'no address']) {
    t.throws(() => render('expired', 'en', { url }));
  }
});

test('a mail without a note has no empty frame for it', (t) => {
  t.regex(render('changes_requested', 'fa').text, /توضیح بررسی‌کننده/);
  t.notRegex(render('changes_requested', 'fa', { note: ' ' }).html, /توضیح بررسی‌کننده/);
});

test('states have the same colours in mails and in documents', (t) => {
  const hexOf = ({ red, green, blue }: { red: number; green: number; blue: number }) =>
    `#${[red, green, blue]
      .map((part) =>
        Math.round(part * 255)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
  for (const [name, { color }] of Object.entries(documentTones)) {
    const inMails: string = tones[name as keyof typeof tones].color;
    t.is(inMails, hexOf(colors[color]), name);
  }
});
