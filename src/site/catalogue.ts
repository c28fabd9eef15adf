import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { fill, type Language, type Values } from '#src/kernel/index.ts';

/** The texts of the site: one flat table a language, `area.key.subkey` → text with `{placeholders}`. */
export type Catalogue = Readonly<Record<Language, ReadonlyMap<string, string>>>;

/** Reads `templates/catalogue/<language>/<area>.yaml`; the area is the first part of each key. */
export function loadCatalogue(folder: string): Catalogue {
  return { fa: loadLanguage(join(folder, 'fa')), en: loadLanguage(join(folder, 'en')) };
}

function loadLanguage(folder: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    flatten(parse(readFileSync(join(folder, file), 'utf8')), basename(file, '.yaml'), texts);
  }
  return texts;
}

function flatten(value: unknown, key: string, into: Map<string, string>): void {
  if (typeof value === 'string') into.set(key, value);
  else if (value && typeof value === 'object')
    for (const [name, inner] of Object.entries(value)) flatten(inner, `${key}.${name}`, into);
  else throw new Error(`catalogue: ${key} is no text`);
}

/** Finds and fills a text. @throws Error for a key that the catalogue lacks: a page with a hole must not be shown */
export function say(catalogue: Catalogue, language: Language, key: string, values: Values = {}): string {
  const text = catalogue[language].get(key);
  if (text === undefined) throw new Error(`catalogue: no ${key} in ${language}`);
  return fill(text, values);
}
