import { findMoContext, findMoToAcknowledge, receiveMo } from '#src/consent/index.ts';
import type { Tx } from '#src/db/index.ts';
import type { House } from '#src/house.ts';
import { AppError, systemActor, toDate } from '#src/kernel/index.ts';
import { sendSystemMessage } from '#src/messages/index.ts';
import { durationMs } from '#src/policy/index.ts';
import { getSender, loadSenderByKey, type SenderSnapshot } from '#src/senders/index.ts';
import type { MoMessage } from '#src/smpp/index.ts';
import { parseMsisdn } from '#src/text/index.ts';

/** Where the pack does not say within what time an opt-out is acknowledged. */
const ACKNOWLEDGE_MS = 3_600_000;

/**
 * Takes a message that came over SMPP: its effect is durable when this resolves, and only then is the SMSC answered.
 * What has no mobile number for a sender can have no effect; refusing it would only bring it back.
 */
export async function takeMo(
  { db, rulebook, log }: Pick<House, 'db' | 'rulebook' | 'log'>,
  { from, to, text }: MoMessage,
  at: Date,
): Promise<void> {
  try {
    await db.transact(async (tx) => {
      const context = await findMoContext(tx, rulebook.choose, { from, to, text });
      await receiveMo(tx, { from, to, text }, context, at);
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'INVALID_INPUT') throw error;
    log.warn({}, 'a message from what is no mobile number was passed over');
  }
}

/**
 * Answers a subscriber's keyword with the text that the pack names (outbox kind `consent.acknowledge`, payload
 * `{moId}`), once, even though the subscriber has just opted out. A line that is no longer active does not answer.
 */
export async function acknowledgeMo(
  { db, clock, rulebook, secrets, transport }: Pick<House, 'db' | 'clock' | 'rulebook' | 'secrets' | 'transport'>,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const at = toDate(clock.now());
  await db.transact(async (tx) => {
    const mo = await findMoToAcknowledge(tx, String(payload.moId));
    const sender = mo && (await activeSender(tx, mo.senderId));
    if (!mo || !sender || mo.effect === 'none' || mo.effect === 'unclear') return;
    const { acknowledgements, optOut } = rulebook.choose(countryOf(mo.msisdn)).source;
    const text = acknowledgements[mo.effect]?.[mo.language];
    if (!text) return;
    const validMs = optOut ? durationMs(optOut.acknowledgeWithin) : ACKNOWLEDGE_MS;
    const message = { cause: mo.id, kind: 'consent.acknowledge', sender, msisdn: mo.msisdn, text, validMs };
    await sendSystemMessage(tx, message, secrets.sealKey, at);
  });
  transport.doorbell.ring();
}

/** The sender as the gate sees it, while it may be used at all. */
export async function activeSender(tx: Tx, senderId: string): Promise<SenderSnapshot | null> {
  const { key } = await getSender(tx, systemActor, senderId);
  const sender = await loadSenderByKey(tx, key);
  return sender?.active && !sender.organizationSuspended ? sender : null;
}

function countryOf(msisdn: string): string {
  const parsed = parseMsisdn(msisdn);
  return parsed.ok ? (parsed.country ?? '') : '';
}
