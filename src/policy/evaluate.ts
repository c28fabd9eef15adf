import type { CompiledPack, CompiledRule, FactSlot } from './compiled-pack.ts';
import type { Decision, Outcome, Reason, Upcoming } from './decision.ts';
import type { Facts } from './facts.ts';
import type { Effect } from './pack-schema.ts';
import { allAllowed, nextAllowed, phaseAt, timeForbids } from './timing.ts';
import { specialDays } from './window.ts';

/** How far ahead a decision warns of rules that will begin to apply. */
const WARN_AHEAD = 30 * 86_400_000;

const severity: Record<Effect | 'off', number> = { deny: 5, hold: 4, defer: 3, warn: 2, shadow: 1, off: 0 };
const outcomes: readonly Outcome[] = ['allow', 'allow', 'allow', 'defer', 'hold', 'deny'];

/**
 * Decides one message by a pack at an instant. Every rule is evaluated; the strictest effect wins, deny > hold >
 * defer > allow. A rule whose facts are missing does not pass silently: it holds the message and names them.
 */
export function evaluate(pack: CompiledPack, facts: Facts, at: Temporal.Instant): Decision {
  const ms = at.epochMilliseconds;
  const slots = loadSlots(pack, facts);
  const reasons: Reason[] = [];
  const upcoming: Upcoming[] = [];
  const deferring: CompiledRule[] = [];
  let worst = 0;
  for (const rule of pack.rules) {
    const applies = rule.condition(slots);
    if (applies === false) continue;
    const single = rule.phases.length === 1;
    const effect = single ? rule.phases[0].effect : phaseAt(rule, ms).effect;
    const fires = applies === undefined ? undefined : timeForbids(pack, rule, slots, ms);
    if (fires !== false && !single) noteUpcoming(rule, effect, ms, upcoming);
    if (applies === true && rule.source.effect === 'defer') deferring.push(rule);
    if (fires === false || effect === 'off') continue;
    const reason = fires === true ? fired(pack, rule, effect, slots, ms) : undecided(rule, effect, slots);
    worst = Math.max(worst, severity[reason.effect]);
    reasons.push(reason);
  }
  const outcome = outcomes[worst] ?? 'deny';
  if (outcome !== 'defer') return { outcome, notBefore: null, reasons, upcoming };
  return postponed(pack, deferring, slots, ms, reasons, upcoming);
}

/** A word that the fact can never be, or a number that is none, would match no rule and so pass in silence. */
function isUsable({ type, values }: FactSlot, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'number') return Number.isFinite(value);
  return typeof value === type && (values === undefined || values.has(value as string));
}

/** Copies the facts that the pack reads into its slots; one that is absent or not what it may be stays undefined. Then decides the definitions. */
export function loadSlots(pack: CompiledPack, facts: Facts): unknown[] {
  const groups: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>> = facts;
  const slots: unknown[] = new Array(pack.slotCount).fill(undefined);
  for (const fact of pack.facts) {
    const value = groups[fact.group]?.[fact.field];
    if (isUsable(fact, value)) slots[fact.slot] = value;
  }
  for (const definition of pack.definitions) slots[definition.slot] = definition.condition(slots);
  return slots;
}

/**
 * Names of the facts that a pack reads and that a set of facts lacks or has with another type. Recorded traffic that
 * lacks some cannot be decided again under that pack, as opposed to being held by it.
 */
export function missingFacts(pack: CompiledPack, facts: Facts): readonly string[] {
  const slots = loadSlots(pack, facts);
  return pack.facts
    .filter(({ slot, name }) => slots[slot] === undefined && pack.reads.has(name))
    .map(({ name }) => name);
}

function fired(pack: CompiledPack, rule: CompiledRule, effect: Effect, slots: readonly unknown[], ms: number): Reason {
  const { code, message, remedy, basis } = rule.source;
  const timed = rule.window !== undefined || rule.cap !== undefined;
  const allowedAt = timed ? nextAllowed(pack, rule, slots, ms) : null;
  // A wait without an end is not a postponement.
  const said = effect === 'defer' && allowedAt === null ? 'hold' : effect;
  const reason = { code, rule: rule.name, effect: said, message, remedy, basis };
  const evidence = evidenceOf(pack, rule, slots, ms);
  if (allowedAt === null) return evidence === undefined ? reason : { ...reason, evidence };
  const instant = Temporal.Instant.fromEpochMilliseconds(allowedAt);
  return evidence === undefined ? { ...reason, allowedAt: instant } : { ...reason, allowedAt: instant, evidence };
}

/** What the rule points at: elements of its evidence facts, or the special days by which its window is shut. */
function evidenceOf(
  pack: CompiledPack,
  rule: CompiledRule,
  slots: readonly unknown[],
  ms: number,
): readonly string[] | undefined {
  if (rule.evidenceSlots.length > 0)
    return rule.evidenceSlots.flatMap((slot) => (slots[slot] as readonly string[] | undefined) ?? []);
  if (rule.window === undefined) return undefined;
  const days = specialDays(rule.window, slots[pack.zonesSlot] as readonly string[], ms);
  return days.length > 0 ? days : undefined;
}

function undecided(rule: CompiledRule, effect: Effect, slots: readonly unknown[]): Reason {
  const { code, remedy, basis } = rule.source;
  const missing = rule.reads.filter((_, index) => slots[rule.readSlots[index] ?? -1] === undefined);
  const names = missing.length > 0 ? missing.join(', ') : 'recipient.timeZones';
  return {
    code,
    rule: rule.name,
    effect: severity[effect] > severity.warn ? 'hold' : effect,
    message: {
      fa: `این قاعده تصمیم‌پذیر نیست، چون این داده‌ها در دست نیست: ${names}`,
      en: `This rule cannot be decided, because these facts are missing: ${names}`,
    },
    remedy,
    basis,
    missing,
  };
}

function noteUpcoming(rule: CompiledRule, now: Effect | 'off', ms: number, upcoming: Upcoming[]): void {
  const next = rule.phases.find(
    (phase) =>
      phase.from > ms &&
      phase.from <= ms + WARN_AHEAD &&
      severity[phase.effect] > Math.max(severity[now], severity.shadow),
  );
  if (next === undefined || next.effect === 'off') return;
  const { code, message, remedy, basis } = rule.source;
  const from = Temporal.Instant.fromEpochMilliseconds(next.from);
  upcoming.push({ code, rule: rule.name, effect: next.effect, message, remedy, basis, from });
}

function postponed(
  pack: CompiledPack,
  rules: readonly CompiledRule[],
  slots: readonly unknown[],
  ms: number,
  reasons: readonly Reason[],
  upcoming: readonly Upcoming[],
): Decision {
  const until = allAllowed(pack, rules, slots, ms);
  if (until === null) return { outcome: 'hold', notBefore: null, reasons, upcoming };
  return { outcome: 'defer', notBefore: Temporal.Instant.fromEpochMilliseconds(until), reasons, upcoming };
}
