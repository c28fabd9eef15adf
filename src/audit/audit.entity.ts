import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Role } from '#src/kernel/index.ts';

/** One change of state by anyone; append-only (the database refuses update, delete and truncate). */
export const AuditEventSchema = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_event',
  properties: {
    id: p.uuid().primary(),
    at: p.datetime(),
    actorId: p.uuid().nullable(),
    actorName: p.text(),
    actorRole: p.text().$type<Role>(),
    /** `noun.verb`, for example `sender.approve`. */
    action: p.text(),
    objectKind: p.text(),
    objectId: p.text(),
    organizationId: p.uuid().nullable(),
    detail: p.json<Record<string, unknown>>(),
  },
  indexes: [
    { name: 'audit_event_object', properties: ['objectKind', 'objectId', 'id'] },
    { name: 'audit_event_organization', properties: ['organizationId', 'id'] },
  ],
});

export class AuditEvent extends AuditEventSchema.class {}
AuditEventSchema.setClass(AuditEvent);
