import type { Reader } from '#src/db/index.ts';
import type { Actor } from '#src/kernel/index.ts';

/** How many opt-ins and opt-outs were recorded on a day of Tehran's. */
export interface ConsentCount {
  day: string;
  action: 'opt_in' | 'opt_out';
  n: number;
}

/** Counts the newest ledger entries that an actor may see: those of the last `limit` sequence numbers, none older than `since`. */
export async function countRecentConsents(
  em: Reader,
  actor: Actor,
  { since, limit = 50_000 }: { since: Date; limit?: number },
): Promise<ConsentCount[]> {
  const mine = actor.organizationId ? 'and organization_id = ?' : '';
  const values = [limit, since.toISOString(), ...(actor.organizationId ? [actor.organizationId] : [])];
  return em.execute<ConsentCount[]>(
    `select to_char(recorded_at at time zone 'Asia/Tehran', 'YYYY-MM-DD') as day, action, count(*)::int as n
     from consent_entry
     where seq > (select coalesce(max(seq), 0) from consent_entry) - ? and recorded_at >= ?::timestamptz
       and action in ('opt_in', 'opt_out') ${mine}
     group by 1, 2 order by 1`,
    values,
  );
}
