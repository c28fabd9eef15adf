import { ALL_PURPOSES, type ConsentState, type EntryAction, type Scope, scopeKey } from './scope.ts';

/** What the fold needs of an entry. */
export interface FoldEntry extends Scope {
  seq: number;
  action: EntryAction;
  /** Identity of the evidence, or null without any. */
  evidence: string | null;
  /** Epoch milliseconds. */
  effectiveAt: number;
  expiresAt: number | null;
}

/** State of one scope by its own entries, and the entry that decides it. */
export interface ScopeState extends Scope {
  state: ConsentState;
  since: number;
  seq: number;
  expiresAt: number | null;
  /** An unclear revocation waits for a person. */
  paused: boolean;
}

/**
 * Folds the entries of one scope into its state as of an instant (epoch milliseconds); null without entries by then.
 *
 * Entries count in the order of `effectiveAt`, then `seq`, however late they were recorded. The last opt-out ends what
 * was before it; an opt-in after it counts only with evidence that was first used after it.
 */
export function foldScope(entries: readonly FoldEntry[], asOf: number): ScopeState | null {
  const known = entries
    .filter(({ effectiveAt }) => effectiveAt <= asOf)
    .sort((a, b) => a.effectiveAt - b.effectiveAt || a.seq - b.seq);
  const last = known.at(-1);
  if (!last) return null;
  const lastOut = known.findLastIndex(({ action }) => action === 'opt_out');
  const firstUse = new Map<string, number>();
  for (const [i, { evidence, action }] of known.entries())
    if (evidence !== null && action === 'opt_in' && !firstUse.has(evidence)) firstUse.set(evidence, i);
  const counts = ({ action, evidence }: FoldEntry, i: number) =>
    action === 'opt_in' && i > lastOut && (lastOut < 0 || (evidence !== null && firstUse.get(evidence)! > lastOut));
  const lastIn = known.findLastIndex(counts);
  const lastRequest = known.findLastIndex(({ action }) => action === 'request');
  const decides = known[Math.max(lastIn, lastOut)] ?? known[lastRequest] ?? last;
  const unpaused = known.findLastIndex((entry, i) => entry.action === 'resume' || i === lastIn || i === lastOut);
  return {
    channel: decides.channel,
    purpose: decides.purpose,
    senderId: decides.senderId,
    state: stateOf(decides, asOf),
    since: decides.effectiveAt,
    seq: decides.seq,
    expiresAt: decides.action === 'opt_in' ? decides.expiresAt : null,
    paused: known.findLastIndex(({ action }) => action === 'pause') > unpaused,
  };
}

function stateOf({ action, expiresAt }: FoldEntry, asOf: number): ConsentState {
  if (action === 'opt_out') return 'opted_out';
  if (action === 'request') return 'pending';
  if (action !== 'opt_in') return 'none';
  return expiresAt !== null && expiresAt <= asOf ? 'expired' : 'opted_in';
}

/** Folds all entries of one recipient towards one organization, scope by scope. */
export function foldAll(entries: readonly FoldEntry[], asOf: number): ScopeState[] {
  const scopes = Map.groupBy(entries, scopeKey);
  return [...scopes.values()].map((own) => foldScope(own, asOf)).filter((state) => state !== null);
}

/**
 * What holds in a scope once wider scopes are taken into account: an opt-out of any scope that contains it wins (the
 * widest first), else its own state. `seq` and `since` are those of the entry that decides.
 */
export function withWiderOptOuts(own: ScopeState, all: readonly ScopeState[]): ScopeState {
  const wider = all.filter((other) => other.state === 'opted_out' && contains(other, own));
  const widest = wider.sort((a, b) => width(b) - width(a))[0];
  if (!widest) return own;
  return { ...own, state: 'opted_out', since: widest.since, seq: widest.seq, expiresAt: null };
}

/** State of a purpose at one sender: opted out if any scope that contains it is, else the best of its own scopes. */
export function effectiveState(states: readonly (Scope & Pick<ScopeState, 'state'>)[], target: Scope): ConsentState {
  const holding = states.filter((scope) => contains(scope, target));
  if (holding.some(({ state }) => state === 'opted_out')) return 'opted_out';
  const own = holding.filter(({ purpose }) => purpose === target.purpose);
  return (['opted_in', 'expired', 'pending'] as const).find((s) => own.some(({ state }) => state === s)) ?? 'none';
}

function contains(wide: Scope, narrow: Scope): boolean {
  return (
    wide.channel === narrow.channel &&
    (wide.purpose === ALL_PURPOSES || wide.purpose === narrow.purpose) &&
    (wide.senderId === null || wide.senderId === narrow.senderId)
  );
}

const width = ({ purpose, senderId }: Scope): number =>
  (senderId === null ? 2 : 0) + (purpose === ALL_PURPOSES ? 1 : 0);
