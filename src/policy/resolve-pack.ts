import type { z } from 'zod';
import type { PackFault } from './fault.ts';
import { type BasePackSource, basePackSchema, type PackSource, packSchema } from './pack-schema.ts';
import { zodFaults } from './zod-faults.ts';

/** Reads a pack document and merges in the base that it extends; answers every fault instead if there are any. */
export function resolvePack(document: unknown, bases: ReadonlyMap<string, unknown>): PackSource | readonly PackFault[] {
  const parsed = packSchema.safeParse(document);
  if (!parsed.success) return zodFaults(parsed.error);
  const own = parsed.data;
  if (own.extends === undefined) return own;
  const base = readBase(own.extends, bases);
  return isFaults(base) ? base : merge(own, base);
}

function readBase(name: string, bases: ReadonlyMap<string, unknown>): BasePackSource | readonly PackFault[] {
  if (!bases.has(name)) return [{ path: 'extends', message: `there is no base '${name}'` }];
  const parsed: z.ZodSafeParseResult<BasePackSource> = basePackSchema.safeParse(bases.get(name));
  return parsed.success ? parsed.data : zodFaults(parsed.error, `base ${name}`);
}

/** A rule, window, cap or definition of the pack replaces the base's of the same name; other settings replace whole. */
function merge(own: PackSource, base: BasePackSource): PackSource | readonly PackFault[] {
  const known = new Set(base.rules.map((rule) => rule.id));
  const strangers = own.without.filter((rule) => !known.has(rule));
  if (strangers.length > 0) {
    return strangers.map((rule) => ({ path: 'without', message: `the base has no rule '${rule}'` }));
  }
  const replaced = new Set([...own.without, ...own.rules.map((rule) => rule.id)]);
  return {
    ...own,
    categories: { ...base.categories, ...own.categories },
    keywords: own.keywords.length > 0 ? own.keywords : base.keywords,
    acknowledgements: { ...base.acknowledgements, ...own.acknowledgements },
    caps: { ...base.caps, ...own.caps },
    windows: { ...base.windows, ...own.windows },
    define: { ...base.define, ...own.define },
    rules: [...base.rules.filter((rule) => !replaced.has(rule.id)), ...own.rules],
    ...inherited(own, base),
  };
}

function inherited(own: PackSource, base: BasePackSource): Partial<PackSource> {
  const names = ['optOut', 'consent', 'complaints', 'pacing', 'release', 'retention'] as const;
  const missing = names.filter((name) => own[name] === undefined && base[name] !== undefined);
  return Object.fromEntries(missing.map((name) => [name, base[name]]));
}

/** Whether an answer is a list of faults. */
export function isFaults<T extends object>(answer: T | readonly PackFault[]): answer is readonly PackFault[] {
  return Array.isArray(answer);
}
