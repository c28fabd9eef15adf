import { getOrganization } from '#src/accounts/index.ts';
import type { Reader } from '#src/db/index.ts';
import { type Actor, AppError, found } from '#src/kernel/index.ts';

/**
 * Makes sure that the actor may act for an organization and that a sender, if named, is that organization's.
 * @throws NOT_FOUND for what does not exist or is another's
 */
export async function assertOrganization(
  em: Reader,
  actor: Actor,
  organizationId: string,
  senderId?: string | null,
): Promise<void> {
  await getOrganization(em, actor, organizationId);
  if (!senderId) return;
  const rows = await em.execute<{ id: string }[]>('select id from sender where id = ? and organization_id = ?', [
    senderId,
    organizationId,
  ]);
  found(rows[0]);
}

/** The organization that a question is about: the one named, or the caller's own. @throws NOT_FOUND for another's */
export function organizationOf(actor: Actor, named: string | undefined): string | null {
  if (actor.organizationId && named && named !== actor.organizationId) throw new AppError('NOT_FOUND');
  return named ?? actor.organizationId;
}
