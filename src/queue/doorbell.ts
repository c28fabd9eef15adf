import type { Database } from '#src/db/index.ts';

/** Tells workers that there is something to do; a ring that is lost costs a poll's delay and nothing else. */
export interface Doorbell {
  /** Rings after a commit; never fails. */
  ring(): void;
  /** Calls `onRing` when it rings in this process, or in another one that has nobody listening. */
  on(onRing: () => void): Promise<void>;
}

/**
 * Makes a doorbell over the NOTIFY channel `channel`. A process with listeners of its own rings them directly: NOTIFY
 * makes commits wait for each other, so it is left to processes without, and there many rings become one.
 */
export function createDoorbell(db: Pick<Database, 'pool' | 'listener'>, channel: string): Doorbell {
  const listeners = new Set<() => void>();
  let ringing = false;
  let again = false;

  async function notify(): Promise<void> {
    ringing = true;
    do {
      again = false;
      await db.pool.query('select pg_notify($1, $2)', [channel, '']).catch(() => undefined);
    } while (again);
    ringing = false;
  }

  return {
    ring() {
      if (listeners.size > 0) for (const listener of listeners) setImmediate(listener);
      else if (ringing) again = true;
      else void notify();
    },
    async on(onRing) {
      listeners.add(onRing);
      await db.listener.on(channel, onRing);
    },
  };
}
