import { defineEntity, p } from '@mikro-orm/postgresql';

/**
 * Work to be done after a commit, written in the transaction that causes it.
 * A row is open until `doneAt` is set; a handler claims it (`claimedUntil`) before it acts, so that it acts once.
 */
export const OutboxSchema = defineEntity({
  name: 'OutboxRow',
  tableName: 'outbox',
  properties: {
    id: p.uuid().primary(),
    kind: p.text(),
    payload: p.json<Record<string, unknown>>(),
    /** Same key, same work: a second row with it is not written. */
    key: p.text().nullable().unique('outbox_key_unique'),
    /** 0 goes first. */
    priority: p.smallint(),
    notBefore: p.datetime(),
    tries: p.integer(),
    claimedUntil: p.datetime().nullable(),
    /** Until when it counts as handed to Redis. */
    relayedUntil: p.datetime().nullable(),
    lastError: p.text().nullable(),
    createdAt: p.datetime(),
    doneAt: p.datetime().nullable(),
  },
  indexes: [{ name: 'outbox_open', properties: ['priority', 'notBefore'], where: 'done_at is null' }],
});

export class OutboxRow extends OutboxSchema.class {}
OutboxSchema.setClass(OutboxRow);
