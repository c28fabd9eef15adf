import { bindRules } from './bind-rules.ts';
import type { Calendar } from './calendar.ts';
import { compileRule, type RuleParts } from './compile-rule.ts';
import { compileWindow } from './compile-window.ts';
import type { CompiledPack } from './compiled-pack.ts';
import { ConditionParser } from './conditions.ts';
import { digestOf } from './digest.ts';
import { PackError, type PackFault } from './fault.ts';
import type { PackSource } from './pack-schema.ts';
import { isFaults, resolvePack } from './resolve-pack.ts';
import type { Window } from './window.ts';

/** What packs may refer to: base packs as parsed documents, and calendars, each by its name. */
export interface Library {
  readonly bases: ReadonlyMap<string, unknown>;
  readonly calendars: ReadonlyMap<string, Calendar>;
}

export const emptyLibrary: Library = { bases: new Map(), calendars: new Map() };

/**
 * Compiles a pack from its parsed YAML document. Throws `PackError` with every fault: shape, CEL that does not
 * parse or type-check, unknown facts, words that a fact can never be, windows, caps and calendars that do not exist.
 */
export function compile(document: unknown, library: Library = emptyLibrary): CompiledPack {
  const source = resolvePack(document, library.bases);
  if (isFaults(source)) throw new PackError(nameOf(document), source);
  const faults: PackFault[] = [];
  const parser = conditionParser(source, faults);
  const windows = compileWindows(source, library.calendars, faults);
  const parts: RuleParts = { source, parser, windows, faults };
  const rules = source.rules.map((rule, index) => compileRule(parts, rule, index)).filter((rule) => rule !== undefined);
  if (faults.length > 0) throw new PackError(source.pack, faults);

  const calendars = calendarsUsed(windows);
  return {
    name: source.pack,
    version: source.version,
    digest: digestOf({ pack: source, calendars: calendars.map((calendar) => calendar.source) }),
    source,
    ...bindRules(rules, parser.definitions),
    calendars,
  };
}

function nameOf(document: unknown): string {
  const name = document !== null && typeof document === 'object' && 'pack' in document ? document.pack : undefined;
  return typeof name === 'string' ? name : '(unnamed)';
}

function conditionParser(source: PackSource, faults: PackFault[]): ConditionParser {
  const parser = new ConditionParser();
  const essential = Object.entries(source.categories).filter(([, policy]) => policy.essential);
  parser.nameList(
    'essential',
    essential.map(([category]) => category),
  );
  for (const [name, condition] of Object.entries(source.define)) {
    const message = parser.define(name, condition);
    if (message !== undefined) faults.push({ path: `define.${name}`, message });
  }
  return parser;
}

function compileWindows(
  source: PackSource,
  calendars: ReadonlyMap<string, Calendar>,
  faults: PackFault[],
): ReadonlyMap<string, Window> {
  const windows = new Map<string, Window>();
  for (const [name, window] of Object.entries(source.windows)) {
    windows.set(name, compileWindow(name, window, calendars, faults));
  }
  return windows;
}

function calendarsUsed(windows: ReadonlyMap<string, Window>): Calendar[] {
  const used = new Map<string, Calendar>();
  for (const window of windows.values()) {
    const all = [...window.closed, ...window.days.flatMap((line) => line.calendars)];
    for (const calendar of all) used.set(calendar.id, calendar);
  }
  return [...used.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
