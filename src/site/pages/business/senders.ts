import { senderSorts } from '#src/senders/index.ts';
import type { Page } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from '../review/list.ts';

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
  get: (visit) =>
    showList(visit, {
      operation: 'listSenders',
      sorts: senderSorts,
      filters: ['status', 'kind', 'address'],
      columns,
      template: 'business/senders',
      file: 'senders',
    }),
};
