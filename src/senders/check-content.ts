import { type Fault, fault } from '#src/kernel/index.ts';
import type { SenderContent } from './application.entity.ts';
import type { Registry } from './registry.ts';

/** Faults of what an applicant declares that a schema cannot see. */
export function checkContent(registry: Registry, content: Partial<SenderContent>): Fault[] {
  const unknown = (content.requestedOperators ?? []).filter((it) => !registry.operators.has(it));
  return unknown.map((operator) =>
    fault('operators', 'unknown', `there is no operator ${operator}`, `اپراتوری به نام ${operator} نیست`),
  );
}

/** Faults of a masked name by what the pack adds to the general rules. */
export function checkName({ pack }: Registry, name: string): Fault[] {
  const { min, max, pattern, rule } = pack.maskedName;
  const fits = name.length >= min && name.length <= max && new RegExp(pattern).test(name);
  return fits ? [] : [fault('address', 'name_rule', rule.en, rule.fa)];
}

/** Operators that an application is for: the ones it names, else all usual ones. */
export function operatorsOf(registry: Registry, requested: readonly string[]): string[] {
  if (requested.length > 0) return [...requested];
  return [...registry.operators.values()].filter((it) => it.default).map((it) => it.operator);
}
