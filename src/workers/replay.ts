import { recordedTraffic } from '#src/gate/index.ts';
import type { House } from '#src/house.ts';
import { toDate } from '#src/kernel/index.ts';
import type { OutboxJob } from '#src/queue/index.ts';
import { carryOnReplay, failReplay } from '#src/rulebook/index.ts';

/** A stretch that failed so often fails for a reason of its own. */
const MOST_TRIES = 5;

/** Carries a replay of recorded traffic on by one stretch of work, which queues the next. */
export async function replayStretch(
  { db, rulebook, clock }: Pick<House, 'db' | 'rulebook' | 'clock'>,
  { payload, tries }: Pick<OutboxJob, 'payload' | 'tries'>,
): Promise<void> {
  const house = { db, rulebook, traffic: recordedTraffic(db.pool), now: () => toDate(clock.now()) };
  const id = String(payload.replayId);
  try {
    await carryOnReplay(house, id);
  } catch (error) {
    if (tries < MOST_TRIES) throw error;
    await failReplay(house, id, 'INTERNAL');
  }
}
