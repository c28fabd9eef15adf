import type { z } from 'zod';
import type { PackFault } from './fault.ts';

/** All faults that a schema found, each with its path in dotted form. */
export function zodFaults(error: z.ZodError, prefix = ''): readonly PackFault[] {
  return error.issues.map((issue) => ({
    path: [prefix, ...issue.path.map(String)].filter(Boolean).join('.') || '(document)',
    message: issue.message,
  }));
}
