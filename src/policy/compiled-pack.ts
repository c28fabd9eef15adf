import type { Calendar } from './calendar.ts';
import type { Definition, Expression } from './expression.ts';
import type { Condition } from './lower.ts';
import type { Effect, PackSource, RuleSource } from './pack-schema.ts';
import type { Window } from './window.ts';

/** From an instant (epoch ms) on, what the rule does when it fires; `off` where it is not in force. */
export interface Phase {
  readonly from: number;
  readonly effect: Effect | 'off';
}

/** At most `limit` instants of the slot's list in any stretch of `within` milliseconds. */
export interface Cap {
  readonly name: string;
  readonly fact: string;
  readonly slot: number;
  readonly limit: number;
  readonly within: number;
}

/** A rule ready to be evaluated. */
export interface CompiledRule {
  readonly source: RuleSource;
  /** `<pack>/<rule id>`. */
  readonly name: string;
  readonly expression: Expression;
  readonly condition: Condition;
  /** Facts that the rule reads, its window's and cap's included. */
  readonly reads: readonly string[];
  readonly readSlots: readonly number[];
  readonly evidenceSlots: readonly number[];
  readonly window: Window | undefined;
  readonly cap: Cap | undefined;
  /** In order of time; the first is from minus infinity. */
  readonly phases: readonly [Phase, ...Phase[]];
}

/** A rule before its facts have slots: what does not depend on the pack in which it is evaluated. */
export type UnboundRule = Omit<CompiledRule, 'condition' | 'readSlots' | 'evidenceSlots' | 'cap'> & {
  readonly cap: Omit<Cap, 'slot'> | undefined;
};

/** A definition of the pack: decided before the rules, into its slot. */
export interface CompiledDefinition {
  readonly definition: Definition;
  readonly slot: number;
  readonly condition: Condition;
}

/** Where a fact is found and which JavaScript type it must have. */
export interface FactSlot {
  readonly slot: number;
  readonly name: string;
  readonly group: string;
  readonly field: string;
  readonly type: 'boolean' | 'string' | 'number' | 'array';
  /** All words that the fact may be; undefined where any text will do. */
  readonly values: ReadonlySet<string> | undefined;
}

/** A pack that can decide; immutable. */
export interface CompiledPack {
  readonly name: string;
  readonly version: string;
  /** `sha256:…` over the pack with everything that it extends and refers to. */
  readonly digest: string;
  /** The pack with what it extends merged in. */
  readonly source: PackSource;
  readonly rules: readonly CompiledRule[];
  /** In an order in which each uses only earlier ones. */
  readonly definitions: readonly CompiledDefinition[];
  readonly facts: readonly FactSlot[];
  readonly slotCount: number;
  readonly zonesSlot: number;
  /** Names of all facts that some rule reads; others need not be looked up. */
  readonly reads: ReadonlySet<string>;
  readonly calendars: readonly Calendar[];
}
