import type { Phase, UnboundRule } from './compiled-pack.ts';
import type { ConditionParser } from './conditions.ts';
import { factsRead } from './expression.ts';
import { factSpec } from './facts.ts';
import type { PackFault } from './fault.ts';
import { durationMs, type PackSource, type RuleSource } from './pack-schema.ts';
import type { Window } from './window.ts';

/** What the rules of one pack are compiled with; faults are added to `faults`. */
export interface RuleParts {
  readonly source: PackSource;
  readonly parser: ConditionParser;
  readonly windows: ReadonlyMap<string, Window>;
  readonly faults: PackFault[];
}

/** Compiles one rule as far as it does not depend on slots; undefined, with the reasons in `faults`, if it cannot be. */
export function compileRule(parts: RuleParts, rule: RuleSource, index: number): UnboundRule | undefined {
  const { source, faults } = parts;
  const before = faults.length;
  const fault = (field: string, message: string) => faults.push({ path: `rules.${rule.id}.${field}`, message });
  if (source.rules.findIndex((other) => other.id === rule.id) !== index) fault('id', 'another rule has this id');
  const expression = parts.parser.parse(rule.when);
  if (typeof expression === 'string') fault('when', expression);
  const window = rule.window === undefined ? undefined : parts.windows.get(rule.window);
  if (rule.window !== undefined && window === undefined) fault('window', `there is no window '${rule.window}'`);
  const cap = rule.cap === undefined ? undefined : compileCap(source, rule.cap);
  if (rule.cap !== undefined && cap === undefined) fault('cap', `there is no cap '${rule.cap}'`);
  if (rule.window !== undefined && rule.cap !== undefined) fault('cap', 'a rule has a window or a cap, not both');
  if (rule.effect === 'defer' && rule.window === undefined && rule.cap === undefined) {
    fault('effect', 'a rule that defers needs a window or a cap that says until when');
  }
  for (const name of rule.evidence) {
    if (factSpec(name)?.type !== 'list') fault('evidence', `'${name}' is not a list fact`);
  }
  const known = source.jurisdiction.channels.find((channel) => rule.alsoOn.includes(channel));
  if (known !== undefined) fault('alsoOn', `the pack is for ${known} already`);
  if (rule.effectiveFrom !== undefined && rule.modes.length > 0)
    fault('effectiveFrom', 'is said by the first of `modes`');
  const phases = phasesOf(rule, source.jurisdiction.timeZone);
  if (phases === undefined) fault('modes', 'dates are not in order');
  if (faults.length > before || typeof expression === 'string' || phases === undefined) return undefined;

  const reads = factsRead(expression);
  if (window !== undefined) reads.add('recipient.timeZones');
  if (cap !== undefined) reads.add(cap.fact);
  for (const name of rule.evidence) reads.add(name);
  return {
    source: rule,
    name: `${source.pack}/${rule.id}`,
    expression,
    reads: [...reads],
    window,
    cap,
    phases,
  };
}

function compileCap(source: PackSource, name: string): UnboundRule['cap'] {
  const cap = source.caps[name];
  return cap && { name, fact: cap.of, limit: cap.limit, within: durationMs(cap.within) };
}

/** The rule's phases in order of time, dates taken as midnight in the pack's zone; undefined if they are not in order. */
function phasesOf(rule: RuleSource, zone: string): readonly [Phase, ...Phase[]] | undefined {
  const dated = rule.modes.map(({ from, mode }) => ({
    from: midnight(from, zone),
    effect: mode === 'enforce' ? rule.effect : mode,
  }));
  if (rule.effectiveFrom !== undefined)
    dated.unshift({ from: midnight(rule.effectiveFrom, zone), effect: rule.effect });
  const always = Number.NEGATIVE_INFINITY;
  const phases: [Phase, ...Phase[]] = [{ from: always, effect: dated.length > 0 ? 'off' : rule.effect }, ...dated];
  if (rule.effectiveTo !== undefined) phases.push({ from: midnight(rule.effectiveTo, zone), effect: 'off' });
  const ordered = phases.every((phase, index) => index === 0 || phase.from > (phases[index - 1]?.from ?? always));
  return ordered ? phases : undefined;
}

const midnight = (date: string, zone: string) => Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
