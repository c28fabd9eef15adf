import type { Reader } from '#src/db/index.ts';
import { type Actor, AppError, type Page, type PageRequest, pageOf, readCursor } from '#src/kernel/index.ts';
import type { MessageRow } from './message-row.ts';
import type { MessageStatus } from './status.rules.ts';

/** A message as it is looked at. */
export type Message = MessageRow;

/** Finds a message that the actor may see. @throws NOT_FOUND */
export async function getMessage(em: Reader, actor: Actor, id: string): Promise<Message> {
  const [row] = await em.execute<RawMessage[]>('select * from message where id = ?::uuid', [id]);
  if (!row || (actor.organizationId && row.organization_id !== actor.organizationId)) throw new AppError('NOT_FOUND');
  return withDates(row);
}

/** The messages with these ids, by id. */
export async function messagesById(em: Reader, ids: readonly string[]): Promise<Map<string, Message>> {
  const rows = await em.execute<RawMessage[]>(
    'select m.* from jsonb_array_elements_text(?::jsonb) i join message m on m.id = i::uuid',
    [JSON.stringify(ids)],
  );
  return new Map(rows.map((row) => [row.id, withDates(row)]));
}

/** Narrows a list of messages; every field is optional. */
export interface MessageFilter {
  status?: MessageStatus | undefined;
  organizationId?: string | undefined;
  senderId?: string | undefined;
  /** Canonical sender address. */
  sender?: string | undefined;
  /** E.164. */
  to?: string | undefined;
  category?: string | undefined;
  reference?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
}

/** Lists messages, newest first; a key that is bound to an organization sees that organization's. */
export async function listMessages(
  em: Reader,
  actor: Actor,
  filter: MessageFilter,
  page: PageRequest,
): Promise<Page<Message>> {
  const organizationId = actor.organizationId ?? filter.organizationId;
  if (actor.organizationId && filter.organizationId && filter.organizationId !== actor.organizationId)
    return { items: [], nextCursor: null };
  const wanted: [string, unknown][] = [
    ['m.organization_id = ?::uuid', organizationId],
    ['m.status = ?', filter.status],
    ['m.sender_id = ?::uuid', filter.senderId],
    ['m.source_address = ?', filter.sender],
    ['m.recipient = ?', filter.to],
    ['m.category = ?', filter.category],
    ['m.reference = ?', filter.reference],
    ['m.id >= uuid_floor(?)', filter.since],
    ['m.id < uuid_floor(?)', filter.until],
    ['m.id < ?::uuid', page.cursor ? readCursor(page.cursor, ['id'])[0] : undefined],
  ];
  const given = wanted.filter(([, value]) => value !== undefined);
  const where = given.length > 0 ? `where ${given.map(([condition]) => condition).join(' and ')}` : '';
  const rows = await em.execute<RawMessage[]>(`select m.* from message m ${where} order by m.id desc limit ?`, [
    ...given.map(([, value]) => value),
    page.limit + 1,
  ]);
  return pageOf(rows, page, (row) => [row.id], withDates);
}

type DateField = 'valid_until' | 'due_at' | 'wake_at' | 'decided_until';
type RawMessage = Omit<Message, DateField> & Record<DateField, string | Date | null>;

/** Raw rows of the entity manager have timestamps as text. */
function withDates(row: RawMessage): Message {
  const date = (value: string | Date | null) => (value === null ? null : new Date(value));
  return {
    ...row,
    valid_until: new Date(row.valid_until as string),
    due_at: date(row.due_at),
    wake_at: date(row.wake_at),
    decided_until: date(row.decided_until),
  };
}
