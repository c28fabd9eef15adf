import { z } from 'zod';
import type { CompiledPack } from './compiled-pack.ts';
import { evaluate } from './evaluate.ts';
import { type Facts, factSpec, sampleFacts } from './facts.ts';
import type { PackFault } from './fault.ts';
import { zodFaults } from './zod-faults.ts';

const instant = z.string().refine(isInstant, 'a time with offset, e.g. 2026-11-23T12:00:00+03:30');
const factValues = z.record(
  z.string(),
  z.union([z.boolean(), z.string(), z.number(), z.array(z.string()), z.array(z.number())]),
);

/** `policies/<pack>.tests.yaml`: what a pack must decide, each case stating only what differs from `base`. */
export const vectorFileSchema = z.strictObject({
  pack: z.string(),
  at: instant,
  base: factValues.default({}),
  /** Named sets of facts that a case may start from. */
  given: z.record(z.string(), factValues).default({}),
  vectors: z
    .array(
      z.strictObject({
        name: z.string().min(1),
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
      }),
    )
    .min(1),
});
type VectorFile = z.infer<typeof vectorFileSchema>;
type Vector = VectorFile['vectors'][number];

function isInstant(source: string): boolean {
  try {
    Temporal.Instant.from(source);
    return true;
  } catch {
    return false;
  }
}

/** What running a pack's vectors showed. */
export interface VectorReport {
  readonly run: number;
  readonly faults: readonly PackFault[];
}

/**
 * Runs a pack's vectors: each must give its outcome and fire exactly its rules, and every rule of the pack must fire
 * in one vector and stay silent in another.
 */
export function runVectors(pack: CompiledPack, document: unknown): VectorReport {
  const parsed = vectorFileSchema.safeParse(document);
  if (!parsed.success) return { run: 0, faults: zodFaults(parsed.error, 'tests') };
  const file = parsed.data;
  if (file.pack !== pack.name) return { run: 0, faults: [{ path: 'tests.pack', message: `is not '${pack.name}'` }] };
  const faults: PackFault[] = [];
  const fireCount = new Map<string, number>(pack.rules.map((rule) => [rule.source.id, 0]));
  for (const vector of file.vectors) {
    const path = `tests.${vector.name}`;
    const facts = vectorFacts(file, vector, (message) => faults.push({ path, message }));
    const decision = evaluate(pack, facts, Temporal.Instant.from(vector.at ?? file.at));
    const fires = decision.reasons.map((reason) => ruleId(reason.rule));
    for (const id of fires) fireCount.set(id, (fireCount.get(id) ?? 0) + 1);
    const expected = [...vector.fires].sort().join(', ');
    const seen = [...fires].sort().join(', ');
    if (decision.outcome !== vector.outcome) {
      faults.push({
        path,
        message: `outcome is ${decision.outcome}, not ${vector.outcome} (fires: ${seen || 'nothing'})`,
      });
    }
    if (seen !== expected) faults.push({ path, message: `fires ${seen || 'nothing'}, not ${expected || 'nothing'}` });
    const upcoming = decision.upcoming.map((rule) => ruleId(rule.rule)).join(', ');
    if (upcoming !== vector.upcoming.join(', ')) faults.push({ path, message: `upcoming is ${upcoming || 'nothing'}` });
    checkNotBefore(vector, decision.notBefore, (message) => faults.push({ path, message }));
  }
  faults.push(...coverage(fireCount, file.vectors.length));
  return { run: file.vectors.length, faults };
}

const ruleId = (name: string) => name.slice(name.indexOf('/') + 1);

function checkNotBefore(vector: Vector, seen: Temporal.Instant | null, fault: (message: string) => void): void {
  if (vector.notBefore === undefined) return;
  const wanted = Temporal.Instant.from(vector.notBefore);
  if (seen === null || !seen.equals(wanted)) fault(`notBefore is ${seen ?? 'not given'}, not ${vector.notBefore}`);
}

function coverage(fireCount: ReadonlyMap<string, number>, vectors: number): PackFault[] {
  return [...fireCount].flatMap(([id, count]) => {
    if (count === 0) return [{ path: `tests.${id}`, message: 'this rule fires in no vector' }];
    return count === vectors ? [{ path: `tests.${id}`, message: 'this rule is silent in no vector' }] : [];
  });
}

function vectorFacts(file: VectorFile, vector: Vector, fault: (message: string) => void): Facts {
  const layers = [file.base];
  for (const name of vector.given) {
    const layer = file.given[name];
    if (layer === undefined) fault(`there is no given '${name}'`);
    else layers.push(layer);
  }
  const merged = Object.assign({}, ...layers, vector.facts) as Record<string, unknown>;
  return factsWith(merged, vector.without, fault);
}

/** Sample facts with some of them changed or left out, named as in rules (`sender.active`); unknown ones are reported. */
export function factsWith(
  values: Readonly<Record<string, unknown>>,
  without: readonly string[],
  fault: (message: string) => void,
): Facts {
  const facts = sampleFacts() as unknown as Record<string, Record<string, unknown>>;
  for (const [name, value] of Object.entries(values)) {
    const wrong = wrongValue(name, value);
    if (wrong !== undefined) fault(wrong);
    else setFact(facts, name, value);
  }
  for (const name of without) {
    if (factSpec(name) === undefined) fault(`unknown fact '${name}'`);
    else setFact(facts, name, undefined);
  }
  return facts as unknown as Facts;
}

function setFact(facts: Record<string, Record<string, unknown>>, name: string, value: unknown): void {
  const [group = '', field = ''] = name.split('.');
  const fields = facts[group];
  if (fields !== undefined) fields[field] = value;
}

function wrongValue(name: string, value: unknown): string | undefined {
  const spec = factSpec(name);
  if (spec === undefined) return `unknown fact '${name}'`;
  const kinds = { bool: 'boolean', string: 'string', number: 'number', list: 'object', times: 'object' } as const;
  if (typeof value !== kinds[spec.type]) return `${name} is a ${spec.type}`;
  if (spec.values === undefined || spec.values.includes(String(value))) return undefined;
  return `${name} is never '${String(value)}'`;
}
