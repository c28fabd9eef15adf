import { choosePack } from './choose-pack.ts';
import type { CompiledPack } from './compiled-pack.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { factsWith } from './facts-with.ts';
import type { PackFault } from './fault.ts';
import { joinPacks } from './join-packs.ts';
import { isFaults } from './resolve-pack.ts';
import { readVectors, type Vector, type VectorFile } from './vector-file.ts';

/** What running a pack's vectors showed. */
export interface VectorReport {
  readonly run: number;
  readonly faults: readonly PackFault[];
}

/**
 * Runs a pack's vectors: each must give its outcome and fire exactly its rules, and every rule of the pack must fire
 * in one vector and stay silent in another. A `withCountry` pack is joined with that of `laws` which speaks of the
 * vector's `recipient.country`, and the rules that are joined to it must fire and stay silent, too.
 */
export function runVectors(
  pack: CompiledPack,
  document: unknown,
  bases: ReadonlyMap<string, unknown> = new Map(),
  laws: readonly CompiledPack[] = [],
): VectorReport {
  const file = readVectors(document, bases);
  if (isFaults(file)) return { run: 0, faults: file };
  if (file.pack !== pack.name) return { run: 0, faults: [{ path: 'tests.pack', message: `is not '${pack.name}'` }] };
  const faults: PackFault[] = [];
  const joint = pack.source.withCountry ? laws.map((law) => joinPacks(pack, law)) : [];
  const rules = (joint.length > 0 ? joint : [pack]).flatMap((each) => each.rules);
  const fireCount = new Map(rules.map((rule) => [rule.name, 0]));
  const [channel] = pack.source.jurisdiction.channels;
  for (const vector of file.vectors) {
    const path = `tests.${vector.name}`;
    const facts = vectorFacts(file, vector, (message) => faults.push({ path, message }));
    const deciding = joint.length > 0 ? choosePack([pack, ...laws], facts.recipient.country, channel) : pack;
    const decision = evaluate(deciding, facts, Temporal.Instant.from(vector.at ?? file.at));
    for (const { rule } of decision.reasons) fireCount.set(rule, (fireCount.get(rule) ?? 0) + 1);
    const fires = decision.reasons.map((reason) => ruleId(reason.rule));
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
  faults.push(...coverage(pack, fireCount, file.vectors.length));
  return { run: file.vectors.length, faults };
}

const ruleId = (name: string) => name.slice(name.indexOf('/') + 1);

function checkNotBefore(vector: Vector, seen: Temporal.Instant | null, fault: (message: string) => void): void {
  if (vector.notBefore === undefined) return;
  const wanted = Temporal.Instant.from(vector.notBefore);
  if (seen === null || !seen.equals(wanted)) fault(`notBefore is ${seen ?? 'not given'}, not ${vector.notBefore}`);
}

function coverage(pack: CompiledPack, fireCount: ReadonlyMap<string, number>, vectors: number): PackFault[] {
  return [...fireCount].flatMap(([name, count]) => {
    const path = `tests.${name.startsWith(`${pack.name}/`) ? ruleId(name) : name}`;
    if (count === 0) return [{ path, message: 'this rule fires in no vector' }];
    return count === vectors ? [{ path, message: 'this rule is silent in no vector' }] : [];
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
