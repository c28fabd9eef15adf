import { type CompiledPack, type Effect, evaluate, type Outcome } from '#src/policy/index.ts';
import type { Recorded, RecordedReason } from './recorded.ts';

/** What a pack makes of a recorded decision. */
export type Redecision =
  /** The same outcome for the same reasons. */
  | { kind: 'same' }
  /** The same outcome for other reasons. */
  | { kind: 'other_reasons' }
  /** Deferred as before, to another instant. */
  | { kind: 'other_instant' }
  /** Another outcome; `because` are the rules of the stricter side that decide there and not on the other. */
  | { kind: 'flip'; from: Outcome; to: Outcome; because: readonly string[] }
  /** It depends on facts that were not recorded. */
  | { kind: 'missing'; facts: readonly string[] };

/** Strictness of outcomes and effects on one scale. */
const severity: Readonly<Record<Outcome | Effect, number>> = {
  deny: 4,
  hold: 3,
  defer: 2,
  warn: 1,
  shadow: 0,
  allow: -1,
};

/** Decides a recorded message again under a pack, at the instant of the decision itself. Pure. */
export function redecide(pack: CompiledPack, recorded: Recorded): Redecision {
  const { outcome, notBefore, reasons } = evaluate(pack, recorded.facts, recorded.at);
  // What an undecided rule would say is unknown; only a denial stands whatever it is.
  const missing = reasons.flatMap((reason) => reason.missing ?? []);
  const denied = reasons.some(({ effect, missing: facts }) => effect === 'deny' && facts === undefined);
  if (missing.length > 0 && !denied) return { kind: 'missing', facts: [...new Set(missing)] };
  if (outcome !== recorded.outcome)
    return { kind: 'flip', from: recorded.outcome, to: outcome, because: because(recorded, { outcome, reasons }) };
  if (!sameInstant(notBefore, recorded.notBefore)) return { kind: 'other_instant' };
  return { kind: sameReasons(reasons, recorded.reasons) ? 'same' : 'other_reasons' };
}

interface Side {
  outcome: Outcome;
  reasons: readonly RecordedReason[];
}

function because(recorded: Side, now: Side): string[] {
  const [stricter, milder] = severity[recorded.outcome] > severity[now.outcome] ? [recorded, now] : [now, recorded];
  const deciding = decisive(stricter);
  const kept = new Set(decisive(milder, severity[stricter.outcome]));
  const alone = deciding.filter((rule) => !kept.has(rule));
  return alone.length > 0 ? alone : deciding;
}

/** The rules of a side that are at least as strict as its outcome (or as `least`). */
function decisive({ outcome, reasons }: Side, least: number = severity[outcome]): string[] {
  const strict = reasons.filter(({ effect }) => severity[effect] >= least);
  // Time rules without an instant in common hold the message together: none of them alone does.
  const all = strict.length > 0 || outcome !== 'hold' ? strict : reasons.filter(({ effect }) => effect === 'defer');
  return [...new Set(all.map(({ rule }) => rule))];
}

function sameInstant(now: Temporal.Instant | null, before: string | null): boolean {
  if (now === null || before === null) return now === before;
  return now.equals(Temporal.Instant.from(before));
}

function sameReasons(now: readonly RecordedReason[], before: readonly RecordedReason[]): boolean {
  const line = (reasons: readonly RecordedReason[]) =>
    reasons
      .map(({ rule, effect }) => `${rule} ${effect}`)
      .sort()
      .join('\n');
  return line(now) === line(before);
}
