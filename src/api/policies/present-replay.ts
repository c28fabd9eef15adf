import type { FlipCount, Replay } from '#src/rulebook/index.ts';

/** How many organizations and senders an answer lists. */
const MOST_LISTED = 100;

/** A replay as the contract shows it. */
export function presentReplay(replay: Replay, at: Date) {
  const { id, pack, digest, status, failure, since, until, createdAt, startedAt, finishedAt, total, tally } = replay;
  const { decided, same, flipped, otherInstant, otherReasons, notReplayable, notInForce } = tally;
  const organizations = ranked(tally.organizations);
  const senders = ranked(tally.senders);
  return {
    id,
    pack,
    candidate: { digest },
    status,
    failure,
    since: since.toISOString(),
    until: until.toISOString(),
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    progress: { decided, total, etaSeconds: status === 'running' ? etaSeconds(replay, at) : null },
    same,
    flipped,
    otherInstant,
    otherReasons,
    notReplayable: {
      ...notReplayable,
      missingFacts: Object.entries(notReplayable.missingFacts)
        .map(([fact, decisions]) => ({ fact, decisions }))
        .sort((a, b) => b.decisions - a.decisions),
    },
    notInForce,
    flips: {
      byKind: Object.entries(tally.kinds)
        .map(([kind, count]) => ({ from: kind.split('→')[0], to: kind.split('→')[1], ...count }))
        .sort((a, b) => b.flips - a.flips),
      byRule: ranked(tally.rules).map(([rule, count]) => ({ rule, ...count })),
      byOrganization: organizations
        .slice(0, MOST_LISTED)
        .map(([name, count]) => ({ organizationId: name || null, ...count })),
      bySender: senders.slice(0, MOST_LISTED).map(([name, count]) => ({ sender: name || null, ...count })),
      unlisted: {
        organizations: tally.uncounted.organizations + flipsOf(organizations.slice(MOST_LISTED)),
        senders: tally.uncounted.senders + flipsOf(senders.slice(MOST_LISTED)),
      },
    },
  };
}

const ranked = (counts: Readonly<Record<string, FlipCount>>): [string, FlipCount][] =>
  Object.entries(counts).sort(([, a], [, b]) => b.flips - a.flips);

const flipsOf = (counts: readonly [string, FlipCount][]): number =>
  counts.reduce((sum, [, { flips }]) => sum + flips, 0);

/** What is left takes as long in proportion as what is done took. */
function etaSeconds({ startedAt, total, tally: { decided } }: Replay, at: Date): number | null {
  if (!startedAt || total === null || decided === 0) return null;
  const elapsed = Math.max(0, at.getTime() - startedAt.getTime());
  return Math.ceil((elapsed * Math.max(0, total - decided)) / decided / 1000);
}
