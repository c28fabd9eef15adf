import { senderSorts } from '#src/senders/index.ts';
import type { Page } from '../../page.ts';
import type { Column } from '../../table.ts';
import { organizationNames, showList } from './list.ts';

const columns: readonly Column[] = [
  { key: 'address', of: (it) => it.address },
  { key: 'kind', of: (it) => it.kind },
  { key: 'lineClass', of: (it) => it.lineClass },
  { key: 'status', of: (it) => it.status },
  { key: 'organizationId', of: (it) => it.organizationId },
  { key: 'approvedAt', of: (it) => it.approvedAt },
  { key: 'expiresAt', of: (it) => it.expiresAt },
  { key: 'updatedAt', of: (it) => it.updatedAt },
];

/** All senders of all organizations; each leads to its file. */
export const registeredSenders: Page = {
  path: '/review/senders',
  access: ['reviewer', 'auditor'],
  menu: 'reviews',
  get: (visit) =>
    showList(visit, {
      operation: 'listSenders',
      sorts: senderSorts,
      filters: ['address', 'status', 'kind', 'organizationId'],
      columns,
      template: 'review/senders',
      file: 'senders',
      beside: async (rows) => ({
        names: await organizationNames(
          visit,
          rows.map(({ organizationId }) => organizationId),
        ),
      }),
    }),
};
