import { endpointSorts } from '#src/messages/index.ts';
import { go, type Page, type View, type Visit } from '../../page.ts';
import { deliveryColumns, endpointColumns } from '../admin/webhooks.ts';
import { showList } from '../review/list.ts';

const events = ['*', 'sender.*', 'message.*', 'consent.*', 'complaint.*'];

/** Where events are sent to. */
export const webhooks: Page = {
  path: '/organization/webhooks',
  access: ['business'],
  menu: 'organization',
  get: (visit) => page(visit, null),
  post: async (visit) => {
    const { ask, form } = visit;
    const chosen = form.all('events').filter((one) => events.includes(one));
    const made = await ask('addWebhook', {
      body: {
        url: form.text('url'),
        description: form.text('description'),
        events: chosen.length > 0 ? chosen : ['*'],
      },
    });
    return page(visit, made.secret);
  },
};

function page(visit: Visit, secret: string | null): Promise<View> {
  return showList(visit, {
    operation: 'listWebhooks',
    sorts: endpointSorts,
    filters: [],
    columns: endpointColumns,
    template: 'business/webhooks',
    file: 'webhooks',
    beside: async () => ({ secret, events }),
  });
}

/** One endpoint with its deliveries. */
export const webhook: Page = {
  path: '/organization/webhooks/:id',
  access: ['business'],
  menu: 'organization',
  get: (visit) => endpointPage(visit, null),
  post: async (visit) => {
    const { ask, params, form } = visit;
    const back = `/organization/webhooks/${params.id}`;
    switch (form.text('act')) {
      case 'remove':
        await ask('removeWebhook', { params });
        return go('/organization/webhooks', 'webhook_removed');
      case 'test':
        await ask('testWebhook', { params });
        return go(back, 'webhook_tested');
      case 'rotate':
        return endpointPage(visit, (await ask('rotateWebhookSecret', { params })).secret);
      case 'replay':
        await ask('replayWebhookDelivery', { params: { id: params.id, deliveryId: form.text('deliveryId') } });
        return go(back, 'webhook_replayed');
      default:
        await ask('changeWebhook', { params, body: { status: form.text('act') === 'enable' ? 'active' : 'disabled' } });
        return go(back, 'profile_saved');
    }
  },
};

async function endpointPage(visit: Visit, secret: string | null): Promise<View> {
  const { ask, params } = visit;
  const endpoint = await ask('getWebhook', { params });
  return showList(visit, {
    operation: 'listWebhookDeliveries',
    params,
    filters: [],
    columns: deliveryColumns,
    template: 'business/webhook',
    file: 'deliveries',
    beside: async () => ({ endpoint, secret }),
  });
}
