import type { House } from '#src/house.ts';
import { toDate } from '#src/kernel/index.ts';
import { claimMail, MailRefused, MailUncertain, settleMail } from '#src/mail/index.ts';
import { addOutbox, GiveUp, type OutboxHandler, type OutboxJob } from '#src/queue/index.ts';
import { invitationMail, passwordResetMail, webhookDisabledMail } from './account-mails.ts';
import type { AddressedMail } from './addressed-mail.ts';
import { isMailed, senderMail } from './sender-mails.ts';

/** What mails are written from and sent with. */
export type MailHouse = Pick<House, 'db' | 'clock' | 'config' | 'secrets' | 'registry' | 'mailer'>;

/** At an hour between tries, some three days: who has not read it by then is told by the site. */
const MOST_TRIES = 80;

/** Handlers of the outbox kinds that end in a mail. */
export function mailHandlers(house: MailHouse): Record<string, OutboxHandler> {
  const handle = (write: (payload: OutboxJob['payload']) => Promise<AddressedMail | null>) => (job: OutboxJob) =>
    sendOnce(house, job, write);
  return {
    'mail.sender': handle((payload) => senderMail(house, payload)),
    'mail.invitation': handle((payload) => invitationMail(house, payload)),
    'mail.password_reset': handle((payload) => passwordResetMail(house, payload)),
    'mail.webhook_disabled': handle((payload) => webhookDisabledMail(house, payload)),
  };
}

/** Owes the mail of an event, if it is one that is told by mail; a row of its own, so that it is retried alone. */
export async function oweMail({ db, clock }: Pick<House, 'db' | 'clock'>, event: OutboxJob): Promise<void> {
  if (!isMailed(event.payload.type)) return;
  const mail = { kind: 'mail.sender', payload: { ...event.payload }, key: `mail:${event.key ?? event.id}` };
  await db.transact((tx) => addOutbox(tx, mail, toDate(clock.now())));
}

/**
 * Sends the mail of a job, never twice: each try is claimed by the event's key before the server is asked, and a try
 * whose end nobody knows (the connection or this process died) is the last.
 */
async function sendOnce(
  { db, clock, mailer }: MailHouse,
  job: OutboxJob,
  write: (payload: OutboxJob['payload']) => Promise<AddressedMail | null>,
): Promise<void> {
  const mail = await write(job.payload);
  if (!mail) return;
  const now = () => toDate(clock.now());
  const key = `${job.kind} ${job.key ?? job.id}`;
  const claim = await claimMail(db.pool, key, now());
  if (claim === 'busy') throw new Error('another worker is at this mail');
  if (claim === 'over') return;
  try {
    const { messageId } = await mailer.send({ ...mail, key, at: now() });
    await settleMail(db.pool, key, { status: 'sent', messageId }, now());
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    const status = error instanceof MailRefused ? 'refused' : error instanceof MailUncertain ? 'uncertain' : 'failed';
    await settleMail(db.pool, key, { status, error: name }, now());
    if (error instanceof MailRefused) throw new GiveUp(`refused (${error.reply ?? 'no address'})`);
    if (error instanceof MailUncertain) throw new GiveUp('may have arrived');
    throw job.tries >= MOST_TRIES ? new GiveUp('no server took it') : error;
  }
}
