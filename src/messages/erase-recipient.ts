import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import type { Actor } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import { messageKey } from '#src/smpp/index.ts';
import { messageEvent } from './message-writers.ts';
import { type MessageStatus, statusesBefore } from './status.rules.ts';
import { timelineEntry } from './timeline.ts';

/** Kind of outbox work that erases messages which were in a worker's hands: payload `{messageIds}`. */
export const ERASE_JOB = 'message.erase';
/** By then a worker has heard from the SMSC or has given its claim up. */
const IN_HAND_MS = 2 * 60_000;

/** How many messages lost their text and recipient, and how many of them had not gone out and were cancelled. */
export interface ErasedMessages {
  erased: number;
  cancelled: number;
}

interface Row {
  id: string;
  organization_id: string | null;
  status: MessageStatus;
  smsc_ids: { id: string }[];
}

const COLUMNS = 'id, organization_id, status, smsc_ids';

/**
 * Erases what messages say of a recipient (E.164): number, text and variables. What has not gone out is cancelled:
 * nobody is written to after asking to be forgotten, and without its text a message could not be sent. What a worker is
 * handing over at this instant keeps its row until the outcome is known; a job then erases it.
 */
export async function eraseRecipient(tx: Tx, actor: Actor, msisdn: string, at: Date): Promise<ErasedMessages> {
  await tx.execute('delete from unmatched_receipt where recipient = ?', [msisdn]);
  const rows = await tx.execute<Row[]>(`select ${COLUMNS} from message where recipient = ? for update`, [msisdn]);
  const inHand = rows.filter(({ status }) => status === 'submitting' || status === 'uncertain').map(({ id }) => id);
  if (inHand.length > 0) {
    const notBefore = new Date(at.getTime() + IN_HAND_MS);
    await addOutbox(tx, { kind: ERASE_JOB, payload: { messageIds: inHand }, notBefore }, at);
  }
  return erase(tx, actor, rows, at);
}

/** Does the rest of `eraseRecipient`; returns how many are still in a worker's hands. */
export async function eraseMessages(tx: Tx, actor: Actor, ids: readonly string[], at: Date): Promise<number> {
  const rows = await tx.execute<Row[]>(
    `select ${COLUMNS} from message where id in (select i::uuid from jsonb_array_elements_text(?::jsonb) i) for update`,
    [JSON.stringify(ids)],
  );
  await erase(tx, actor, rows, at);
  return rows.filter(({ status }) => status === 'submitting').length;
}

const cancellable: readonly MessageStatus[] = statusesBefore('cancel');

async function erase(tx: Tx, actor: Actor, rows: readonly Row[], at: Date): Promise<ErasedMessages> {
  const open = rows.filter(({ status }) => status !== 'submitting');
  const waiting = open.filter(({ status }) => cancellable.includes(status));
  await blank(tx, open);
  const entry = timelineEntry('cancelled', at, { why: 'the recipient was erased' });
  await tx.execute(
    `update message set status = 'cancelled', due_at = null, wake_at = null, timeline = timeline || ?::jsonb
     where id in (select i::uuid from jsonb_array_elements_text(?::jsonb) i)`,
    [JSON.stringify(entry), idsOf(waiting)],
  );
  for (const message of waiting) {
    const { id, organization_id: organizationId } = message;
    recordAudit(tx, actor, { at, action: 'message.cancel', object: { kind: 'message', id }, organizationId });
    await addOutbox(tx, { kind: 'event', ...messageEvent('message.cancelled', message) }, at);
  }
  return { erased: open.length, cancelled: waiting.length };
}

/** Receipts that are still to come find their message by the SMSC's id and the route alone. */
async function blank(tx: Tx, rows: readonly Row[]): Promise<void> {
  await tx.execute(
    `update message set recipient = '', text = '', variables = null
     where id in (select i::uuid from jsonb_array_elements_text(?::jsonb) i)`,
    [idsOf(rows)],
  );
  const parts = rows.flatMap(({ id, smsc_ids }) =>
    smsc_ids.flatMap((part) => keysOf(part.id).map((key) => ({ id, key }))),
  );
  await tx.execute(
    `update message_part p set recipient = '' from jsonb_to_recordset(?::jsonb) as r(id uuid, key text)
     where p.smsc_key = r.key and p.message_id = r.id`,
    [JSON.stringify(parts)],
  );
}

/** The forms in which an SMSC's id may be kept: as it is and, where its route translates, from hexadecimal. */
const keysOf = (id: string): string[] => [...new Set([messageKey(id, 'same'), messageKey(id, 'hex')])];

const idsOf = (rows: readonly Row[]): string => JSON.stringify(rows.map(({ id }) => id));
