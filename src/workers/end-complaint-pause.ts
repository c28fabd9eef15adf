import { endPause } from '#src/complaints/index.ts';
import type { House } from '#src/house.ts';
import { toDate } from '#src/kernel/index.ts';

/**
 * Lets a sender go on whose pause for complaints has run its time (outbox kind `complaint.pause_ends`, payload
 * `{pauseId}`, due when it ends); run twice it acts once.
 */
export async function endComplaintPause(
  { db, clock }: Pick<House, 'db' | 'clock'>,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  await db.transact((tx) => endPause(tx, String(payload.pauseId), 'the pause has run its time', toDate(clock.now())));
}
