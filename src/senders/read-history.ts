import type { Reader } from '#src/db/index.ts';
import { SenderTransition } from './records.entity.ts';

/** Every step of a sender from its creation on, oldest first. */
export function readHistory(em: Reader, senderId: string): Promise<SenderTransition[]> {
  return em.find(SenderTransition, { senderId }, { orderBy: { id: 'asc' } });
}
