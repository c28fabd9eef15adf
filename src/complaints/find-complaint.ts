import { type Reader, readPage, type Tx } from '#src/db/index.ts';
import { type Actor, found, type Page, type PageRequest } from '#src/kernel/index.ts';
import { confinedFilter, confinedTo } from '#src/senders/index.ts';
import { parseMsisdn } from '#src/text/index.ts';
import { Complaint, type ComplaintStatus } from './complaint.entity.ts';

/** Finds a complaint that the actor may see. @throws NOT_FOUND also when it is about another organization */
export async function getComplaint(em: Reader, actor: Actor, id: string): Promise<Complaint> {
  const organizationId = confinedTo(actor);
  return found(await em.findOne(Complaint, organizationId ? { id, organizationId } : { id }));
}

/** The same, locked until the transaction ends. */
export async function lockComplaint(tx: Tx, actor: Actor, id: string): Promise<Complaint> {
  await tx.execute('select 1 from complaint where id = ? for update', [id]);
  return getComplaint(tx, actor, id);
}

/** Narrows a list of complaints; every field is optional. */
export interface ComplaintFilter {
  organizationId?: string | undefined;
  senderId?: string | undefined;
  status?: ComplaintStatus | undefined;
  /** E.164. */
  msisdn?: string | undefined;
  reference?: string | undefined;
}

/** Lists complaints, newest first. */
export async function listComplaints(
  em: Reader,
  actor: Actor,
  filter: ComplaintFilter,
  page: PageRequest,
): Promise<Page<Complaint>> {
  const where = confinedFilter(actor, filter);
  return where ? readPage(em, Complaint, where, page, sorts) : { items: [], nextCursor: null };
}

/** Keys by which complaints are sorted. */
export const complaintSorts = ['createdAt', 'sender', 'msisdn', 'status'] as const;
const sorts: Record<(typeof complaintSorts)[number], string> = {
  createdAt: 'created_at',
  sender: 'address',
  msisdn: 'msisdn',
  status: 'status',
};

/** The complaints that were matched to a message, oldest first. */
export function complaintsAbout(em: Reader, messageId: string): Promise<Complaint[]> {
  return em.find(Complaint, { messageId }, { orderBy: { id: 'asc' }, limit: 20 });
}

/** Forgets the number and the words of a person; that there was a complaint, and what became of it, stays. */
export async function forgetComplainant(tx: Tx, written: string): Promise<number> {
  const parsed = parseMsisdn(written);
  if (!parsed.ok) return 0;
  const rows = await tx.execute<unknown[]>(
    'update complaint set msisdn = null, text = null where msisdn = ? returning 1',
    [parsed.e164],
  );
  return rows.length;
}
