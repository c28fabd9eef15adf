import { lastDecisionAt } from '#src/gate/index.ts';
import type { House } from '#src/house.ts';
import { toDate } from '#src/kernel/index.ts';
import { type Due, findDue, recordUse, settleDue } from '#src/senders/index.ts';

/** How often the calendar is looked at; nothing in it is finer than a day. */
export const SENDER_SWEEP_MS = 60_000;
const MOST_ROUNDS = 1000;

/**
 * Does what the calendar asks of senders: reminders, expiry, dormancy, lapsed proofs and drafts. Any number of nodes
 * may do it at once: each thing is done by the one that locks its sender first. Answers how many things were done.
 */
export async function sweepSenders({
  db,
  clock,
  registry,
  log,
}: Pick<House, 'db' | 'clock' | 'registry' | 'log'>): Promise<number> {
  let done = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const at = toDate(clock.now());
    const before = done;
    for (const due of await findDue(db.reader(), registry, at)) {
      if (!(await settle({ db, registry }, due, at))) continue;
      done++;
      log.info({ senderId: due.senderId, due: due.kind }, 'sender sweep');
    }
    if (done === before) break;
  }
  return done;
}

async function settle({ db, registry }: Pick<House, 'db' | 'registry'>, due: Due, at: Date): Promise<boolean> {
  const used = due.kind === 'suspend_dormant' ? await usedSince(db, due) : null;
  return db.transact(async (tx) => {
    if (!used) return settleDue(tx, registry, due, at);
    await recordUse(tx, due.senderId, used);
    return false;
  });
}

/** Use is not written with every message: it is looked up here, once per sender and period. */
const usedSince = (db: House['db'], { senderId: id, organizationId, since }: Extract<Due, { since: Date }>) =>
  lastDecisionAt(db.pool, { id, organizationId }, since);

/** Sweeps now and then every minute until it is stopped; a failed sweep is tried again with the next. */
export function startSenderSweep(house: Pick<House, 'db' | 'clock' | 'registry' | 'log'>): { stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  const sweep = () => {
    running ??= sweepSenders(house)
      .then(() => undefined)
      .catch((error: unknown) => {
        house.log.error({ err: error instanceof Error ? error.name : typeof error }, 'sender sweep failed');
      })
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(sweep, SENDER_SWEEP_MS);
  sweep();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
