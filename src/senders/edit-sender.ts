import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError, invalidInput } from '#src/kernel/index.ts';
import type { SenderApplication, SenderContent } from './application.entity.ts';
import { checkContent } from './check-content.ts';
import { contentOf } from './content.ts';
import { createApplication } from './create-sender.ts';
import { latestApplication, lockSender, openApplication } from './find-sender.ts';
import { recordStep } from './move-sender.ts';
import type { Registry } from './registry.ts';
import type { Sender } from './sender.entity.ts';
import { editableStatuses, inForceStatuses } from './sender.rules.ts';

/** A change of what is declared; what is left out stays. `version`: what the editor last saw of the sender. */
export interface SenderPatch {
  content: Partial<SenderContent>;
  version?: number | undefined;
}

/**
 * Edits the application that is being written. Of a sender in force a new version is opened, which is reviewed while
 * the old one stays.
 * @throws CONFLICT with the present state when someone else changed it meanwhile, INVALID_TRANSITION while in review
 */
export async function editSender(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  id: string,
  patch: SenderPatch,
  at: Date,
): Promise<{ sender: Sender; application: SenderApplication }> {
  const sender = await lockSender(tx, actor, id);
  const open = await openApplication(tx, id);
  requireVersion(sender, open, patch.version);
  const faults = checkContent(registry, patch.content);
  if (faults.length > 0) throw invalidInput(faults);
  const application = open ?? (await openVersion(tx, actor, sender, at));
  if (!editableStatuses.includes(application.status)) {
    throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: application.status, move: 'edit' } });
  }
  application.content = { ...application.content, ...patch.content };
  sender.updatedAt = at;
  if (application.number === 1) Object.assign(sender, patch.content);
  recordAudit(tx, actor, {
    at,
    action: 'sender.edit',
    object: { kind: 'sender', id },
    organizationId: sender.organizationId,
    detail: { applicationNumber: application.number, changed: Object.keys(patch.content) },
  });
  await tx.flush();
  return { sender, application };
}

/**
 * Opens a new version of a sender in force, a copy of what is in force. @throws INVALID_TRANSITION when one is open
 * already or the sender has not been approved
 */
export async function renewSender(
  tx: Tx,
  actor: Actor,
  id: string,
  at: Date,
): Promise<{ sender: Sender; application: SenderApplication }> {
  const sender = await lockSender(tx, actor, id);
  const open = await openApplication(tx, id);
  if (open) throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: open.status, move: 'renew' } });
  const application = await openVersion(tx, actor, sender, at);
  return { sender, application };
}

async function openVersion(tx: Tx, actor: Actor, sender: Sender, at: Date): Promise<SenderApplication> {
  if (!inForceStatuses.includes(sender.status)) {
    throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: sender.status, move: 'renew' } });
  }
  const number = (await latestApplication(tx, sender.id)).number + 1;
  const application = createApplication(tx, sender.id, number, contentOf(sender), at);
  await tx.flush();
  await recordStep(tx, actor, sender, number, { move: 'create', why: null, at, from: null, to: 'draft' });
  return application;
}

function requireVersion(sender: Sender, open: SenderApplication | null, seen: number | undefined): void {
  if (seen === undefined || seen === sender.version) return;
  const { requestedOperators: operators, ...content } = open?.content ?? contentOf(sender);
  throw new AppError('CONFLICT', {
    extra: { currentVersion: sender.version, currentStatus: sender.status, current: { ...content, operators } },
  });
}
