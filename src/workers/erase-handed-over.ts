import type { House } from '#src/house.ts';
import { systemActor, toDate } from '#src/kernel/index.ts';
import { eraseMessages } from '#src/messages/index.ts';

/** Erases messages of an erased person that were in a worker's hands then. @throws while one still is: it is tried again */
export async function eraseHandedOver(
  { db, clock }: Pick<House, 'db' | 'clock'>,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const ids = (payload.messageIds as unknown[]).map(String);
  const inHand = await db.transact((tx) => eraseMessages(tx, systemActor, ids, toDate(clock.now())));
  if (inHand > 0) throw new Error('a message is still being handed over');
}
