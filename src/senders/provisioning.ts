import { recordAudit } from '#src/audit/index.ts';
import type { Reader, Tx } from '#src/db/index.ts';
import { type Actor, AppError, fault, invalidInput, newId } from '#src/kernel/index.ts';
import { latestApplication, lockSender } from './find-sender.ts';
import { addEvent, moveSender } from './move-sender.ts';
import { type ProvisioningStatus, SenderOperator } from './records.entity.ts';
import type { Registry } from './registry.ts';
import type { LineClass, Sender } from './sender.entity.ts';
import { inForceStatuses } from './sender.rules.ts';
import { recordUse } from './sender-use.ts';

/** What an operator answered. */
export interface ProvisioningInput {
  status: ProvisioningStatus;
  lineClass?: LineClass | undefined;
  reference?: string | undefined;
  note?: string | undefined;
}

/** Opens a record for each operator that has none yet; records of earlier versions stay as they are. */
export async function openProvisioning(tx: Tx, sender: Sender, operators: readonly string[], at: Date): Promise<void> {
  const known = new Set((await operatorsOfSender(tx, sender.id)).map(({ operator }) => operator));
  for (const operator of operators) if (!known.has(operator)) createRecord(tx, sender, operator, at);
  await tx.flush();
}

/** The provisioning records of a sender, by operator. */
export function operatorsOfSender(em: Reader, senderId: string): Promise<SenderOperator[]> {
  return em.find(SenderOperator, { senderId }, { orderBy: { operator: 'asc' } });
}

/**
 * Records what an operator answered; the sender becomes active with the first operator that carries it.
 * @throws INVALID_TRANSITION before the approval, INVALID_INPUT for an unknown operator
 */
export async function setOperator(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  id: string,
  operator: string,
  input: ProvisioningInput,
  at: Date,
): Promise<{ sender: Sender; record: SenderOperator }> {
  const sender = await lockSender(tx, actor, id);
  if (!registry.operators.has(operator)) {
    throw invalidInput([fault('operator', 'unknown', 'there is no such operator', 'چنین اپراتوری نیست')]);
  }
  if (!inForceStatuses.includes(sender.status)) {
    throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: sender.status, move: 'set_operator' } });
  }
  const record =
    (await tx.findOne(SenderOperator, { senderId: id, operator })) ?? createRecord(tx, sender, operator, at);
  const before = record.status;
  Object.assign(record, {
    status: input.status,
    lineClass: input.lineClass ?? record.lineClass,
    reference: input.reference ?? record.reference,
    note: input.note ?? record.note,
    changedAt: at,
  });
  recordAudit(tx, actor, {
    at,
    action: 'sender.set_operator',
    object: { kind: 'sender', id },
    organizationId: sender.organizationId,
    detail: { operator, from: before, to: input.status, lineClass: record.lineClass },
  });
  await tx.flush();
  if (before !== input.status) {
    const occasion = `${record.id}:${record.version}`;
    await addEvent(tx, sender, `sender.operator_${input.status}`, occasion, at, { operator });
  }
  await activateIfCarried(tx, actor, sender, (await latestApplication(tx, id)).number, at);
  return { sender, record };
}

/** Makes an approved sender active once an operator carries it. */
export async function activateIfCarried(
  tx: Tx,
  actor: Actor,
  sender: Sender,
  applicationNumber: number,
  at: Date,
): Promise<void> {
  if (sender.status !== 'approved') return;
  const carried = await tx.count(SenderOperator, { senderId: sender.id, status: 'active' });
  if (carried === 0) return;
  await recordUse(tx, sender.id, at);
  await moveSender(tx, actor, sender, applicationNumber, { move: 'activate', why: null, at });
}

function createRecord(tx: Tx, sender: Sender, operator: string, at: Date): SenderOperator {
  return tx.create(SenderOperator, {
    id: newId(),
    senderId: sender.id,
    operator,
    status: 'pending',
    lineClass: sender.lineClass,
    reference: null,
    note: null,
    openedAt: at,
    changedAt: at,
  });
}
