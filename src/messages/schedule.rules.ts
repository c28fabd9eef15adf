import type { Decision } from '#src/gate/index.ts';
import { type Category, durationMs } from '#src/policy/index.ts';
import type { Rulebook } from '#src/rulebook/index.ts';
import type { Review } from './message-row.ts';
import type { MessageStatus } from './status.rules.ts';

/** What a policy pack says about forwarding. */
export interface ForwardingRules {
  /** Whether a message of a category is submitted again after an unknown outcome. */
  whenUncertain(pack: string | null, category: Category): 'resubmit' | 'person';
  /** Over how many milliseconds messages deferred to the same instant are spread. */
  releaseSpreadMs(pack: string | null): number;
}

/** Reads forwarding rules from the packs in force; what no pack says is left to a person. */
export function forwardingRules(rulebook: Pick<Rulebook, 'packs'>): ForwardingRules {
  const source = (pack: string | null) => rulebook.packs().get(pack ?? '')?.source;
  // Asked for every message; a pack that is loaded anew is another object.
  const spreads = new WeakMap<object, number>();
  return {
    whenUncertain: (pack, category) => source(pack)?.categories[category]?.whenUncertain ?? 'person',
    releaseSpreadMs: (pack) => {
      const release = source(pack)?.release;
      if (!release) return 0;
      const spreadMs = spreads.get(release) ?? durationMs(release.spreadOver);
      spreads.set(release, spreadMs);
      return spreadMs;
    },
  };
}

/** Where a decision puts its message, and when a worker must see to it. */
export interface Placement {
  status: Extract<MessageStatus, 'queued' | 'scheduled' | 'held' | 'rejected'>;
  /** When it may be submitted. */
  dueAt: Date | null;
  /** When it must be looked at: its release, the end of its decision's validity, its expiry. */
  wakeAt: Date | null;
}

/**
 * A message whose decision holds is due at once. A person's word overrides the rules that they saw holding it and
 * nothing else: what another rule holds stays held, and what must wait besides waits.
 */
export function place(
  decision: Pick<Decision, 'id' | 'outcome' | 'notBefore' | 'expiresAt' | 'reasons'>,
  { at, until, spreadMs, reviewed }: { at: Date; until: Date; spreadMs: number; reviewed: Review | null },
): Placement {
  const { outcome } = decision;
  if (outcome === 'deny') return { status: 'rejected', dueAt: null, wakeAt: null };
  if (outcome === 'hold' && !isReleased(decision, reviewed)) return { status: 'held', dueAt: null, wakeAt: until };
  const from = outcome === 'defer' ? (decision.notBefore ?? at.toISOString()) : waitBesides(decision);
  if (from !== null) {
    const release = new Date(Date.parse(from) + jitter(decision.id, spreadMs));
    return { status: 'scheduled', dueAt: null, wakeAt: earlier(release, until) };
  }
  return { status: 'queued', dueAt: at, wakeAt: earlier(new Date(decision.expiresAt), until) };
}

/** Whether a person's word lets go what a decision holds. */
export function isReleased(decision: Pick<Decision, 'outcome' | 'reasons'>, reviewed: Review | null): boolean {
  return decision.outcome === 'hold' && reviewed !== null && covers(reviewed, decision);
}

/** Where bulk traffic waits for what becomes of its first batch: as if the decision had deferred it until then. */
export function keptBack(
  decision: Pick<Decision, 'id'>,
  from: Date,
  { until, spreadMs }: { until: Date; spreadMs: number },
): Placement {
  const release = new Date(from.getTime() + jitter(decision.id, spreadMs));
  return { status: 'scheduled', dueAt: null, wakeAt: earlier(release, until) };
}

/** What the timeline says of it. */
export const KEPT_BACK = { codes: ['SENDER_PAUSED'], why: 'it waits for what becomes of the first batch' } as const;

/** Whether the word was given on all that holds; rules of time that hold only together were put before nobody. */
function covers({ covers: seen }: Review, { reasons }: Pick<Decision, 'reasons'>): boolean {
  const holding = reasons.filter(({ effect }) => effect === 'hold');
  return holding.length > 0 && holding.every(({ rule }) => seen.includes(rule));
}

/** How long a message that is no longer held must wait for rules that defer it; then it is checked again. */
function waitBesides({ reasons }: Pick<Decision, 'reasons'>): string | null {
  const instants = reasons.flatMap(({ effect, allowedAt }) => (effect === 'defer' && allowedAt ? [allowedAt] : []));
  return instants.sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

/** A point within the spread that follows from the id, so that a message keeps its place when it is looked at again. */
function jitter(id: string, spreadMs: number): number {
  return Math.floor((Number.parseInt(id.slice(-8), 16) / 0x1_0000_0000) * spreadMs);
}
