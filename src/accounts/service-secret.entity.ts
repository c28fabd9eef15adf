import { defineEntity, p } from '@mikro-orm/postgresql';

/** Keys that all nodes of the service share; made once, by whichever node starts first. */
export const ServiceSecretSchema = defineEntity({
  name: 'ServiceSecret',
  tableName: 'service_secret',
  properties: {
    name: p.text().primary(),
    value: p.text(),
    createdAt: p.datetime(),
  },
});
