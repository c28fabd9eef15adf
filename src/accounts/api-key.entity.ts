import { defineEntity, p } from '@mikro-orm/postgresql';
import { roles } from '#src/kernel/index.ts';

/** A key to the API. Only its SHA-256 is kept: the key is 256 random bits, so a slow hash would add nothing. */
export const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid().nullable(),
    role: p.enum(roles),
    name: p.text(),
    keyHash: p.text().unique('api_key_hash_unique'),
    createdAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
});

export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);
