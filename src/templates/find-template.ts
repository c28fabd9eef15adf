import { byAlphabet, type Reader, readPage, type Tx } from '#src/db/index.ts';
import { type Actor, found, type Page, type PageRequest, pageOf, readCursor } from '#src/kernel/index.ts';
import { confinedFilter, confinedTo } from '#src/senders/index.ts';
import { MessageTemplate } from './template.entity.ts';
import type { TemplateStatus } from './template.rules.ts';

/** Finds a template that the actor may see. @throws NOT_FOUND also when it is another organization's */
export async function getTemplate(em: Reader, actor: Actor, id: string): Promise<MessageTemplate> {
  const organizationId = confinedTo(actor);
  return found(await em.findOne(MessageTemplate, organizationId ? { id, organizationId } : { id }));
}

/** The same, locked until the transaction ends: every change begins here. */
export async function lockTemplate(tx: Tx, actor: Actor, id: string): Promise<MessageTemplate> {
  await tx.execute('select 1 from message_template where id = ? for update', [id]);
  return getTemplate(tx, actor, id);
}

/** Narrows a list of templates; every field is optional. */
export interface TemplateFilter {
  organizationId?: string | undefined;
  senderId?: string | undefined;
  status?: TemplateStatus | undefined;
  category?: MessageTemplate['category'] | undefined;
}

/** Lists templates, newest first. */
export async function listTemplates(
  em: Reader,
  actor: Actor,
  filter: TemplateFilter,
  page: PageRequest,
): Promise<Page<MessageTemplate>> {
  const where = confinedFilter(actor, filter);
  return where ? readPage(em, MessageTemplate, where, page, sorts) : { items: [], nextCursor: null };
}

/** Keys by which templates are sorted. */
export const templateSorts = ['name', 'category', 'status', 'updatedAt'] as const;
const sorts: Record<(typeof templateSorts)[number], string> = {
  name: byAlphabet('name'),
  category: 'category',
  status: 'status',
  updatedAt: 'updated_at',
};

/** Lists what reviewers have to do, the longest waiting first. */
export async function listTemplateReviews(em: Reader, page: PageRequest): Promise<Page<MessageTemplate>> {
  const [at, id] = page.cursor ? readCursor(page.cursor, ['time', 'id']) : [];
  const since = new Date(at ?? 0);
  const after = at ? { $or: [{ submittedAt: { $gt: since } }, { submittedAt: since, id: { $gt: String(id) } }] } : {};
  const rows = await em.find(
    MessageTemplate,
    { status: { $in: ['submitted' as const, 'in_review' as const] }, ...after },
    { orderBy: { submittedAt: 'asc', id: 'asc' }, limit: page.limit + 1 },
  );
  return pageOf(
    rows,
    page,
    (row) => [row.submittedAt?.toISOString() ?? '', row.id],
    (row) => row,
  );
}
