import type { CompiledPack, CompiledRule } from '../compiled-pack.ts';
import type { Outcome } from '../decision.ts';
import { canonicalJson } from '../digest.ts';
import { evaluate } from '../evaluate.ts';
import type { Effect } from '../pack-schema.ts';
import { phaseAt } from '../timing.ts';
import { windowKey } from './axes.ts';
import type { Node } from './decision-diagram.ts';
import { RequestSpace } from './request-space.ts';
import { capKey } from './send-classes.ts';

/** Requests that one pack decides otherwise than the other for the sake of one rule, with an example. */
export interface Flip {
  readonly from: Outcome;
  readonly to: Outcome;
  /** The rule that is stricter and decides; `<pack>/<id>`. */
  readonly because: string;
  /** Share of all distinguishable requests, each counted equally; says how broad the flip is, not how frequent. */
  readonly share: number;
  /** A request that flips: what differs from an unremarkable one, and when; null if the packs decide the found one otherwise. */
  readonly sample: { readonly facts: Readonly<Record<string, unknown>>; readonly at: string } | null;
}

/** How pack `b` differs from pack `a`. */
export interface PackDiff {
  readonly onlyInA: readonly string[];
  readonly onlyInB: readonly string[];
  /** Rules of the same id whose content differs, with the names of the parts that do. */
  readonly changed: readonly { readonly rule: string; readonly parts: readonly string[] }[];
  readonly flips: readonly Flip[];
}

/** Outcomes in order of strictness; diagrams hold their indexes. */
export const outcomes: readonly Outcome[] = ['allow', 'defer', 'hold', 'deny'];
const severity: Record<Effect | 'off', number> = { deny: 3, hold: 2, defer: 1, warn: 0, shadow: 0, off: 0 };

/** A rule that can stop a message. */
export interface DecidingRule {
  readonly name: string;
  readonly id: string;
  readonly severity: number;
  /** 1 for the possible requests for which it fires. */
  readonly fires: Node;
}

/** One pack over the space: what it decides, and which of its rules can stop a message. */
export interface Side {
  readonly pack: CompiledPack;
  /** The outcome as an index of `outcomes`. */
  readonly outcome: Node;
  readonly rules: readonly DecidingRule[];
}

/**
 * Compares two packs over every request that either can tell apart, as they are in force at an instant: every change
 * of outcome is found, grouped by the rule that brings it about, each with a request that was really decided both ways.
 * Throws `NotAnalysable` for a condition that has no axes.
 */
export function diffPacks(a: CompiledPack, b: CompiledPack, at: Temporal.Instant): PackDiff {
  const space = new RequestSpace([a, b], at);
  return { ...diffRules(a, b), flips: findFlips(space, sideOf(space, a, at), sideOf(space, b, at)) };
}

/** The outcome of a pack, as it is in force at an instant, for every request of a space. */
export function sideOf(space: RequestSpace, pack: CompiledPack, at: Temporal.Instant): Side {
  const { diagram } = space;
  const rules = pack.rules.map((rule) => ({
    name: rule.name,
    id: rule.source.id,
    severity: severity[phaseAt(rule, at.epochMilliseconds).effect],
    fires: diagram.and(space.fires(rule), space.possible),
  }));
  let outcome = diagram.terminal(0);
  for (const rule of rules) {
    const scaled = diagram.map(`times ${rule.severity}`, (fires) => fires * rule.severity, rule.fires);
    outcome = diagram.apply('max', Math.max, outcome, scaled);
  }
  return { pack, outcome, rules: rules.filter((rule) => rule.severity > 0) };
}

function findFlips(space: RequestSpace, a: Side, b: Side): Flip[] {
  const { diagram } = space;
  const pairs = diagram.apply('pair', (x, y) => x * 4 + y, a.outcome, b.outcome);
  const flips: Flip[] = [];
  for (const x of outcomes.keys()) {
    for (const y of outcomes.keys()) {
      if (x === y) continue;
      const region = diagram.map(`is ${x} ${y}`, (pair) => (pair === x * 4 + y ? 1 : 0), pairs);
      const flipping = diagram.and(region, space.possible);
      if (diagram.possible(flipping)) flips.push(...flipsOfKind(space, flipping, x, y, a, b));
    }
  }
  return flips.sort((one, other) => weight(other) - weight(one) || other.share - one.share);
}

/** What stops or frees a message comes before what only changes how it is stopped. */
const weight = ({ from, to }: Flip) => (from === 'allow' ? 2 : to === 'allow' ? 1 : 0);

/** The flips of one kind, by the rules that decide on the stricter side and do not decide so on the other. */
function flipsOfKind(space: RequestSpace, flipping: Node, x: number, y: number, a: Side, b: Side): Flip[] {
  const { diagram } = space;
  const [stricter, milder] = x > y ? [a, b] : [b, a];
  const total = diagram.share(space.possible);
  return stricter.rules.flatMap((rule) => {
    if (rule.severity !== Math.max(x, y)) return [];
    const twin = milder.rules.find((other) => other.id === rule.id && other.severity === rule.severity);
    const alone = twin === undefined ? rule.fires : diagram.and(rule.fires, diagram.not(twin.fires));
    const region = diagram.and(flipping, alone);
    const sample = space.sample(region);
    if (sample === undefined) return [];
    const [from, to] = [outcomes[x] ?? 'deny', outcomes[y] ?? 'deny'];
    // The packs themselves decide the example. One that they decide otherwise, for instance since a rule is not yet in
    // force on the day that its window needs, proves nothing.
    const proven =
      evaluate(a.pack, sample.facts, sample.at).outcome === from &&
      evaluate(b.pack, sample.facts, sample.at).outcome === to;
    const shown = proven ? { facts: sample.changes, at: sample.at.toString({ timeZone: sample.zone }) } : null;
    return [{ from, to, because: rule.name, share: diagram.share(region) / total, sample: shown }];
  });
}

function diffRules(a: CompiledPack, b: CompiledPack): Omit<PackDiff, 'flips'> {
  const inB = new Map(b.rules.map((rule) => [rule.source.id, rule]));
  const idsA = new Set(a.rules.map((rule) => rule.source.id));
  const changed = a.rules.flatMap((rule) => {
    const other = inB.get(rule.source.id);
    if (other === undefined) return [];
    const parts = changedParts(content(rule), content(other));
    return parts.length > 0 ? [{ rule: rule.source.id, parts }] : [];
  });
  return {
    onlyInA: [...idsA].filter((id) => !inB.has(id)),
    onlyInB: [...inB.keys()].filter((id) => !idsA.has(id)),
    changed,
  };
}

/** A rule with its window, cap and the meaning of the definitions in it, which may change while its text does not. */
function content({ source, window, cap, expression }: CompiledRule): Record<string, unknown> {
  return {
    ...source,
    window: window && windowKey(window),
    cap: cap && { fact: cap.fact, key: capKey(cap) },
    meaning: expression,
  };
}

function changedParts(a: Record<string, unknown>, b: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const differing = names.filter((name) => canonicalJson(a[name]) !== canonicalJson(b[name]));
  return differing.includes('when') ? differing.filter((name) => name !== 'meaning') : differing;
}
