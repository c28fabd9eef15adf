import { type Json, type Page, show } from '../../page.ts';
import { type Column, csv, sorted } from '../../table.ts';

const columns: readonly Column[] = [
  { key: 'address', of: (it) => it.address },
  { key: 'kind', of: (it) => it.kind },
  { key: 'lineClass', of: (it) => it.lineClass },
  { key: 'status', of: (it) => it.status },
  { key: 'updatedAt', of: (it) => new Date(it.updatedAt).toISOString() },
];

/** The senders of an organization; reviewers, auditors and admins see all. */
export const senders: Page = {
  path: '/senders',
  access: ['business', 'reviewer', 'auditor'],
  menu: 'senders',
  get: async ({ ask, query }) => {
    const { status, kind, cursor, address, sort, format } = query;
    const page: { items: Json[]; nextCursor: string | null } = await ask('listSenders', {
      query: { status, kind, cursor, address },
    });
    const items = sorted(page.items, columns, sort);
    if (format === 'csv') return csv('senders', columns, items);
    return show('business/senders', { items, next: page.nextCursor });
  },
};
