import type { CompiledDefinition, CompiledPack, CompiledRule, FactSlot, UnboundRule } from './compiled-pack.ts';
import type { Definition } from './expression.ts';
import { factSpec } from './facts.ts';
import { lower } from './lower.ts';
import { definedName, isFactSlot, SlotTable } from './slot-table.ts';

/** The part of a pack that is evaluated: rules and definitions over one set of slots. */
export type BoundRules = Pick<CompiledPack, 'rules' | 'definitions' | 'facts' | 'slotCount' | 'zonesSlot' | 'reads'>;

/** Gives every fact and definition that some rules read a slot, and turns their conditions into functions over these. */
export function bindRules(unbound: readonly UnboundRule[], definitions: readonly Definition[]): BoundRules {
  const table = new SlotTable();
  const zonesSlot = table.slot('recipient.timeZones');
  const rules = unbound.map((rule) => bindRule(rule, table));
  const distinct = new Map(definitions.map((definition) => [definedName(definition), definition]));
  const bound = [...distinct.values()].map((definition) => bindDefinition(definition, table));
  return {
    rules,
    definitions: bound,
    facts: table.names.filter(isFactSlot).map((name) => factSlot(name, table.slot(name))),
    slotCount: table.names.length,
    zonesSlot,
    reads: new Set(rules.flatMap((rule) => rule.reads)),
  };
}

function bindRule(rule: UnboundRule, table: SlotTable): CompiledRule {
  const { source, name, expression, reads, window, cap, phases } = rule;
  return {
    source,
    name,
    expression,
    condition: lower(expression, table),
    reads,
    readSlots: reads.map((fact) => table.slot(fact)),
    evidenceSlots: source.evidence.map((fact) => table.slot(fact)),
    window,
    cap: cap && { ...cap, slot: table.slot(cap.fact) },
    phases,
  };
}

function bindDefinition(definition: Definition, table: SlotTable): CompiledDefinition {
  return { definition, slot: table.slot(definedName(definition)), condition: lower(definition.meaning, table) };
}

const javascriptTypes = { bool: 'boolean', string: 'string', number: 'number', list: 'array', times: 'array' } as const;

function factSlot(name: string, slot: number): FactSlot {
  const [group = '', field = ''] = name.split('.');
  const spec = factSpec(name);
  if (spec === undefined) throw new Error(`fact ${name} passed the type check and is not in the table`);
  return { slot, name, group, field, type: javascriptTypes[spec.type], values: spec.values && new Set(spec.values) };
}
