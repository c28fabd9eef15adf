import type { CompiledPack, Effect, Outcome } from '#src/policy/index.ts';
import type { Recorded, RecordedTraffic, TrafficQuery } from './replay/recorded.ts';
import { PAGE } from './replay/run-replay.ts';

/** What a rule that only remarks (mode `shadow` or `warn`) remarked. */
export interface ShadowCount {
  rule: string;
  mode: 'shadow' | 'warn';
  /** What the rule does in mode `enforce`; null for one that never does more than remark, or that the pack no longer has. */
  would: Extract<Effect, 'deny' | 'hold' | 'defer'> | null;
  /** Messages that it remarked upon. */
  fired: number;
  /** Those of them that would have been decided more strictly if it were enforced. */
  stricter: number;
  /** By organization; the empty name is that of none. */
  organizations: Record<string, number>;
  examples: string[];
}

/** What was counted: from `until` back to `coveredSince`. */
export interface ShadowReport {
  decisions: number;
  complete: boolean;
  coveredSince: Date;
  rules: ShadowCount[];
}

const MOST_EXAMPLES = 5;
const MOST_ORGANIZATIONS = 500;
const severity: Readonly<Record<Outcome, number>> = { allow: 0, defer: 1, hold: 2, deny: 3 };

/**
 * Counts what rules in modes `shadow` and `warn` remarked in recorded traffic, the newest first, until it is through
 * or `goOn` says that it has taken long enough.
 */
export async function countShadow(
  traffic: RecordedTraffic,
  pack: CompiledPack,
  query: TrafficQuery,
  goOn: () => boolean,
): Promise<ShadowReport> {
  const counts = new Map<string, ShadowCount>();
  const report = { decisions: 0, complete: false, coveredSince: query.until };
  let cursor: string | null = null;
  do {
    const page = await traffic.page(query, cursor, PAGE);
    for (const recorded of page.decisions) {
      report.decisions += recorded.weight;
      report.coveredSince = new Date(recorded.at.epochMilliseconds);
      note(counts, pack, recorded);
    }
    cursor = page.next;
    report.complete = cursor === null;
  } while (!report.complete && goOn());
  if (report.complete) report.coveredSince = query.since;
  return { ...report, rules: [...counts.values()].sort((a, b) => b.stricter - a.stricter || b.fired - a.fired) };
}

function note(counts: Map<string, ShadowCount>, pack: CompiledPack, recorded: Recorded): void {
  for (const { rule, effect } of recorded.reasons) {
    if (effect !== 'shadow' && effect !== 'warn') continue;
    const key = `${effect} ${rule}`;
    const count = counts.get(key) ?? emptyCount(pack, rule, effect);
    counts.set(key, count);
    count.fired += recorded.weight;
    if (count.would && severity[count.would] > severity[recorded.outcome]) count.stricter += recorded.weight;
    if (count.examples.length < MOST_EXAMPLES) count.examples.push(recorded.id);
    const organization = recorded.organizationId ?? '';
    if (
      Object.hasOwn(count.organizations, organization) ||
      Object.keys(count.organizations).length < MOST_ORGANIZATIONS
    )
      count.organizations[organization] = (count.organizations[organization] ?? 0) + recorded.weight;
  }
}

function emptyCount(pack: CompiledPack, rule: string, mode: 'shadow' | 'warn'): ShadowCount {
  const effect = pack.rules.find(({ name }) => name === rule)?.source.effect;
  const would = effect === 'deny' || effect === 'hold' || effect === 'defer' ? effect : null;
  return { rule, mode, would, fired: 0, stricter: 0, organizations: {}, examples: [] };
}
