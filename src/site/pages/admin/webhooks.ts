import { endpointSorts } from '#src/messages/index.ts';
import { go, type Page, show } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from '../review/list.ts';

/** Columns of endpoints, whoever looks at them. */
export const endpointColumns: readonly Column[] = [
  { key: 'url', of: (it) => it.url },
  { key: 'events', of: (it) => it.events.join(' ') },
  { key: 'organizationId', of: (it) => it.organizationId },
  { key: 'status', of: (it) => it.status },
  { key: 'updatedAt', of: (it) => it.updatedAt },
];

/** Columns of what was owed to an endpoint. */
export const deliveryColumns: readonly Column[] = [
  { key: 'id', of: (it) => it.id },
  { key: 'type', of: (it) => it.type },
  { key: 'status', of: (it) => it.status },
  { key: 'tries', of: (it) => it.tries },
  { key: 'lastStatus', of: (it) => it.lastStatus },
  { key: 'lastError', of: (it) => it.lastError },
  { key: 'createdAt', of: (it) => it.createdAt },
];

/** Where events are reported to. */
export const endpoints: Page = {
  path: '/admin/webhooks',
  access: ['auditor'],
  menu: 'routes',
  get: (visit) =>
    showList(visit, {
      operation: 'listWebhooks',
      sorts: endpointSorts,
      filters: [],
      columns: endpointColumns,
      template: 'admin/webhooks',
      file: 'webhooks',
    }),
};

/** One endpoint, what was owed to it and what became of that. */
export const endpoint: Page = {
  path: '/admin/webhooks/:id',
  access: ['auditor'],
  menu: 'routes',
  get: async (visit) => {
    const params = { id: visit.params.id };
    return showList(visit, {
      operation: 'listWebhookDeliveries',
      params,
      filters: [],
      columns: deliveryColumns,
      template: 'admin/webhook',
      file: 'deliveries',
      beside: async () => ({ endpoint: await visit.ask('getWebhook', { params }) }),
    });
  },
  post: async ({ ask, params, form }) => {
    const here = `/admin/webhooks/${params.id}`;
    const id = { id: params.id };
    switch (form.text('act')) {
      case 'again':
        await ask('replayWebhookDelivery', { params: { ...id, deliveryId: form.text('deliveryId') } });
        return go(here, 'delivery_again');
      case 'remove':
        await ask('removeWebhook', { params: id });
        return go('/admin/webhooks', 'endpoint_removed');
      default:
        await ask('changeWebhook', {
          params: id,
          body: { status: form.text('act') === 'enable' ? 'active' : 'disabled' },
        });
        return go(here, 'endpoint_saved');
    }
  },
};

/** Everything that can be taken away as a file. */
export const exports: Page = {
  path: '/admin/exports',
  access: ['auditor'],
  menu: 'audit',
  get: async () => show('admin/exports', { files: exportedFiles }),
};

/** Key of the name in the catalogue, and where the file comes from. */
const exportedFiles = [
  ['senders', '/review/senders'],
  ['reviews', '/review'],
  ['operators', '/review/operators'],
  ['complaints', '/review/complaints'],
  ['held', '/review/held'],
  ['organizations', '/admin/organizations'],
  ['users', '/admin/users'],
  ['keys', '/admin/keys'],
  ['webhooks', '/admin/webhooks'],
  ['audit', '/admin/audit'],
] as const;
