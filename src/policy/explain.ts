import type { CompiledPack, CompiledRule } from './compiled-pack.ts';
import type { Decision } from './decision.ts';
import { evaluate, loadSlots } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { phaseAt, timeForbids } from './timing.ts';

/** How one rule stood to one message: `open` is a rule whose condition holds but whose window or cap lets it pass. */
export interface RuleTrace {
  readonly rule: string;
  readonly code: string;
  readonly effect: string;
  readonly state: 'fired' | 'passed' | 'open' | 'undecided' | 'not in force';
  readonly when: string;
  /** The facts that the rule reads, as they were; undefined if missing. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A decision with the standing of every rule, those that stayed silent included. */
export interface Explanation {
  readonly pack: string;
  readonly version: string;
  readonly digest: string;
  readonly at: string;
  readonly decision: Decision;
  readonly rules: readonly RuleTrace[];
}

/** Decides a message and says of every rule how it stood and what it read. */
export function explain(pack: CompiledPack, facts: Facts, at: Temporal.Instant): Explanation {
  const slots = loadSlots(pack, facts);
  const ms = at.epochMilliseconds;
  return {
    pack: pack.name,
    version: pack.version,
    digest: pack.digest,
    at: at.toString(),
    decision: evaluate(pack, facts, at),
    rules: pack.rules.map((rule) => trace(pack, rule, slots, ms)),
  };
}

function trace(pack: CompiledPack, rule: CompiledRule, slots: unknown[], ms: number): RuleTrace {
  const { effect } = phaseAt(rule, ms);
  const read = rule.reads.map((name, index) => [name, slots[rule.readSlots[index] ?? -1]]);
  return {
    rule: rule.name,
    code: rule.source.code,
    effect,
    state: effect === 'off' ? 'not in force' : standing(pack, rule, slots, ms),
    when: rule.source.when,
    facts: Object.fromEntries(read),
  };
}

function standing(pack: CompiledPack, rule: CompiledRule, slots: unknown[], ms: number): RuleTrace['state'] {
  const applies = rule.condition(slots);
  if (applies === false) return 'passed';
  const forbids = applies === undefined ? undefined : timeForbids(pack, rule, slots, ms);
  if (forbids === undefined) return 'undecided';
  return forbids ? 'fired' : 'open';
}
