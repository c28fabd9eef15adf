import { defineEntity, p } from '@mikro-orm/postgresql';

/** Where events are reported to. */
export const WebhookEndpointSchema = defineEntity({
  name: 'WebhookEndpoint',
  tableName: 'webhook_endpoint',
  properties: {
    id: p.uuid().primary(),
    /** Null: events of all organizations. */
    organizationId: p.uuid().nullable(),
    url: p.text(),
    description: p.text(),
    /** `message.delivered`, `sender.*` or `*`. */
    events: p.json<string[]>(),
    /** `whsec_…`; while a secret is being changed the old one signs beside the new one. */
    secrets: p.json<string[]>(),
    /** May be a private or loopback address; an admin's to say. */
    allowPrivate: p.boolean(),
    status: p.enum(['active', 'disabled'] as const),
    disabledReason: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [{ name: 'webhook_endpoint_organization', properties: ['organizationId', 'id'] }],
});

export class WebhookEndpoint extends WebhookEndpointSchema.class {}
WebhookEndpointSchema.setClass(WebhookEndpoint);
