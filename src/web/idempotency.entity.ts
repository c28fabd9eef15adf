import { defineEntity, p } from '@mikro-orm/postgresql';

/** The first answer to a request with an `Idempotency-Key`, kept for its repeats. */
export const IdempotencySchema = defineEntity({
  name: 'IdempotencyRecord',
  tableName: 'idempotency_record',
  properties: {
    /** SHA-256 over the caller's key id, method, route and Idempotency-Key. */
    id: p.text().primary(),
    requestHash: p.text(),
    /** Null while the first request is in progress. */
    status: p.smallint().nullable(),
    body: p.text().nullable(),
    /** Until when the request in progress may be taken to be alive. */
    lockedUntil: p.datetime(),
    createdAt: p.datetime(),
  },
  indexes: [{ name: 'idempotency_record_created', properties: ['createdAt'] }],
});
