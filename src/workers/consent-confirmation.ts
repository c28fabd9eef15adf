import { getOrganization } from '#src/accounts/index.ts';
import { codeMessage, confirmationCode } from '#src/consent/index.ts';
import type { House } from '#src/house.ts';
import { systemActor, toDate } from '#src/kernel/index.ts';
import { sendSystemMessage } from '#src/messages/index.ts';
import { activeSender } from './acknowledge-mo.ts';

/**
 * Sends the code of a confirmation (outbox kind `consent.confirmation`, payload `{confirmationId}`), once, in the
 * language of the organization whose line sends it. A line that is no longer active sends nothing: the code expires.
 */
export async function sendConfirmationCode(
  { db, clock, secrets, transport }: Pick<House, 'db' | 'clock' | 'secrets' | 'transport'>,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const at = toDate(clock.now());
  await db.transact(async (tx) => {
    const code = (id: string) => confirmationCode(secrets.codeKey, id);
    const message = await codeMessage(tx, String(payload.confirmationId), code, at);
    const sender = message && (await activeSender(tx, message.senderId));
    if (!message || !sender) return;
    const { locale } = await getOrganization(tx, systemActor, sender.organizationId);
    const { msisdn, text, expiresAt } = message;
    const validMs = expiresAt.getTime() - at.getTime();
    const sent = { cause: message.id, kind: 'consent.confirmation', sender, msisdn, text: text[locale], validMs };
    await sendSystemMessage(tx, sent, secrets.sealKey, at);
  });
  transport.doorbell.ring();
}
