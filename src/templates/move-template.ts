import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import type { MessageTemplate } from './template.entity.ts';
import { nextTemplateStatus, type TemplateMove, type TemplateStatus } from './template.rules.ts';

/** Moves that owners and webhooks hear of, and by what name. */
const events: Partial<Record<TemplateMove, string>> = {
  submit: 'sender.template.submitted',
  approve: 'sender.template.approved',
  reject: 'sender.template.rejected',
  request_changes: 'sender.template.changes_requested',
  pause: 'sender.template.paused',
  resume: 'sender.template.resumed',
  withdraw: 'sender.template.withdrawn',
};

/** @throws INVALID_TRANSITION with the present status, where the life cycle has no such step */
export function requireTemplateMove(status: TemplateStatus, move: TemplateMove): TemplateStatus {
  const next = nextTemplateStatus(status, move);
  if (next) return next;
  throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: status, move } });
}

/** Moves a template; audit and event are written in the same transaction. @throws INVALID_TRANSITION */
export async function moveTemplate(
  tx: Tx,
  actor: Actor,
  template: MessageTemplate,
  { move, why, at }: { move: TemplateMove; why: string | null; at: Date },
): Promise<void> {
  const from = template.status;
  const to = requireTemplateMove(from, move);
  Object.assign(template, { status: to, updatedAt: at });
  await recordTemplateStep(tx, actor, template, { move, why, at, from, to });
}

/** Writes the audit record of a step, and its event. */
export async function recordTemplateStep(
  tx: Tx,
  actor: Actor,
  template: MessageTemplate,
  step: { move: TemplateMove; why: string | null; at: Date; from: TemplateStatus | null; to: TemplateStatus },
): Promise<void> {
  const { move, why, at, from, to } = step;
  const { id, senderId, organizationId } = template;
  recordAudit(tx, actor, {
    at,
    action: `template.${move}`,
    object: { kind: 'template', id },
    organizationId,
    detail: { senderId, from, to, why },
  });
  await tx.flush();
  const type = events[move];
  if (!type) return;
  const payload = { type, templateId: id, senderId, organizationId };
  await addOutbox(tx, { kind: 'event', payload, key: `event:${type}:${id}:${template.version}` }, at);
}
