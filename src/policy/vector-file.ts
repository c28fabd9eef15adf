import { z } from 'zod';
import type { PackFault } from './fault.ts';
import { zodFaults } from './zod-faults.ts';

const instant = z.string().refine(isInstant, 'a time with offset, e.g. 2026-11-23T12:00:00+03:30');
const factValues = z.record(
  z.string(),
  z.union([z.boolean(), z.string(), z.number(), z.array(z.string()), z.array(z.number())]),
);

const vector = z.strictObject({
  name: z.string().min(1),
  /** Named sets of facts that the case starts from. */
  given: z.array(z.string()).default([]),
  facts: factValues.default({}),
  /** Facts that the case leaves out altogether. */
  without: z.array(z.string()).default([]),
  at: instant.optional(),
  outcome: z.enum(['allow', 'defer', 'hold', 'deny']),
  /** Exactly the rules that fire, whatever their effect. */
  fires: z.array(z.string()).default([]),
  notBefore: instant.optional(),
  upcoming: z.array(z.string()).default([]),
});
/** One case of a vector file. */
export type Vector = z.infer<typeof vector>;

const given = z.record(z.string(), factValues).default({});

/** `policies/<base>.tests.yaml`: cases of the rules that packs share. */
const baseVectorSchema = z.strictObject({ base: z.string(), given, vectors: z.array(vector) });

/** `policies/<pack>.tests.yaml`: what a pack must decide, each case stating only what differs from `base`. */
const vectorFileSchema = z.strictObject({
  pack: z.string(),
  at: instant,
  /** Also run the cases of this base, but for those named in `except` or given again here. */
  extends: z.string().optional(),
  except: z.array(z.string()).default([]),
  base: factValues.default({}),
  given,
  vectors: z.array(vector).min(1),
});
/** A vector file with the cases of its base merged in. */
export type VectorFile = z.infer<typeof vectorFileSchema>;

function isInstant(source: string): boolean {
  try {
    Temporal.Instant.from(source);
    return true;
  } catch {
    return false;
  }
}

/** Reads a vector file and merges in the cases of the base that it extends; answers every fault instead if there are any. */
export function readVectors(document: unknown, bases: ReadonlyMap<string, unknown>): VectorFile | readonly PackFault[] {
  const parsed = vectorFileSchema.safeParse(document);
  if (!parsed.success) return zodFaults(parsed.error, 'tests');
  const file = parsed.data;
  if (file.extends === undefined) return file;
  const base = baseVectorSchema.safeParse(bases.get(file.extends));
  if (!base.success) return zodFaults(base.error, `tests of ${file.extends}`);
  const own = new Set([...file.except, ...file.vectors.map((each) => each.name)]);
  const names = new Set(base.data.vectors.map((each) => each.name));
  const strangers = file.except.filter((name) => !names.has(name));
  if (strangers.length > 0) return [{ path: 'tests.except', message: `no such vectors: ${strangers.join(', ')}` }];
  return {
    ...file,
    given: { ...base.data.given, ...file.given },
    vectors: [...base.data.vectors.filter((each) => !own.has(each.name)), ...file.vectors],
  };
}
