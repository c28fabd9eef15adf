import { go, type Page, show, type View, type Visit } from '../../page.ts';

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

async function page({ ask, query }: Visit, secret: string | null): Promise<View> {
  const { items, nextCursor } = await ask('listWebhooks', { query: { cursor: query.cursor } });
  return show('business/webhooks', { items, next: nextCursor, secret, events });
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

async function endpointPage({ ask, params, query }: Visit, secret: string | null): Promise<View> {
  const endpoint = await ask('getWebhook', { params });
  const deliveries = await ask('listWebhookDeliveries', { params, query: { cursor: query.cursor } });
  return show('business/webhook', { endpoint, items: deliveries.items, next: deliveries.nextCursor, secret });
}
