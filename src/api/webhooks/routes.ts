import { AppError, fault, invalidInput } from '#src/kernel/index.ts';
import {
  addEndpoint,
  callbackSecret,
  changeEndpoint,
  createdAt,
  type Delivery,
  endpointSorts,
  getEndpoint,
  isPublicHost,
  listDeliveries,
  listEndpoints,
  oweTest,
  removeEndpoint,
  replayDeliveries,
  replayDelivery,
  rotateEndpointSecret,
  type WebhookEndpoint,
} from '#src/messages/index.ts';
import { accepted, created, ok, type Route, readRoute, writeRoute } from '#src/web/index.ts';
import { idParams, pageOf, pageQuery, sortBy } from '../shared-schemas.ts';
import {
  callbackSecretOutput,
  callbackSecretQuery,
  deliveryOutput,
  deliveryParams,
  endpointInput,
  endpointOutput,
  endpointPatch,
  newEndpointOutput,
  replayInput,
  replayOutput,
  testOutput,
} from './schemas.ts';

const tag = 'Webhooks';
const access = ['gateway', 'business'] as const;

/** Routes of webhooks: where events are reported to, what was owed, and sending it again. */
export function webhookRoutes({ secrets }: { secrets: { sealKey: Buffer } }): Route[] {
  // The secret comes first: its path would be taken for an endpoint's id.
  return [
    callbackSecretRoute(secrets.sealKey),
    add,
    list,
    one,
    change,
    rotate,
    remove,
    deliveries,
    replayOne,
    replayMany,
    tryOut,
  ];
}

const add = writeRoute({
  method: 'post',
  path: '/v1/webhooks',
  operation: 'addWebhook',
  summary: 'Add an endpoint; its secret is shown once',
  tag,
  access,
  body: endpointInput,
  answers: { 201: newEndpointOutput },
  run: async ({ actor, body, at }, tx) => {
    assertUrl(body.url, body.allowPrivate);
    const input = { ...body, organizationId: body.organizationId ?? null };
    const endpoint = await addEndpoint(tx, actor, input, at);
    return created({ ...presentEndpoint(endpoint), secret: endpoint.secrets[0] });
  },
});

const list = readRoute({
  method: 'get',
  path: '/v1/webhooks',
  operation: 'listWebhooks',
  summary: 'List endpoints',
  tag,
  access: [...access, 'auditor'],
  query: pageQuery.extend({ sort: sortBy(endpointSorts) }),
  answers: { 200: pageOf(endpointOutput) },
  run: async ({ actor, query }, em) => {
    const page = await listEndpoints(em, actor, query);
    return ok({ ...page, items: page.items.map(presentEndpoint) });
  },
});

const one = readRoute({
  method: 'get',
  path: '/v1/webhooks/{id}',
  operation: 'getWebhook',
  summary: 'One endpoint',
  tag,
  access: [...access, 'auditor'],
  params: idParams,
  answers: { 200: endpointOutput },
  run: async ({ actor, params }, em) => ok(presentEndpoint(await getEndpoint(em, actor, params.id))),
});

const change = writeRoute({
  method: 'patch',
  path: '/v1/webhooks/{id}',
  operation: 'changeWebhook',
  summary: 'Change an endpoint, disable it or set it active again',
  tag,
  access,
  params: idParams,
  body: endpointPatch,
  answers: { 200: endpointOutput },
  run: async ({ actor, params, body, at }, tx) => {
    const before = await getEndpoint(tx, actor, params.id);
    if (body.url !== undefined) assertUrl(body.url, before.allowPrivate);
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    return ok(presentEndpoint(await changeEndpoint(tx, actor, params.id, given, at)));
  },
});

const rotate = writeRoute({
  method: 'post',
  path: '/v1/webhooks/{id}/secret',
  operation: 'rotateWebhookSecret',
  summary: 'Give an endpoint a new secret; the old one signs beside it until the next change',
  tag,
  access,
  params: idParams,
  answers: { 200: newEndpointOutput },
  run: async ({ actor, params, at }, tx) => {
    const endpoint = await rotateEndpointSecret(tx, actor, params.id, at);
    return ok({ ...presentEndpoint(endpoint), secret: endpoint.secrets[0] });
  },
});

const remove = writeRoute({
  method: 'delete',
  path: '/v1/webhooks/{id}',
  operation: 'removeWebhook',
  summary: 'Remove an endpoint',
  tag,
  access,
  params: idParams,
  answers: { 204: 'text/plain' },
  run: async ({ actor, params, at }, tx) => {
    await removeEndpoint(tx, actor, params.id, at);
    return { status: 204 };
  },
});

