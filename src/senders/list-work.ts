import { orderOf, type Reader } from '#src/db/index.ts';
import {
  type Actor,
  offsetOf,
  type Page,
  type PageRequest,
  pageOf,
  readCursor,
  sortedPageOf,
} from '#src/kernel/index.ts';
import { SenderApplication } from './application.entity.ts';
import { besideUsual, type OperatorState } from './describe-sender.ts';
import { confinedTo } from './find-sender.ts';
import { overdueBefore } from './provisioning.rules.ts';
import { type ProvisioningStatus, SenderOperator } from './records.entity.ts';
import type { Registry } from './registry.ts';
import { Sender, type SenderKind } from './sender.entity.ts';

/** An application that waits for a reviewer or is with one. */
export interface QueuedReview {
  sender: Sender;
  application: SenderApplication;
}

/** Narrows the queue of reviewers. */
export interface ReviewFilter {
  status?: 'submitted' | 'in_review' | undefined;
  kind?: SenderKind | undefined;
  /** `lookalike`: names that may be taken for another; `second`: one approval is given, another is wanted. */
  flag?: 'lookalike' | 'second' | undefined;
}

/** Lists what reviewers have to do, the longest waiting first. */
export async function listReviews(em: Reader, filter: ReviewFilter, page: PageRequest): Promise<Page<QueuedReview>> {
  const after = page.sort ? {} : afterCursor('submittedAt', page.cursor);
  const status = filter.status
    ? { status: filter.status }
    : { status: { $in: ['submitted' as const, 'in_review' as const] } };
  const among = filter.kind || filter.flag ? { id: { $in: await narrowed(em, filter) } } : {};
  const sorted = orderOf<SenderApplication>(page.sort, reviewOrders);
  const rows = sorted
    ? await em.find(
        SenderApplication,
        { $and: [status, among] },
        { orderBy: sorted, limit: page.limit + 1, offset: offsetOf(page) },
      )
    : await em.find(
        SenderApplication,
        { $and: [status, among, after] },
        { orderBy: { submittedAt: 'asc', id: 'asc' }, limit: page.limit + 1 },
      );
  const senders = await sendersOf(em, rows);
  const present = (application: SenderApplication) => ({
    application,
    sender: senders.get(application.senderId) as Sender,
  });
  if (sorted) return sortedPageOf(rows, page, present);
  return pageOf(rows, page, (row) => [row.submittedAt?.toISOString() ?? '', row.id], present);
}

/** Keys by which the queue is sorted; `waitingHours` from the one that came last to the one that came first. */
export const reviewSorts = ['address', 'lineClass', 'waitingHours', 'status'] as const;
const ofSender = (column: string) => `(select s.${column} from sender s where s.id = sender_id)`;
const reviewOrders: Record<(typeof reviewSorts)[number], string> = {
  address: ofSender('key'),
  lineClass: ofSender('line_class'),
  waitingHours: 'now() - submitted_at',
  status: 'status',
};

/** Ids of the waiting applications whose sender is of a kind or has a flag; the queue is short beside the register. */
async function narrowed(em: Reader, { kind, flag }: ReviewFilter): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select a.id from sender_application a join sender s on s.id = a.sender_id
     where a.status in ('submitted', 'in_review') and (?::text is null or s.kind = ?)
       and (?::text is distinct from 'lookalike' or jsonb_array_length(s.warnings) > 0)
       and (?::text is distinct from 'second' or jsonb_array_length(a.approvals) > 0)`,
    [kind ?? null, kind ?? null, flag ?? null, flag ?? null],
  );
  return rows.map(({ id }) => id);
}

/** Narrows the list of provisioning records. */
export interface ProvisioningFilter {
  status?: ProvisioningStatus | undefined;
  operator?: string | undefined;
  /** Only those that wait for longer than is usual for their operator. */
  overdue?: boolean | undefined;
}

/** Lists provisioning records, the longest open first. */
export async function listProvisioning(
  em: Reader,
  registry: Registry,
  actor: Actor,
  filter: ProvisioningFilter,
  page: PageRequest,
  at: Date,
): Promise<Page<OperatorState & { sender: Sender }>> {
  const { status, operator, overdue } = filter;
  const organizationId = confinedTo(actor);
  const own = organizationId ? await em.find(Sender, { organizationId }, { fields: ['id'] }) : null;
  const sorted = orderOf<SenderOperator>(page.sort, provisioningOrders);
  const rows = await em.find(
    SenderOperator,
    {
      ...(sorted ? {} : afterCursor('openedAt', page.cursor)),
      ...(status ? { status } : {}),
      ...(operator ? { operator } : {}),
      ...(own ? { senderId: { $in: own.map(({ id }) => id) } } : {}),
      ...(overdue ? { $and: [overdueAt(registry, at)] } : {}),
    },
    sorted
      ? { orderBy: sorted, limit: page.limit + 1, offset: offsetOf(page) }
      : { orderBy: { openedAt: 'asc', id: 'asc' }, limit: page.limit + 1 },
  );
  const senders = await sendersOf(em, rows);
  const present = (record: SenderOperator) => ({
    ...besideUsual(registry, record, at),
    sender: senders.get(record.senderId) as Sender,
  });
  if (sorted) return sortedPageOf(rows, page, present);
  return pageOf(rows, page, (row) => [row.openedAt.toISOString(), row.id], present);
}

/** Keys by which what operators owe is sorted. */
export const provisioningSorts = ['operator', 'ageDays'] as const;
const provisioningOrders: Record<(typeof provisioningSorts)[number], string> = {
  operator: 'operator',
  ageDays: 'now() - opened_at',
};

function overdueAt({ operators, pack }: Registry, at: Date) {
  return {
    status: 'pending' as const,
    $or: [...operators.values()].map((info) => ({
      operator: info.operator,
      openedAt: { $lt: overdueBefore(info, at, pack.timeZone) },
    })),
  };
}

function afterCursor<F extends string>(field: F, cursor: string | undefined) {
  if (!cursor) return {};
  const [at, id] = readCursor(cursor, ['time', 'id']);
  const since = new Date(at ?? '');
  return { $or: [{ [field]: { $gt: since } }, { [field]: since, id: { $gt: id } }] } as Record<string, unknown>;
}

async function sendersOf(em: Reader, rows: readonly { senderId: string }[]): Promise<Map<string, Sender>> {
  const ids = [...new Set(rows.map(({ senderId }) => senderId))];
  const senders = ids.length > 0 ? await em.find(Sender, { id: { $in: ids } }) : [];
  return new Map(senders.map((sender) => [sender.id, sender]));
}
