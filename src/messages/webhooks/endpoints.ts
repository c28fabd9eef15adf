import { randomBytes } from 'node:crypto';
import { recordAudit } from '#src/audit/index.ts';
import { type Reader, readPage, type Tx } from '#src/db/index.ts';
import { type Actor, AppError, newId, type Page, type PageRequest } from '#src/kernel/index.ts';
import { WebhookEndpoint } from './webhook-endpoint.entity.ts';

/** What is set of an endpoint; the URL has been checked by the caller. */
export interface EndpointInput {
  url: string;
  description: string;
  events: string[];
  /** Null: events of all organizations. */
  organizationId: string | null;
  allowPrivate: boolean;
}

/** Adds an endpoint; its secret is in it and shown this once. @throws FORBIDDEN for another organization's events */
export async function addEndpoint(tx: Tx, actor: Actor, input: EndpointInput, at: Date): Promise<WebhookEndpoint> {
  const organizationId = actor.organizationId ?? input.organizationId;
  if (actor.organizationId && input.organizationId && input.organizationId !== actor.organizationId)
    throw new AppError('NOT_FOUND');
  if (input.allowPrivate && actor.role !== 'admin') throw new AppError('FORBIDDEN');
  const endpoint = tx.create(WebhookEndpoint, {
    id: newId(),
    ...input,
    organizationId,
    secrets: [newSecret()],
    status: 'active',
    disabledReason: null,
    createdAt: at,
    updatedAt: at,
  });
  audit(tx, actor, 'webhook.create', endpoint, at);
  await tx.flush();
  return endpoint;
}

/** Changes an endpoint; one that is set to `active` again starts with what happens from then on. @throws NOT_FOUND */
export async function changeEndpoint(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Partial<Pick<WebhookEndpoint, 'url' | 'description' | 'events' | 'status'>>,
  at: Date,
): Promise<WebhookEndpoint> {
  const endpoint = await getEndpoint(tx, actor, id);
  Object.assign(endpoint, { ...input, updatedAt: at });
  if (input.status) endpoint.disabledReason = input.status === 'disabled' ? `by ${actor.name}` : null;
  audit(tx, actor, 'webhook.update', endpoint, at);
  await tx.flush();
  return endpoint;
}

/** Gives an endpoint a new secret; the last one signs beside it until the next change. */
export async function rotateEndpointSecret(tx: Tx, actor: Actor, id: string, at: Date): Promise<WebhookEndpoint> {
  const endpoint = await getEndpoint(tx, actor, id);
  Object.assign(endpoint, { secrets: [newSecret(), ...endpoint.secrets.slice(0, 1)], updatedAt: at });
  audit(tx, actor, 'webhook.rotate_secret', endpoint, at);
  await tx.flush();
  return endpoint;
}

/** Removes an endpoint; what is still owed to it is not sent. @throws NOT_FOUND */
export async function removeEndpoint(tx: Tx, actor: Actor, id: string, at: Date): Promise<void> {
  const endpoint = await getEndpoint(tx, actor, id);
  audit(tx, actor, 'webhook.delete', endpoint, at);
  tx.remove(endpoint);
  await tx.flush();
}

/** Finds an endpoint that the actor may see. @throws NOT_FOUND */
export async function getEndpoint(em: Reader, actor: Actor, id: string): Promise<WebhookEndpoint> {
  const endpoint = await em.findOne(WebhookEndpoint, { id });
  if (!endpoint || (actor.organizationId && endpoint.organizationId !== actor.organizationId))
    throw new AppError('NOT_FOUND');
  return endpoint;
}

/** Lists endpoints, newest first. */
export async function listEndpoints(em: Reader, actor: Actor, page: PageRequest): Promise<Page<WebhookEndpoint>> {
  const mine = actor.organizationId ? { organizationId: actor.organizationId } : {};
  return readPage(em, WebhookEndpoint, mine, page, sorts);
}

/** Keys by which endpoints are sorted. */
export const endpointSorts = ['url', 'status'] as const;
const sorts: Record<(typeof endpointSorts)[number], string> = { url: 'url', status: 'status' };

/** Ends an endpoint that has not taken anything for a day; what is owed to it ends with it. False: it was over before. */
export async function disableEndpoint(tx: Tx, actor: Actor, id: string, reason: string, at: Date): Promise<boolean> {
  const rows = await tx.execute<{ id: string }[]>(
    `update webhook_endpoint set status = 'disabled', disabled_reason = ?, updated_at = ?, version = version + 1
     where id = ? and status = 'active' returning id`,
    [reason, at, id],
  );
  if (rows.length === 0) return false;
  audit(tx, actor, 'webhook.disable', await getEndpoint(tx, actor, id), at);
  await tx.execute('update webhook_delivery set due_at = null where endpoint_id = ? and due_at is not null', [id]);
  return true;
}

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

function audit(tx: Tx, actor: Actor, action: string, endpoint: WebhookEndpoint, at: Date): void {
  const object = { kind: 'webhook', id: endpoint.id };
  recordAudit(tx, actor, { at, action, object, organizationId: endpoint.organizationId ?? null });
}