const deliveries = readRoute({
  method: 'get',
  path: '/v1/webhooks/{id}/deliveries',
  operation: 'listWebhookDeliveries',
  summary: 'What was owed to an endpoint and what became of it',
  tag,
  access: [...access, 'auditor'],
  params: idParams,
  query: pageQuery,
  answers: { 200: pageOf(deliveryOutput) },
  run: async ({ actor, params, query }, em) => {
    const page = await listDeliveries(em, actor, params.id, query);
    return ok({ ...page, items: page.items.map(presentDelivery) });
  },
});

const replayOne = writeRoute({
  method: 'post',
  path: '/v1/webhooks/{id}/deliveries/{deliveryId}/replay',
  operation: 'replayWebhookDelivery',
  summary: 'Send one webhook again',
  tag,
  access,
  params: deliveryParams,
  answers: { 202: replayOutput },
  run: async ({ actor, params, at }, tx) => {
    await replayDelivery(tx, actor, params.id, params.deliveryId, at);
    return accepted({ replayed: 1 });
  },
});

const replayMany = writeRoute({
  method: 'post',
  path: '/v1/webhooks/{id}/replay',
  operation: 'replayWebhooks',
  summary: 'Send again what was owed since an instant',
  tag,
  access,
  params: idParams,
  body: replayInput,
  answers: { 202: replayOutput },
  run: async ({ actor, params, body, at }, tx) => {
    const what = { since: new Date(body.since), all: body.all };
    return accepted({ replayed: await replayDeliveries(tx, actor, params.id, what, at) });
  },
});

const tryOut = writeRoute({
  method: 'post',
  path: '/v1/webhooks/{id}/test',
  operation: 'testWebhook',
  summary: 'Send an endpoint an event `webhook.test`, signed and tried as any other',
  tag,
  access,
  params: idParams,
  answers: { 202: testOutput },
  run: async ({ actor, params, at }, tx) => accepted({ deliveryId: await oweTest(tx, actor, params.id, at) }),
});

const callbackSecretRoute = (key: Buffer): Route =>
  readRoute({
    method: 'get',
    path: '/v1/webhooks/callback-secret',
    operation: 'getCallbackSecret',
    summary: 'The secret that signs the callbacks (`callbackUrl`) of an organization’s messages',
    tag,
    access,
    query: callbackSecretQuery,
    answers: { 200: callbackSecretOutput },
    run: async ({ actor, query }) => {
      if (actor.organizationId && query.organizationId && query.organizationId !== actor.organizationId)
        throw new AppError('NOT_FOUND');
      const organizationId = actor.organizationId ?? query.organizationId;
      if (!organizationId)
        throw invalidInput([fault('organizationId', 'required', 'say of which organization', 'بگویید از کدام سازمان')]);
      return ok({ organizationId, secret: callbackSecret(key, organizationId) });
    },
  });

/** What can be told without asking a name server; the rest is refused when the webhook is sent. */
function assertUrl(url: string, allowPrivate: boolean): void {
  const target = new URL(url);
  if (allowPrivate || (isPublicHost(target) && target.username === '')) return;
  throw invalidInput([fault('url', 'private', 'this is not a public address', 'این نشانی در اینترنت عمومی نیست')]);
}

function presentEndpoint(endpoint: WebhookEndpoint) {
  const { id, organizationId, url, description, events, allowPrivate, status, disabledReason, createdAt, updatedAt } =
    endpoint;
  return {
    id,
    organizationId: organizationId ?? null,
    url,
    description,
    events,
    allowPrivate,
    status,
    disabledReason: disabledReason ?? null,
    createdAt,
    updatedAt,
  };
}

function presentDelivery(delivery: Delivery) {
  const iso = (value: string | null) => (value === null ? null : new Date(value).toISOString());
  const over = delivery.delivered_at ? 'delivered' : 'failed';
  return {
    id: delivery.id,
    type: delivery.type,
    payload: JSON.parse(delivery.body),
    status: delivery.due_at ? 'pending' : over,
    tries: delivery.tries,
    lastStatus: delivery.last_status,
    lastError: delivery.last_error,
    createdAt: createdAt(delivery.id).toISOString(),
    nextTryAt: iso(delivery.due_at),
    deliveredAt: iso(delivery.delivered_at),
  };
}
