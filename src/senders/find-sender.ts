import { type Reader, readPage, type Tx } from '#src/db/index.ts';
import { type Actor, found, type Page, type PageRequest } from '#src/kernel/index.ts';
import { SenderApplication } from './application.entity.ts';
import { Sender, type SenderKind } from './sender.entity.ts';
import { openStatuses, type SenderStatus } from './sender.rules.ts';

/** The organization that an actor is confined to; reviewers and admins look across all. */
export function confinedTo(actor: Actor): string | null {
  return actor.role === 'reviewer' || actor.role === 'admin' ? null : actor.organizationId;
}

/** Finds a sender that the actor may see. @throws NOT_FOUND also when it is another organization's */
export async function getSender(em: Reader, actor: Actor, id: string): Promise<Sender> {
  const organizationId = confinedTo(actor);
  return found(await em.findOne(Sender, organizationId ? { id, organizationId } : { id }));
}

/** The same, locked until the transaction ends: every change of a sender begins here, so that none is lost. */
export async function lockSender(tx: Tx, actor: Actor, id: string): Promise<Sender> {
  await tx.execute('select 1 from sender where id = ? for update', [id]);
  return getSender(tx, actor, id);
}

/** The application that is being written or judged, or null. The sender is locked before this is called. */
export function openApplication(em: Reader, senderId: string): Promise<SenderApplication | null> {
  return em.findOne(SenderApplication, { senderId, status: { $in: [...openStatuses] } });
}

/** The newest application of a sender. */
export async function latestApplication(em: Reader, senderId: string): Promise<SenderApplication> {
  return found(await em.findOne(SenderApplication, { senderId }, { orderBy: { number: 'desc' } }));
}

/** The newest application that ended in one of these decisions, or null. */
export function decidedApplication(
  em: Reader,
  senderId: string,
  decisions: readonly DecidedStatus[] = ['approved', 'rejected', 'changes_requested'],
): Promise<SenderApplication | null> {
  return em.findOne(
    SenderApplication,
    { senderId, status: { $in: [...decisions] }, decidedAt: { $ne: null } },
    { orderBy: { number: 'desc' } },
  );
}

/** What a review may end in. */
export type DecidedStatus = Extract<SenderStatus, 'approved' | 'rejected' | 'changes_requested'>;

/** Narrows a list of senders; every field is optional. */
export interface SenderFilter {
  organizationId?: string | undefined;
  status?: SenderStatus | undefined;
  kind?: SenderKind | undefined;
  /** Key of an address (see `senderKey`). */
  key?: string | undefined;
}

/** Lists senders, newest first. */
export async function listSenders(
  em: Reader,
  actor: Actor,
  filter: SenderFilter,
  page: PageRequest,
): Promise<Page<Sender>> {
  const where: Record<string, unknown> = Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined),
  );
  const confined = confinedTo(actor);
  if (confined) {
    if (filter.organizationId && filter.organizationId !== confined) return { items: [], nextCursor: null };
    where.organizationId = confined;
  }
  return readPage(em, Sender, where, page, sorts);
}

/** Keys by which senders are sorted. */
export const senderSorts = ['address', 'lineClass', 'status', 'approvedAt', 'expiresAt', 'updatedAt'] as const;
const sorts: Record<(typeof senderSorts)[number], string> = {
  address: 'key',
  lineClass: 'line_class',
  status: 'status',
  approvedAt: 'approved_at',
  expiresAt: 'expires_at',
  updatedAt: 'updated_at',
};
