import { callbackStatuses, reportedStatuses } from './event-types.ts';

/** An active endpoint, as statements need it to know what they owe. */
export interface Subscription {
  endpoint: string;
  organization: string | null;
  /** Types of message events that it is told of, in full. */
  types: readonly string[];
}

/** What is to be posted: the row is written and this process has it in hand until its lease ends. */
export interface OwedWebhook {
  id: string;
  /** Null where `url` is a message's own callback. */
  endpointId: string | null;
  url: string | null;
  organizationId: string | null;
  type: string;
  body: string;
  /** Tries so far. */
  tries: number;
}

const list = (statuses: readonly string[]) => statuses.map((status) => `'${status}'`).join(', ');

/**
 * SQL of a CTE that writes the webhooks owed for messages that an earlier CTE `moved` returned (`id`, `status`, `was`,
 * `organization_id`, `callback_url`, `reference`, `timeline`): status and webhook are one commit. `subscriptions` and
 * `lease` are parameters: a jsonb array of `Subscription`, and until when the rows are in hand.
 */
export function oweWebhooks(moved: string, subscriptions: string, lease: string): string {
  return `
    insert into webhook_delivery (id, endpoint_id, url, organization_id, message_id, type, body, due_at)
    select new_uuid7(), t.endpoint, t.url, m.organization_id, m.id, 'message.' || m.status,
      jsonb_build_object('type', 'message.' || m.status, 'timestamp', m.timeline -> -1 ->> 'at', 'data', jsonb_build_object(
        'id', m.id, 'status', m.status, 'organizationId', m.organization_id, 'reference', m.reference,
        'detail', m.timeline -> -1 -> 'detail'))::text, ${lease}
    from ${moved} m, lateral (
      select null::uuid as endpoint, m.callback_url as url
      where m.callback_url is not null and m.status in (${list(callbackStatuses)})
      union all
      select s.endpoint, null from jsonb_to_recordset(${subscriptions}::jsonb) as s(endpoint uuid, organization uuid, types jsonb)
      where (s.organization is null or s.organization = m.organization_id)
        and s.types @> to_jsonb('message.' || m.status)) t
    where m.status <> m.was and m.status in (${list(reportedStatuses)})
    returning id, endpoint_id, url, organization_id, message_id, type, body`;
}
