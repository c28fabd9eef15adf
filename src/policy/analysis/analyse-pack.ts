import type { CompiledPack, CompiledRule } from '../compiled-pack.ts';
import { CATEGORIES, type Category } from '../facts.ts';
import type { Effect } from '../pack-schema.ts';
import { phaseAt } from '../timing.ts';
import type { Node } from './decision-diagram.ts';
import { RequestSpace } from './request-space.ts';

/** What is wrong, or odd, with a pack as a whole, found over all requests that it can tell apart. */
export interface PackAnalysis {
  /** Rules that no request can make fire. */
  readonly dead: readonly string[];
  /** Rules that stop every request. */
  readonly absolute: readonly string[];
  /** Rules that add nothing: whenever one fires, another of the same code that is as strict fires too. */
  readonly redundant: readonly { readonly rule: string; readonly coveredBy: string }[];
  /** Categories of which no message can ever pass, and the smallest set of rules that together see to it. */
  readonly impossible: readonly { readonly category: Category; readonly rules: readonly string[] }[];
}

const strictness: Record<Effect | 'off', number> = { deny: 4, hold: 3, defer: 2, warn: 1, shadow: 1, off: 0 };

/** Analyses a pack as it is in force at an instant. Throws `NotAnalysable` for a condition that has no axes. */
export function analysePack(pack: CompiledPack, at: Temporal.Instant): PackAnalysis {
  const space = new RequestSpace([pack], at);
  const { diagram } = space;
  const inForce = pack.rules.filter((rule) => phaseAt(rule, at.epochMilliseconds).effect !== 'off');
  const fires = new Map(inForce.map((rule) => [rule, diagram.and(space.fires(rule), space.possible)]));
  const alive = inForce.filter((rule) => diagram.possible(fires.get(rule) ?? diagram.terminal(0)));
  const effectOf = (rule: CompiledRule) => strictness[phaseAt(rule, at.epochMilliseconds).effect];
  const stopping = alive.filter((rule) => effectOf(rule) > strictness.warn);
  return {
    dead: inForce.filter((rule) => !alive.includes(rule)).map((rule) => rule.name),
    absolute: stopping.filter((rule) => fires.get(rule) === space.possible).map((rule) => rule.name),
    redundant: alive.flatMap((rule) => {
      const cover = alive.find(
        (other) =>
          other !== rule &&
          other.source.code === rule.source.code &&
          effectOf(other) >= effectOf(rule) &&
          within(space, fires.get(rule), fires.get(other)) &&
          (fires.get(rule) !== fires.get(other) || rule.name > other.name),
      );
      return cover === undefined ? [] : [{ rule: rule.name, coveredBy: cover.name }];
    }),
    impossible: CATEGORIES.flatMap((category) => {
      const rules = conflict(space, category, stopping, fires);
      return rules === undefined ? [] : [{ category, rules: rules.map((rule) => rule.name) }];
    }),
  };
}

const within = (space: RequestSpace, a: Node | undefined, b: Node | undefined) =>
  a !== undefined && b !== undefined && !space.diagram.possible(space.diagram.and(a, space.diagram.not(b)));

/** A smallest set of rules that leaves no message of the category through, found by leaving out what is not needed. */
function conflict(
  space: RequestSpace,
  category: Category,
  rules: readonly CompiledRule[],
  fires: ReadonlyMap<CompiledRule, Node>,
): readonly CompiledRule[] | undefined {
  const { diagram } = space;
  const ofCategory = diagram.and(
    space.possible,
    space.condition({
      kind: 'compare',
      op: '==',
      left: { kind: 'fact', name: 'message.category' },
      right: { kind: 'literal', value: category },
    }),
  );
  const leavesNone = (subset: readonly CompiledRule[]) => {
    const stopped = subset
      .map((rule) => fires.get(rule) ?? diagram.terminal(0))
      .reduce(diagram.or, diagram.terminal(0));
    return !diagram.possible(diagram.and(ofCategory, diagram.not(stopped)));
  };
  if (!leavesNone(rules)) return undefined;
  let needed = [...rules];
  for (const rule of rules) {
    const without = needed.filter((other) => other !== rule);
    if (leavesNone(without)) needed = without;
  }
  return needed;
}
