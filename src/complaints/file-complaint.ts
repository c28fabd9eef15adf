import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError, type FindFaults, fault, invalidInput, newId } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import { loadSenderByKey, type SenderSnapshot } from '#src/senders/index.ts';
import { parseMsisdn, parseSenderAddress, senderKey } from '#src/text/index.ts';
import { candidatesFor } from './candidates.ts';
import { Complaint } from './complaint.entity.ts';
import { findMessage } from './match.rules.ts';
import { type ComplaintRules, pauseIfTooMany } from './pause-complained.ts';

/** A complaint as it comes in. */
export interface ComplaintInput {
  /** Who complains; any form of a mobile number. */
  msisdn: string;
  /** Whom about; any form of an address, registered or not. */
  sender: string;
  receivedAt: Date;
  text: string;
  reference: string | null;
}

/** Chooses the rules that a country's pack has for complaints; null: it has none. */
export type ChooseComplaintRules = (country: string) => ComplaintRules | null;

/** How far clocks of others may run ahead. */
const SKEW_MS = 5 * 60_000;

/**
 * Takes a complaint in: finds the message that it is about, and pauses its sender once the pack has enough of them. A
 * complaint that comes again with the same number of the regulator is the same complaint.
 * @throws INVALID_INPUT, NOT_FOUND for a business that complains about another's sender
 */
export async function fileComplaint(
  tx: Tx,
  actor: Actor,
  input: ComplaintInput,
  chooseRules: ChooseComplaintRules,
  at: Date,
): Promise<{ complaint: Complaint; isNew: boolean }> {
  const { msisdn, country } = readNumber(input, at);
  const known = input.reference === null ? null : await byReference(tx, actor, input.reference);
  if (known) return { complaint: known, isNew: false };
  const sender = await loadSenderByKey(tx, senderKey(input.sender));
  if (actor.organizationId && sender?.organizationId !== actor.organizationId) throw new AppError('NOT_FOUND');
  const found = sender
    ? findMessage(input, await candidatesFor(tx, { senderId: sender.id, msisdn, receivedAt: input.receivedAt }))
    : null;
  const complaint = tx.create(Complaint, {
    id: newId(),
    organizationId: sender?.organizationId ?? null,
    senderId: sender?.id ?? null,
    address: addressOf(input.sender, sender),
    msisdn,
    text: input.text,
    receivedAt: input.receivedAt,
    reference: input.reference,
    messageId: found?.messageId ?? null,
    decisionId: found?.decisionId ?? null,
    matchedBy: found?.matchedBy ?? null,
    status: 'open',
    answer: null,
    answeredAt: null,
    resolution: null,
    resolvedBy: null,
    resolvedAt: null,
    pauseId: null,
    createdBy: actor.name,
    createdAt: at,
  });
  await recordComplaintStep(tx, actor, complaint, 'received', at);
  const rules = chooseRules(country);
  if (sender && rules) {
    const pause = await pauseIfTooMany(tx, rules, sender.id, at);
    if (pause) await tx.refresh(complaint);
  }
  return { complaint, isNew: true };
}

/** Writes the audit record of a step, and its event; neither holds the number or the words. */
export async function recordComplaintStep(
  tx: Tx,
  actor: Actor,
  complaint: Complaint,
  step: 'received' | 'answered' | 'upheld' | 'dismissed',
  at: Date,
): Promise<void> {
  const { id, organizationId = null, senderId = null, messageId = null } = complaint;
  recordAudit(tx, actor, {
    at,
    action: `complaint.${step}`,
    object: { kind: 'complaint', id },
    organizationId,
    detail: { senderId, messageId, status: complaint.status },
  });
  await tx.flush();
  const payload = { type: `complaint.${step}`, complaintId: id, senderId, organizationId, messageId };
  await addOutbox(tx, { kind: 'event', payload, key: `event:complaint.${step}:${id}` }, at);
}

/** The number of a complaint where it is none. */
export const complaintFaults: FindFaults = ({ msisdn }) => {
  const parsed = typeof msisdn === 'string' ? parseMsisdn(msisdn) : null;
  if (!parsed || parsed.ok) return [];
  return [fault('msisdn', parsed.reason, 'this is not a telephone number', 'این شمارهٔ تلفن نیست')];
};

function readNumber({ msisdn, receivedAt }: ComplaintInput, at: Date): { msisdn: string; country: string } {
  const parsed = parseMsisdn(msisdn);
  const faults = [...complaintFaults({ msisdn })];
  if (receivedAt.getTime() > at.getTime() + SKEW_MS)
    faults.push(fault('receivedAt', 'future', 'this is in the future', 'این زمان در آینده است'));
  if (!parsed.ok || faults.length > 0) throw invalidInput(faults);
  return { msisdn: parsed.e164, country: parsed.country ?? '' };
}

/** @throws INVALID_INPUT where the number is taken by a complaint that the actor may not see */
async function byReference(tx: Tx, actor: Actor, reference: string): Promise<Complaint | null> {
  await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 11))', [reference]);
  const known = await tx.findOne(Complaint, { reference });
  if (!known || !actor.organizationId || known.organizationId === actor.organizationId) return known;
  throw invalidInput([fault('reference', 'taken', 'this number is taken', 'این شماره پیش‌تر ثبت شده است')]);
}

function addressOf(written: string, sender: SenderSnapshot | null): string {
  if (sender) return sender.address;
  const parsed = parseSenderAddress(written);
  return parsed.ok ? parsed.sender.address : senderKey(written);
}
