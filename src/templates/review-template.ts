import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError, fault, invalidInput } from '#src/kernel/index.ts';
import { type Finding, type Registry, verdictFaults } from '#src/senders/index.ts';
import { lockTemplate } from './find-template.ts';
import { moveTemplate, requireTemplateMove } from './move-template.ts';
import type { MessageTemplate } from './template.entity.ts';

/** What a reviewer decides on a template. */
export interface TemplateReview {
  decision: 'approve' | 'reject' | 'request_changes';
  note: string;
  findings: Finding[];
}

const CLAIM_MS = 30 * 60_000;

/** Takes a template into review for 30 minutes; again extends it. @throws INVALID_TRANSITION, ALREADY_CLAIMED, SELF_REVIEW */
export async function claimTemplate(tx: Tx, actor: Actor, id: string, at: Date): Promise<MessageTemplate> {
  const template = await lockTemplate(tx, actor, id);
  requireTemplateMove(template.status, 'claim');
  refuseOwn(actor, template);
  refuseHeld(actor, template, at);
  const again = template.status === 'in_review' && template.claimedBy === nameOf(actor);
  Object.assign(template, {
    claimedBy: nameOf(actor),
    claimedByName: actor.name,
    claimedUntil: new Date(at.getTime() + CLAIM_MS),
  });
  if (again) await tx.flush();
  else await moveTemplate(tx, actor, template, { move: 'claim', why: null, at });
  return template;
}

/** Puts a template back into the queue. @throws INVALID_TRANSITION, ALREADY_CLAIMED */
export async function releaseTemplate(tx: Tx, actor: Actor, id: string, at: Date): Promise<MessageTemplate> {
  const template = await lockTemplate(tx, actor, id);
  requireTemplateMove(template.status, 'release');
  if (actor.role !== 'admin') refuseHeld(actor, template, at);
  unclaim(template);
  await moveTemplate(tx, actor, template, { move: 'release', why: null, at });
  return template;
}

/** Decides on a template. @throws INVALID_TRANSITION, ALREADY_CLAIMED while another holds it, SELF_REVIEW, INVALID_INPUT */
export async function reviewTemplate(
  tx: Tx,
  { findings: catalogue }: Pick<Registry, 'findings'>,
  actor: Actor,
  id: string,
  review: TemplateReview,
  at: Date,
): Promise<MessageTemplate> {
  const template = await lockTemplate(tx, actor, id);
  const { decision, note, findings } = review;
  requireTemplateMove(template.status, decision);
  refuseOwn(actor, template);
  refuseHeld(actor, template, at);
  const unknown = findings.flatMap(({ code }, i) =>
    catalogue.has(code)
      ? []
      : [fault(`findings.${i}.code`, 'unknown', 'there is no such finding', 'چنین یافته‌ای در فهرست نیست')],
  );
  const faults = [...verdictFaults({ ...review }), ...unknown];
  if (faults.length > 0) throw invalidInput(faults);
  Object.assign(template, { note: note || null, findings, decidedAt: at });
  unclaim(template);
  await moveTemplate(tx, actor, template, { move: decision, why: note || null, at });
  return template;
}

/** Keeps an approved template from being used, or lets it be used again. @throws INVALID_TRANSITION */
export async function pauseTemplate(
  tx: Tx,
  actor: Actor,
  id: string,
  { move, why, at }: { move: 'pause' | 'resume'; why: string | null; at: Date },
): Promise<MessageTemplate> {
  const template = await lockTemplate(tx, actor, id);
  template.note = why;
  await moveTemplate(tx, actor, template, { move, why, at });
  return template;
}

const nameOf = (actor: Actor) => actor.id ?? `name:${actor.name}`;

function refuseOwn(actor: Actor, template: MessageTemplate): void {
  if (actor.organizationId === template.organizationId) throw new AppError('SELF_REVIEW');
}

/** @throws ALREADY_CLAIMED while another's claim lasts */
function refuseHeld(actor: Actor, template: MessageTemplate, at: Date): void {
  const { status, claimedBy, claimedByName, claimedUntil } = template;
  if (status !== 'in_review' || claimedBy === nameOf(actor) || (claimedUntil ?? at) <= at) return;
  throw new AppError('ALREADY_CLAIMED', {
    extra: { currentStatus: status, claimedBy: claimedByName ?? null, until: claimedUntil ?? null },
  });
}

function unclaim(template: MessageTemplate): void {
  Object.assign(template, { claimedBy: null, claimedByName: null, claimedUntil: null });
}
