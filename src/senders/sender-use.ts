import type pg from 'pg';
import type { Tx } from '#src/db/index.ts';

/** Notes that senders are used, to the day: what tells a dormant sender from a quiet one. */
export interface UseRecorder {
  /** Cheap enough for every decision: a sender is written once a day by each process. */
  note(senderId: string, at: Date): void;
  /** Waits until everything noted is written. */
  drain(): Promise<void>;
}

/** Makes a recorder; what a lost connection loses is noted again by the next use. */
export function createUseRecorder(pool: pg.Pool): UseRecorder {
  let today = '';
  const seen = new Set<string>();
  let waiting = new Set<string>();
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    while (waiting.size > 0) {
      const ids = [...waiting];
      waiting = new Set();
      await recordUse(pool, ids, today).catch(() => {
        for (const id of ids) seen.delete(id);
      });
    }
    writing = null;
  }

  return {
    note(senderId, at) {
      const day = at.toISOString().slice(0, 10);
      if (day !== today) {
        today = day;
        seen.clear();
      }
      if (seen.has(senderId)) return;
      seen.add(senderId);
      waiting.add(senderId);
      writing ??= Promise.resolve().then(write);
    },
    async drain() {
      while (writing) await writing;
    },
  };
}

/** Writes that senders were used on a day (UTC, `YYYY-MM-DD`). */
export async function recordUse(pool: pg.Pool, senderIds: readonly string[], day: string): Promise<void> {
  await pool.query({
    name: 'sender-use',
    text: `insert into sender_use (sender_id, last_used_on) select distinct id, $2::date from unnest($1::uuid[]) as id
           on conflict (sender_id) do update set last_used_on = excluded.last_used_on
           where sender_use.last_used_on < excluded.last_used_on`,
    values: [senderIds, day],
  });
}

/** Starts the count anew: a sender that has just become active is not dormant. */
export async function resetUse(tx: Tx, senderId: string, at: Date): Promise<void> {
  await tx.execute(
    `insert into sender_use (sender_id, last_used_on) values (?, ?::date)
     on conflict (sender_id) do update set last_used_on = excluded.last_used_on`,
    [senderId, at.toISOString().slice(0, 10)],
  );
}
