import type { Page } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from '../review/list.ts';

const columns: readonly Column[] = [
  { key: 'at', of: (it) => it.at },
  { key: 'actor', of: (it) => it.actor.name },
  { key: 'role', of: (it) => it.actor.role },
  { key: 'action', of: (it) => it.action },
  { key: 'objectKind', of: (it) => it.object.kind },
  { key: 'objectId', of: (it) => it.object.id },
  { key: 'organizationId', of: (it) => it.organizationId },
  { key: 'detail', of: (it) => JSON.stringify(it.detail) },
];

const TEHRAN = '+03:30';

/** Every change of state by anyone, newest first. */
export const audit: Page = {
  path: '/admin/audit',
  access: ['reviewer', 'auditor'],
  menu: 'audit',
  get: (visit) => {
    const day = (name: string, time: string) => {
      const text = visit.query[name] ?? '';
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T${time}${TEHRAN}` : undefined;
    };
    return showList(visit, {
      operation: 'listAudit',
      filters: ['action', 'objectKind', 'objectId', 'organizationId'],
      fixed: { since: day('from', '00:00:00'), until: day('to', '23:59:59') },
      columns,
      template: 'admin/audit',
      file: 'audit',
    });
  },
};
