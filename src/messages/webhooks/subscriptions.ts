import type { Database } from '#src/db/index.ts';
import { isWanted, reportedStatuses } from './event-types.ts';
import type { Subscription } from './owe-webhooks.sql.ts';
import { WebhookEndpoint } from './webhook-endpoint.entity.ts';

/** An endpoint as a delivery needs it. */
export type ActiveEndpoint = Pick<
  WebhookEndpoint,
  'id' | 'organizationId' | 'url' | 'events' | 'secrets' | 'allowPrivate'
>;

/** The active endpoints, kept current on every node. */
export interface Endpoints {
  get(id: string): ActiveEndpoint | undefined;
  /** Endpoints that are told of an event of an organization (null: of none). */
  wanting(type: string, organizationId: string | null): ActiveEndpoint[];
  /** Endpoints that are told of message events, for `oweWebhooks`. */
  messageSubscriptions(): readonly Subscription[];
}

/** Loads the active endpoints, and loads them again when one changes anywhere. */
export async function openEndpoints(db: Pick<Database, 'reader' | 'listener'>): Promise<Endpoints> {
  let active = new Map<string, ActiveEndpoint>();
  let subscriptions: readonly Subscription[] = [];
  let loading: Promise<void> = Promise.resolve();
  const load = async () => {
    const rows = await db.reader().find(WebhookEndpoint, { status: 'active' });
    active = new Map(rows.map((row) => [row.id, row]));
    subscriptions = rows.map(toSubscription).filter(({ types }) => types.length > 0);
  };
  await load();
  await db.listener.on('changed_webhook_endpoint', () => {
    loading = loading.then(load).catch(() => undefined);
  });
  return {
    get: (id) => active.get(id),
    wanting: (type, organizationId) =>
      [...active.values()].filter(
        (endpoint) =>
          isWanted(type, endpoint.events) &&
          (endpoint.organizationId === null || endpoint.organizationId === organizationId),
      ),
    messageSubscriptions: () => subscriptions,
  };
}

function toSubscription({ id, organizationId, events }: ActiveEndpoint): Subscription {
  const types = reportedStatuses.map((status) => `message.${status}`).filter((type) => isWanted(type, events));
  return { endpoint: id, organization: organizationId ?? null, types };
}
