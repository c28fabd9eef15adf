import { z } from 'zod';
import { type AuditEvent, listAudit } from '#src/audit/index.ts';
import { roles } from '#src/kernel/index.ts';
import { ok, type Route, readRoute } from '#src/web/index.ts';
import { instant, pageOf, pageQuery } from '../shared-schemas.ts';

const auditQuery = pageQuery.extend({
  objectKind: z.string().max(50).optional(),
  objectId: z.string().max(100).optional(),
  organizationId: z.uuid().optional(),
  action: z.string().max(100).optional(),
  since: instant.optional(),
  until: instant.optional(),
});

const auditEvent = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({ id: z.uuid().nullable(), name: z.string(), role: z.enum(roles) }),
  action: z.string(),
  object: z.object({ kind: z.string(), id: z.string() }),
  organizationId: z.uuid().nullable(),
  detail: z.record(z.string(), z.unknown()),
});

/** The audit trail. */
export const auditRoutes: readonly Route[] = [
  readRoute({
    method: 'get',
    path: '/v1/audit',
    operation: 'listAudit',
    summary: 'Every change of state by anyone, newest first',
    tag: 'Audit',
    access: ['auditor', 'reviewer', 'business'],
    query: auditQuery,
    answers: { 200: pageOf(auditEvent) },
    run: async ({ actor, query }, em) => {
      const { limit, cursor, since, until, ...filter } = query;
      const range = { since: since ? new Date(since) : undefined, until: until ? new Date(until) : undefined };
      const page = await listAudit(em, actor, { ...filter, ...range }, { limit, cursor });
      return ok({ ...page, items: page.items.map(present) });
    },
  }),
];

function present({
  id,
  at,
  actorId,
  actorName,
  actorRole,
  action,
  objectKind,
  objectId,
  organizationId,
  detail,
}: AuditEvent) {
  const actor = { id: actorId ?? null, name: actorName, role: actorRole };
  return {
    id,
    at,
    actor,
    action,
    object: { kind: objectKind, id: objectId },
    organizationId: organizationId ?? null,
    detail,
  };
}
