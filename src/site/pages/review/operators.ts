import { provisioningSorts } from '#src/senders/index.ts';
import type { Page } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from './list.ts';

const columns: readonly Column[] = [
  { key: 'address', of: (it) => it.address },
  { key: 'operator', of: (it) => it.operator },
  { key: 'status', of: (it) => it.status },
  { key: 'lineClass', of: (it) => it.lineClass },
  { key: 'ageDays', of: (it) => it.ageDays },
  { key: 'openedAt', of: (it) => it.openedAt },
  { key: 'dueAt', of: (it) => it.dueAt },
  { key: 'overdue', of: (it) => it.overdue },
];

/** Lines that operators have not answered, against what is usual for each. */
export const operators: Page = {
  path: '/review/operators',
  access: ['reviewer', 'auditor'],
  menu: 'reviews',
  get: async (visit) => {
    const { pack } = visit.house.registry;
    const view = await showList(visit, {
      operation: 'listProvisioning',
      sorts: provisioningSorts,
      filters: ['operator', 'overdue'],
      fixed: { status: 'pending' },
      columns,
      template: 'review/operators',
      file: 'operators',
      beside: async () => ({ operators: [...visit.house.registry.operators.keys()], zone: pack.timeZone }),
    });
    return view;
  },
};
