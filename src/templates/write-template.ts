import { recordAudit } from '#src/audit/index.ts';
import type { Category } from '#src/content/index.ts';
import type { Reader, Tx } from '#src/db/index.ts';
import { type Actor, AppError, type Fault, fault, invalidInput, newId } from '#src/kernel/index.ts';
import { getSender, type Sender } from '#src/senders/index.ts';
import { getTemplate, lockTemplate } from './find-template.ts';
import { moveTemplate, recordTemplateStep } from './move-template.ts';
import { longestText, parseTemplate } from './parse-template.rules.ts';
import { MessageTemplate } from './template.entity.ts';
import { editableTemplateStatuses } from './template.rules.ts';

/** What a template says of itself. */
export interface TemplateContent {
  name: string | null;
  category: Category;
  text: string;
}

/** What the gate reads of a text; a template must not become longer. */
const LONGEST = 4096;
/** So many that have not ended; each free text of the sender is held against those approved. */
const MOST_PER_SENDER = 200;
const endedSenders: readonly string[] = ['rejected', 'withdrawn', 'revoked'];

/** Writes a template of a sender as a draft. @throws NOT_FOUND for another's sender, INVALID_INPUT, INVALID_TRANSITION for a sender that ended */
export async function createTemplate(
  tx: Tx,
  actor: Actor,
  input: TemplateContent & { senderId: string },
  at: Date,
): Promise<MessageTemplate> {
  const sender = await getSender(tx, actor, input.senderId);
  if (endedSenders.includes(sender.status))
    throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: sender.status, move: 'add_template' } });
  await requireRoom(tx, sender.id);
  requireGood(sender, input);
  const { name, category, text } = input;
  const template = tx.create(MessageTemplate, {
    id: newId(),
    organizationId: sender.organizationId,
    senderId: sender.id,
    name,
    category,
    text,
    status: 'draft',
    note: null,
    findings: [],
    claimedBy: null,
    claimedByName: null,
    claimedUntil: null,
    createdAt: at,
    updatedAt: at,
    submittedAt: null,
    decidedAt: null,
  });
  await recordTemplateStep(tx, actor, template, { move: 'create', why: null, at, from: null, to: 'draft' });
  return template;
}

/** Changes a template that is being written; `version`: what the editor last saw. @throws CONFLICT, INVALID_TRANSITION, INVALID_INPUT */
export async function editTemplate(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, ...changes }: Partial<TemplateContent> & { version?: number | undefined },
  at: Date,
): Promise<MessageTemplate> {
  const template = await lockTemplate(tx, actor, id);
  if (version !== undefined && version !== template.version) {
    const { name, category, text } = template;
    const current = { name: name ?? null, category, text };
    throw new AppError('CONFLICT', {
      extra: { currentVersion: template.version, currentStatus: template.status, current },
    });
  }
  if (!editableTemplateStatuses.includes(template.status))
    throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: template.status, move: 'edit' } });
  const { name, category, text } = { ...template, ...changes };
  requireGood(await getSender(tx, actor, template.senderId), { category, text });
  Object.assign(template, { name: name ?? null, category, text, updatedAt: at });
  recordAudit(tx, actor, {
    at,
    action: 'template.edit',
    object: { kind: 'template', id },
    organizationId: template.organizationId,
    detail: { changed: Object.keys(changes) },
  });
  await tx.flush();
  return template;
}

/** Hands a template in. @throws INVALID_TRANSITION, INVALID_INPUT where the sender has changed so that it no longer fits */
export async function submitTemplate(tx: Tx, actor: Actor, id: string, at: Date): Promise<MessageTemplate> {
  const template = await lockTemplate(tx, actor, id);
  const { category, text } = template;
  requireGood(await getSender(tx, actor, template.senderId), { category, text });
  Object.assign(template, { submittedAt: at, decidedAt: null, note: null, findings: [] });
  await moveTemplate(tx, actor, template, { move: 'submit', why: null, at });
  return template;
}

/** Takes a template back, or gives up an approved one. @throws INVALID_TRANSITION */
export async function withdrawTemplate(
  tx: Tx,
  actor: Actor,
  id: string,
  why: string | null,
  at: Date,
): Promise<MessageTemplate> {
  const template = await lockTemplate(tx, actor, id);
  Object.assign(template, { claimedBy: null, claimedByName: null, claimedUntil: null });
  await moveTemplate(tx, actor, template, { move: 'withdraw', why, at });
  return template;
}

/** A template that the actor may see, with the sender that it belongs to. */
export async function templateWithSender(
  em: Reader,
  actor: Actor,
  id: string,
): Promise<{ template: MessageTemplate; sender: Sender }> {
  const template = await getTemplate(em, actor, id);
  return { template, sender: await getSender(em, actor, template.senderId) };
}

function requireGood(sender: Sender, { text, category }: Pick<TemplateContent, 'text' | 'category'>): void {
  const { template, faults } = parseTemplate(text);
  const found: Fault[] = [...faults];
  if (template && longestText(template) > LONGEST)
    found.push(fault('text', 'too_long', `it can become longer than ${LONGEST}`, `از ${LONGEST} نویسه بلندتر می‌شود`));
  const links = template && [...template.variables.values()].includes('url');
  if (links && !sender.allowLinks)
    found.push(fault('text', 'links_not_allowed', 'this sender may not carry links', 'این سرشماره اجازهٔ پیوند ندارد'));
  if (category === 'promotional' && sender.lineClass === 'service')
    found.push(
      fault('category', 'line_class', 'a service line carries no promotion', 'خط خدماتی پیام تبلیغاتی نمی‌فرستد'),
    );
  if (found.length > 0) throw invalidInput(found);
}

async function requireRoom(tx: Tx, senderId: string): Promise<void> {
  const [row] = await tx.execute<{ n: string }[]>(
    `select count(*) as n from message_template where sender_id = ? and status not in ('rejected', 'withdrawn')`,
    [senderId],
  );
  if (Number(row?.n) < MOST_PER_SENDER) return;
  throw invalidInput([
    fault(
      'senderId',
      'too_many',
      `a sender has at most ${MOST_PER_SENDER} templates; withdraw some`,
      `هر سرشماره حداکثر ${MOST_PER_SENDER} قالب دارد؛ چندتا را پس بگیرید`,
    ),
  ]);
}
