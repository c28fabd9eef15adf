import type { Tx } from '#src/db/index.ts';

/** Notes that a sender was used on a day (UTC); an older day does not replace a newer one. */
export async function recordUse(tx: Tx, senderId: string, at: Date): Promise<void> {
  await tx.execute(
    `insert into sender_use (sender_id, last_used_on) values (?, ?::date)
     on conflict (sender_id) do update set last_used_on = greatest(sender_use.last_used_on, excluded.last_used_on)`,
    [senderId, at.toISOString().slice(0, 10)],
  );
}
