import type { Reader } from '#src/db/index.ts';
import type { Actor } from '#src/kernel/index.ts';

/** How often an outcome was answered, and how often each reason stood in the way. */
export interface DecisionCounts {
  outcomes: { outcome: string; n: number }[];
  /** Reasons of decisions that were not `allow`, the most frequent first. */
  reasons: { code: string; n: number }[];
}

/** Counts the newest decisions that an actor may see: at most `limit` of them, none older than `since`. */
export async function countRecentDecisions(
  em: Reader,
  actor: Actor,
  { since, limit = 5_000 }: { since: Date; limit?: number },
): Promise<DecisionCounts> {
  const mine = actor.organizationId ? 'and organization_id = ?' : '';
  const values = [since.toISOString(), ...(actor.organizationId ? [actor.organizationId] : []), limit];
  const newest = `select outcome, body from decision where id >= uuid_floor(?::timestamptz) ${mine} order by id desc limit ?`;
  const outcomes = await em.execute<DecisionCounts['outcomes']>(
    `select outcome, count(*)::int as n from (${newest}) newest group by 1 order by 2 desc`,
    values,
  );
  const reasons = await em.execute<DecisionCounts['reasons']>(
    `select reason ->> 'code' as code, count(*)::int as n
     from (${newest}) newest cross join lateral json_array_elements(body -> 'reasons') reason
     where outcome <> 'allow' and reason ->> 'effect' in ('deny', 'hold', 'defer') group by 1 order by 2 desc limit 12`,
    values,
  );
  return { outcomes, reasons };
}
