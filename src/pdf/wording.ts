import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { clockTime, fill, isoDate, type Language, longDate, type Values } from '#src/kernel/index.ts';
import { isolate, isolateLtr, toPersianDigits } from '#src/text/index.ts';

/** A catalogue as it is written in YAML. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue | readonly (string | Catalogue)[];
}

const folder = new URL('../../templates/pdf/', import.meta.url);
const read = new Map<string, Catalogue>();

/** Reads a catalogue of `templates/pdf`; kept for the life of the process. */
export function readCatalogue(name: string): Catalogue {
  const known = read.get(name) ?? (parse(readFileSync(new URL(`${name}.yaml`, folder), 'utf8')) as Catalogue);
  read.set(name, known);
  return known;
}

/** The words of one language: texts of a catalogue, dates, numbers. */
export class Wording {
  readonly language: Language;
  readonly #catalogue: Catalogue;

  constructor(language: Language, catalogue: Catalogue = readCatalogue(language)) {
    this.language = language;
    this.#catalogue = catalogue;
  }

  /**
   * The text under a dotted key with its placeholders filled; numbers get the digits of the language, and every value
   * is isolated, so that it cannot reorder the sentence around it.
   * @throws Error when there is no such text or a value is missing
   */
  text(key: string, values: Values = {}): string {
    const text = this.#at(key);
    if (typeof text !== 'string') throw new Error(`no text ${key} in the catalogue`);
    return this.fill(text, values);
  }

  /** The texts of a list under a key. */
  list(key: string): string[] {
    const list = this.#at(key);
    if (!Array.isArray(list)) throw new Error(`no list ${key} in the catalogue`);
    return list.filter((item) => typeof item === 'string');
  }

  /** What a code is called, or the code itself where a later version of the service knows more codes than the catalogue. */
  label(group: string, code: string): string {
    const text = this.#at(`${group}.${code}`);
    return typeof text === 'string' ? text : isolateLtr(code);
  }

  /** Fills a text that is not in the catalogue as `text` does. */
  fill(text: string, values: Values): string {
    const written = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? this.number(value) : isolate(value),
    ]);
    return fill(text, Object.fromEntries(written));
  }

  number(value: number): string {
    return this.language === 'fa' ? toPersianDigits(String(value)) : String(value);
  }

  /** The day in both calendars, the language's own first. */
  date(at: Date): string {
    return this.text('dateBoth', { date: longDate(at, this.language), isoDate: isoDate(at) });
  }

  /** Day and time of day in Tehran. */
  dateTime(at: Date): string {
    return this.text('dateTime', { date: longDate(at, this.language), time: clockTime(at, this.language) });
  }

  #at(key: string): unknown {
    return key.split('.').reduce<unknown>((node, part) => {
      const inside = typeof node === 'object' && node !== null && Object.hasOwn(node, part);
      return inside ? (node as Record<string, unknown>)[part] : undefined;
    }, this.#catalogue);
  }
}
