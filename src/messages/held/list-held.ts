import type { Reader } from '#src/db/index.ts';
import { readDecisions, type StoredDecision } from '#src/gate/index.ts';
import { type Actor, type Page, type PageRequest, pageOf, readCursor } from '#src/kernel/index.ts';
import type { Message } from '../get-message.ts';
import { messagesById } from '../get-message.ts';

/** A message that waits for a person, with the decision that holds it. */
export interface HeldMessage {
  message: Message;
  decision: StoredDecision | null;
  organizationName: string | null;
}

/** Lists held messages, the oldest first; somebody bound to an organization sees that organization's. */
export async function listHeld(
  em: Reader,
  actor: Actor,
  { organizationId, ...page }: PageRequest & { organizationId?: string | undefined },
): Promise<Page<HeldMessage>> {
  if (actor.organizationId && organizationId && organizationId !== actor.organizationId)
    return { items: [], nextCursor: null };
  const whose = actor.organizationId ?? organizationId ?? null;
  const after = page.cursor ? readCursor(page.cursor, ['id'])[0] : null;
  const rows = await em.execute<{ message_id: string; legal_name: string | null }[]>(
    `select h.message_id, o.legal_name from held_message h left join organization o on o.id = h.organization_id
     where (?::uuid is null or h.organization_id = ?::uuid) and (?::uuid is null or h.message_id > ?::uuid)
     order by h.message_id limit ?`,
    [whose, whose, after, after, page.limit + 1],
  );
  const shown = rows.slice(0, page.limit).map(({ message_id }) => message_id);
  const messages = await messagesById(em, shown);
  const decisions = await readDecisions(
    em,
    [...messages.values()].flatMap(({ decision_id }) => decision_id ?? []),
  );
  const listed = pageOf(
    rows,
    page,
    (row) => [row.message_id],
    (row) => row,
  );
  const items = listed.items.flatMap(({ message_id, legal_name }) => {
    const message = messages.get(message_id);
    // Decided between the two statements.
    if (message?.status !== 'held') return [];
    return [{ message, decision: decisions.get(message.decision_id ?? '') ?? null, organizationName: legal_name }];
  });
  return { items, nextCursor: listed.nextCursor };
}
