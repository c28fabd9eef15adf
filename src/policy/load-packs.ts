import { parseDocument } from 'yaml';
import { type Calendar, readCalendar } from './calendar.ts';
import { countryPacks } from './choose-pack.ts';
import { compile, type Library } from './compile.ts';
import type { CompiledPack } from './compiled-pack.ts';
import { PackError, type PackFault } from './fault.ts';
import { isFaults } from './resolve-pack.ts';
import { runVectors } from './vectors.ts';

/** The packs of a policy folder that are fit to decide, and what is wrong with the others. */
export interface LoadedPacks {
  readonly packs: ReadonlyMap<string, CompiledPack>;
  /** By file name; a file with faults gives no pack. */
  readonly faults: ReadonlyMap<string, readonly PackFault[]>;
  /** How many vectors each pack passed. */
  readonly vectors: ReadonlyMap<string, number>;
  /** What packs of the folder may refer to; a candidate pack is compiled with it. */
  readonly library: Library;
}

/**
 * Loads all packs of a policy folder, given its files by path relative to it (`ir.yaml`, `ir.tests.yaml`,
 * `calendars/ir-holidays.yaml`). A pack loads only if it compiles and its vectors pass.
 */
export function loadPacks(files: ReadonlyMap<string, string>): LoadedPacks {
  const faults = new Map<string, readonly PackFault[]>();
  const documents = parseAll(files, faults);
  const calendars = readCalendars(documents, faults);
  const bases = new Map<string, unknown>();
  const packs = new Map<string, CompiledPack>();
  const vectors = new Map<string, number>();
  const baseVectors = new Map<string, unknown>();
  for (const [file, document] of documents) {
    if (!hasName(document, 'base') || hasName(document, 'pack')) continue;
    (file.endsWith('.tests.yaml') ? baseVectors : bases).set(document.base, document);
  }
  for (const [file, document] of countriesFirst(documents)) {
    try {
      const pack = compile(document, { bases, calendars });
      if (file !== `${pack.name}.yaml`)
        throw new PackError(pack.name, [{ path: 'pack', message: `is not in ${pack.name}.yaml` }]);
      const tests = documents.get(`${pack.name}.tests.yaml`);
      const report = runVectors(pack, tests, baseVectors, countryPacks(packs));
      if (report.faults.length > 0) throw new PackError(pack.name, report.faults);
      packs.set(pack.name, pack);
      vectors.set(pack.name, report.run);
    } catch (error) {
      if (!(error instanceof PackError)) throw error;
      faults.set(file, error.faults);
    }
  }
  return { packs, faults, vectors, library: { bases, calendars } };
}

/** The documents that are packs; those that decide together with a country’s come after these. */
function countriesFirst(documents: ReadonlyMap<string, unknown>): readonly (readonly [string, unknown])[] {
  const all = [...documents].filter(([file, document]) => hasName(document, 'pack') && !file.endsWith('.tests.yaml'));
  const late = ([, document]: readonly [string, unknown]) => Reflect.get(document as object, 'withCountry') === true;
  return [...all.filter((each) => !late(each)), ...all.filter(late)];
}

function parseAll(files: ReadonlyMap<string, string>, faults: Map<string, readonly PackFault[]>): Map<string, unknown> {
  const documents = new Map<string, unknown>();
  for (const [file, text] of files) {
    const document = parseDocument(text, { uniqueKeys: true });
    const errors: Error[] = [...document.errors];
    try {
      documents.set(file, document.toJS());
    } catch (error) {
      // An alias without its anchor, or with too many of them, shows only when the document is put together.
      errors.push(error as Error);
    }
    if (errors.length === 0) continue;
    documents.delete(file);
    faults.set(
      file,
      errors.map((error) => ({ path: '(yaml)', message: error.message.split('\n')[0] ?? '' })),
    );
  }
  return documents;
}

function readCalendars(
  documents: ReadonlyMap<string, unknown>,
  faults: Map<string, readonly PackFault[]>,
): Map<string, Calendar> {
  const calendars = new Map<string, Calendar>();
  for (const [file, document] of documents) {
    if (!file.startsWith('calendars/')) continue;
    const calendar = readCalendar(document);
    if (isFaults(calendar)) faults.set(file, calendar);
    else calendars.set(calendar.id, calendar);
  }
  return calendars;
}

function hasName<K extends 'pack' | 'base'>(document: unknown, key: K): document is Record<K, string> {
  return (
    document !== null &&
    typeof document === 'object' &&
    key in document &&
    typeof Reflect.get(document, key) === 'string'
  );
}
