import type { Json, Visit } from '../../page.ts';
import { queueFilters } from './queue.ts';

const QUEUE_SHOWN = 40;

/** The beginning of the queue, as its filters in the URL narrow it. */
export async function queueOf({ ask, query }: Visit): Promise<Json[]> {
  const filter = Object.fromEntries(queueFilters.map((name) => [name, query[name]]));
  const page: { items: Json[] } = await ask('listReviews', { query: { ...filter, limit: QUEUE_SHOWN } });
  return page.items;
}

/** The next case that this reviewer may take: waiting, or held by themselves; null where there is none. */
export async function nextCase(visit: Visit, present: string): Promise<string | null> {
  const rows = await queueOf(visit);
  const free = rows.filter(({ sender, claim, status }) => {
    if (sender.id === present) return false;
    return status === 'submitted' || claim?.by === visit.actor.name || new Date(claim?.until ?? 0) < visit.at;
  });
  return free[0]?.sender.id ?? null;
}
