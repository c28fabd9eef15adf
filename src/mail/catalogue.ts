import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Language } from '#src/kernel/index.ts';
import { mailNames } from './mails.ts';

const mail = z.strictObject({
  tone: z.enum(['good', 'wait', 'look', 'stop', 'plain']),
  subject: z.string(),
  badge: z.string(),
  paragraphs: z.array(z.string()).min(1),
  /** Name of the value that is a list. */
  list: z.string().optional(),
  /** Title of the note, where the mail may have one. */
  note: z.string().optional(),
  /** Paragraphs below list and note. */
  after: z.array(z.string()).default([]),
  /** Names of values to repeat as a table; their labels are under `labels`. */
  facts: z.array(z.string()),
  action: z.string(),
});

const schema = z.strictObject({
  layout: z.strictObject({ brand: z.string(), greeting: z.string(), fallback: z.string(), footer: z.string() }),
  labels: z.record(z.string(), z.string()),
  mails: z.strictObject(Object.fromEntries(mailNames.map((name) => [name, mail]))),
});

/** The texts of all mails in one language. */
export type MailCatalogue = z.output<typeof schema>;
export type MailTexts = z.output<typeof mail>;

export const mailFolder = new URL('../../templates/mail/', import.meta.url);
const read = new Map<Language, MailCatalogue>();

/** Reads `templates/mail/<language>.yaml`; kept for the life of the process. @throws ZodError when a text is missing */
export function mailCatalogue(language: Language): MailCatalogue {
  const known =
    read.get(language) ?? schema.parse(parse(readFileSync(new URL(`${language}.yaml`, mailFolder), 'utf8')));
  read.set(language, known);
  return known;
}
