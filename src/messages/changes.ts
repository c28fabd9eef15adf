import type { MessageStatus } from './status.rules.ts';
import { type OwedWebhook, oweWebhooks, type Subscription } from './webhooks/owe-webhooks.sql.ts';

/** A message whose status changed, as those who report it need it. */
export interface Changed {
  id: string;
  status: MessageStatus;
  was: MessageStatus;
  organizationId: string | null;
}

/** What a statement changed, and the webhooks that it owes for it and gave into the hands of this process. */
export interface Changes {
  changed: Changed[];
  owed: OwedWebhook[];
}

/** Who is told of changes, and until when this process has the webhooks in hand that it writes. */
export interface Owing {
  subscriptions: readonly Subscription[];
  leaseUntil: Date;
}

/** What `moved` returns of an updated message: each update adds one entry to the timeline, so the last but one says what it was. */
export const MOVED_COLUMNS = `m.id, m.status, m.timeline -> -2 ->> 'status' as was, m.organization_id, m.callback_url,
  m.reference, m.timeline`;

/**
 * SQL of the end of a statement whose CTE `moved` has updated messages: it writes the webhooks that are owed and gives
 * back both. `$2` and `$3` are the subscriptions and the lease of an `Owing`.
 */
export const OWE_AND_RETURN = `,
  owed as (${oweWebhooks('moved', '$2', '$3')})
  select m.id, m.status, m.was, m.organization_id, null::uuid as hook_id, null::uuid as endpoint_id, null as url,
    null as type, null as body
  from moved m
  union all
  select h.message_id, null, null, h.organization_id, h.id, h.endpoint_id, h.url, h.type, h.body from owed h`;

/** The parameters `$2` and `$3` of `OWE_AND_RETURN`. */
export const owingValues = ({ subscriptions, leaseUntil }: Owing): unknown[] => [
  JSON.stringify(subscriptions),
  leaseUntil,
];

/** A row of `OWE_AND_RETURN`: a message that has moved, or a webhook that is owed for one. */
export type ChangeRow =
  | { id: string; status: MessageStatus; was: MessageStatus; organization_id: string | null; hook_id: null }
  | {
      organization_id: string | null;
      hook_id: string;
      endpoint_id: string | null;
      url: string | null;
      type: string;
      body: string;
    };

/** Takes the rows of `OWE_AND_RETURN` apart. */
export function toChanges(rows: readonly ChangeRow[]): Changes {
  const changed: Changed[] = [];
  const owed: OwedWebhook[] = [];
  for (const row of rows) {
    const organizationId = row.organization_id;
    if (row.hook_id !== null) {
      const { hook_id: id, endpoint_id: endpointId, url, type, body } = row;
      owed.push({ id, endpointId, url, organizationId, type, body, tries: 0 });
    } else if (row.status !== row.was) changed.push({ id: row.id, status: row.status, was: row.was, organizationId });
  }
  return { changed, owed };
}
