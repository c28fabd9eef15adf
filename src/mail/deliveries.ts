import type { Pool } from 'pg';

/** How far a mail has come; `uncertain`: it may have arrived, so it is not sent again. */
export type DeliveryStatus = 'sending' | 'sent' | 'failed' | 'refused' | 'uncertain';

/** Longer than any try takes: whoever began it has died, and whether the mail arrived nobody knows. */
const TRY_MS = 120_000;

/**
 * Claims one try of a mail by the key of its event. `mine`: send it; `over`: it was sent, refused or may have been
 * sent; `busy`: another worker is at it.
 */
export async function claimMail(pool: Pool, key: string, at: Date): Promise<'mine' | 'over' | 'busy'> {
  const claimed = await pool.query({
    name: 'mail-claim',
    text: `insert into mail_delivery (key, status, tries, claimed_at) values ($1, 'sending', 1, $2)
           on conflict (key) do update set status = 'sending', tries = mail_delivery.tries + 1, claimed_at = $2
             where mail_delivery.status = 'failed'
           returning key`,
    values: [key, at],
  });
  if (claimed.rowCount === 1) return 'mine';
  const lost = await pool.query({
    name: 'mail-lost',
    text: `update mail_delivery set status = 'uncertain', settled_at = $2
           where key = $1 and status = 'sending' and claimed_at < $3`,
    values: [key, at, new Date(at.getTime() - TRY_MS)],
  });
  if (lost.rowCount === 1) return 'over';
  const { rows } = await pool.query<{ status: DeliveryStatus }>({
    name: 'mail-look',
    text: 'select status from mail_delivery where key = $1',
    values: [key],
  });
  return rows[0]?.status === 'sending' || rows[0]?.status === 'failed' ? 'busy' : 'over';
}

/** Forgets the mails whose last try began before an instant: their events are long past being told again. */
export async function forgetMails(pool: Pool, before: Date): Promise<number> {
  const { rowCount } = await pool.query('delete from mail_delivery where claimed_at < $1', [before]);
  return rowCount ?? 0;
}

/** Records how a try ended; `error` is a name and never an address. */
export async function settleMail(
  pool: Pool,
  key: string,
  {
    status,
    messageId = null,
    error = null,
  }: { status: DeliveryStatus; messageId?: string | null; error?: string | null },
  at: Date,
): Promise<void> {
  await pool.query({
    name: 'mail-settle',
    text: `update mail_delivery set status = $2, message_id = $3, last_error = $4, settled_at = $5 where key = $1`,
    values: [key, status, messageId, error, at],
  });
}
