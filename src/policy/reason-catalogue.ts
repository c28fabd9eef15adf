import { z } from 'zod';
import type { PackFault } from './fault.ts';
import { REASON_CODES, type ReasonCode } from './reason-code.ts';
import { zodFaults } from './zod-faults.ts';

const bilingual = z.strictObject({ fa: z.string().min(1), en: z.string().min(1) });

const catalogueSchema = z.strictObject({
  codes: z.array(
    z.strictObject({
      code: z.enum(REASON_CODES),
      text: bilingual,
      remedy: bilingual,
      equivalents: z.array(
        z.strictObject({
          provider: z.string().min(1),
          codes: z.array(z.string().min(1)).min(1),
          note: z.string().optional(),
        }),
      ),
    }),
  ),
});

/** One reason code: what it says, what heals it, and the nearest codes of other providers. */
export type ReasonEntry = z.infer<typeof catalogueSchema>['codes'][number];

/** Reads the catalogue document; every code of the contract must be in it once. Answers all faults if there are any. */
export function readReasonCatalogue(document: unknown): ReadonlyMap<ReasonCode, ReasonEntry> | readonly PackFault[] {
  const parsed = catalogueSchema.safeParse(document);
  if (!parsed.success) return zodFaults(parsed.error);
  const entries = new Map(parsed.data.codes.map((entry) => [entry.code, entry]));
  const missing = REASON_CODES.filter((code) => !entries.has(code));
  const faults = missing.map((code) => ({ path: `codes.${code}`, message: 'is missing' }));
  if (entries.size < parsed.data.codes.length) faults.push({ path: 'codes', message: 'a code is there twice' });
  return faults.length > 0 ? faults : entries;
}
