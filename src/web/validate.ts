import { z } from 'zod';
import { type Fault, invalidInput } from '#src/kernel/index.ts';

const locales = { fa: z.locales.fa().localeError, en: z.locales.en().localeError };

/** Checks a value against a schema. @throws INVALID_INPUT naming every fault, paths prefixed with `prefix`. */
export function validate<S extends z.ZodType>(schema: S, value: unknown, prefix = ''): z.output<S> {
  const result = schema.safeParse(value, { error: locales.en });
  if (result.success) return result.data;
  const persian = schema.safeParse(value, { error: locales.fa });
  const inPersian = persian.success ? [] : persian.error.issues;
  const faults: Fault[] = result.error.issues.map((issue, i) => ({
    path: [prefix, ...issue.path.map(String)].filter(Boolean).join('.'),
    code: issue.code,
    message: { en: issue.message, fa: inPersian[i]?.message ?? issue.message },
  }));
  throw invalidInput(faults);
}
