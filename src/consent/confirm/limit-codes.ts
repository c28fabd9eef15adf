import type { Tx } from '#src/db/index.ts';
import { AppError } from '#src/kernel/index.ts';

/** Codes that one number may be sent, whoever asks: a bystander must not be bothered through us. */
const LIMITS = [
  { most: 1, within: 60_000 },
  { most: 5, within: 60 * 60_000 },
  { most: 10, within: 24 * 60 * 60_000 },
];

/** Counts the codes that a number was sent, under a lock on the number. @throws RATE_LIMITED saying after how long */
export async function limitCodes(tx: Tx, msisdn: string, at: Date): Promise<void> {
  await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 3))', [msisdn]);
  const day = Math.max(...LIMITS.map(({ within }) => within));
  const rows = await tx.execute<{ created_at: string }[]>(
    'select created_at from consent_confirmation where msisdn = ? and created_at > ? order by created_at desc',
    [msisdn, new Date(at.getTime() - day)],
  );
  const sent = rows.map(({ created_at }) => new Date(created_at).getTime());
  for (const { most, within } of LIMITS) {
    // The code that must grow old before another may be sent.
    const blocking = sent[most - 1];
    if (blocking === undefined || blocking <= at.getTime() - within) continue;
    const retryAfterSeconds = Math.ceil((blocking + within - at.getTime()) / 1000);
    throw new AppError('RATE_LIMITED', { extra: { retryAfterSeconds } });
  }
}
