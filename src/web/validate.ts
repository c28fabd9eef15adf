import { z } from 'zod';
import { type Fault, type FindFaults, invalidInput } from '#src/kernel/index.ts';

const locales = { fa: z.locales.fa().localeError, en: z.locales.en().localeError };

interface BeyondFields {
  find: FindFaults;
  /** The use case finds them, too, beside others of its own: with the fields in order they are left to it. */
  foundLater: boolean;
}

/** What to look for in a value beyond its single fields, by schema. */
const beyondFields = new WeakMap<z.ZodType, BeyondFields>();

/** Gives a schema faults that no field shows alone; unlike refinements, they are named beside those of the fields. */
export function withFaults<S extends z.ZodObject>(schema: S, find: FindFaults, { foundLater = false } = {}): S {
  beyondFields.set(schema, { find, foundLater });
  return schema;
}

/** Checks a value against a schema. @throws INVALID_INPUT naming every fault, paths prefixed with `prefix`. */
export function validate<S extends z.ZodType>(schema: S, value: unknown, prefix = ''): z.output<S> {
  const result = schema.safeParse(value, { error: locales.en });
  const { find, foundLater } = beyondFields.get(schema) ?? {};
  if (result.success && (!find || foundLater)) return result.data;
  const beyond = find && isRecord(value) ? find(value) : [];
  if (result.success && beyond.length === 0) return result.data;
  const ofFields = result.success ? [] : fieldFaults(schema, value, result.error.issues);
  const seen = new Set(ofFields.map(({ path }) => path));
  const faults = [...ofFields, ...beyond.filter(({ path }) => !seen.has(path))];
  throw invalidInput(faults.map((it) => ({ ...it, path: [prefix, it.path].filter(Boolean).join('.') })));
}

function fieldFaults(schema: z.ZodType, value: unknown, issues: readonly z.core.$ZodIssue[]): Fault[] {
  const persian = schema.safeParse(value, { error: locales.fa });
  const inPersian = persian.success ? [] : persian.error.issues;
  return issues.flatMap((issue, i) => {
    const message = { en: issue.message, fa: inPersian[i]?.message ?? issue.message };
    // A field that is not known is a fault of its own, at its own place.
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [''];
    return names.map((name) => ({
      path: [...issue.path.map(String), name].filter(Boolean).join('.'),
      code: issue.code,
      message,
    }));
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
