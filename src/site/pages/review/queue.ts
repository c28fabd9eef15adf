import { reviewSorts } from '#src/senders/index.ts';
import type { Json, Page, Visit } from '../../page.ts';
import type { Column } from '../../table.ts';
import { clockOf, flagsOf } from './flags.ts';
import { organizationNames, showList } from './list.ts';

const columns: readonly Column[] = [
  { key: 'address', of: (it) => it.sender.address },
  { key: 'kind', of: (it) => it.sender.kind },
  { key: 'lineClass', of: (it) => it.sender.lineClass },
  { key: 'status', of: (it) => it.status },
  { key: 'waitingHours', of: (it) => it.waitingHours },
  { key: 'submittedAt', of: (it) => it.submittedAt },
  { key: 'claimedBy', of: (it) => it.claim?.by },
];

/** Filters of the queue; the case keeps them, so that the next one comes from the same list. */
export const queueFilters = ['status', 'kind', 'flag'] as const;

/** What waits for a reviewer, the longest waiting first. */
export const queue: Page = {
  path: '/review',
  access: ['reviewer', 'auditor'],
  menu: 'reviews',
  get: (visit) =>
    showList(visit, {
      operation: 'listReviews',
      sorts: reviewSorts,
      filters: queueFilters,
      columns,
      template: 'review/queue',
      file: 'reviews',
      beside: async (rows) => {
        const names = await organizationNames(
          visit,
          rows.map(({ sender }) => sender.organizationId),
        );
        return { names, seen: new Map(rows.map((row) => [row.sender.id, seenOf(visit, row)])) };
      },
    }),
};

/** What the row of an application shows at a glance. */
export function seenOf({ house, at }: Visit, row: Json) {
  return { flags: flagsOf(house, row.sender, row.number, at), clock: clockOf(row.waitingHours) };
}

/** The filters of the queue as they stand in the URL of a page, with a leading `?`, or ''. */
export function queueQuery(query: Visit['query']): string {
  const kept = new URLSearchParams();
  for (const name of queueFilters) if (query[name]) kept.set(name, query[name]);
  const text = kept.toString();
  return text && `?${text}`;
}
