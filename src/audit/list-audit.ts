import type { Reader } from '#src/db/index.ts';
import { type Actor, type Page, type PageRequest, pageOf, readCursor } from '#src/kernel/index.ts';
import { AuditEvent } from './audit.entity.ts';

/** Narrows the audit trail; every field is optional. */
export interface AuditFilter {
  objectKind?: string | undefined;
  objectId?: string | undefined;
  organizationId?: string | undefined;
  action?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
}

/** Lists the audit trail, newest first; a key that is bound to an organization sees that organization's part only. */
export async function listAudit(
  em: Reader,
  actor: Actor,
  filter: AuditFilter,
  page: PageRequest,
): Promise<Page<AuditEvent>> {
  const { since, until, ...equal } = filter;
  const where: Record<string, unknown> = Object.fromEntries(
    Object.entries(equal).filter(([, value]) => value !== undefined),
  );
  if (actor.organizationId) where.organizationId = actor.organizationId;
  if (since || until) where.at = { ...(since ? { $gte: since } : {}), ...(until ? { $lt: until } : {}) };
  if (page.cursor) where.id = { $lt: readCursor(page.cursor, ['id'])[0] };
  const rows = await em.find(AuditEvent, where, { orderBy: { id: 'desc' }, limit: page.limit + 1 });
  return pageOf(
    rows,
    page,
    (row) => [row.id],
    (row) => row,
  );
}
