import { fault, invalidInput } from '#src/kernel/index.ts';
import { markSpans } from '../../components/why.ts';
import { go, type Json, type Page, type Visit } from '../../page.ts';
import type { Column } from '../../table.ts';
import { organizationNames, showList } from './list.ts';
import { decisionOf, findingsOf } from './verdict.ts';

const columns: readonly Column[] = [
  { key: 'id', of: (it) => it.id },
  { key: 'name', of: (it) => it.name },
  { key: 'category', of: (it) => it.category },
  { key: 'text', of: (it) => it.text },
  { key: 'submittedAt', of: (it) => it.submittedAt },
];

/** Each is judged anew as it is shown: a page of them is read at one go. */
const SHOWN = 10;

/** Message templates that wait for a reviewer: the text with what it reads as, findings and decision beneath it. */
export const templateReviews: Page = {
  path: '/review/templates',
  access: ['reviewer', 'auditor'],
  menu: 'reviews',
  get: (visit) =>
    showList(visit, {
      operation: 'listTemplateReviews',
      filters: [],
      limit: SHOWN,
      columns,
      template: 'review/templates',
      file: 'template-reviews',
      beside: async (rows) => ({
        decides: visit.actor.role !== 'auditor',
        findings: await findingsOfTemplates(visit),
        details: await detailsOf(visit, rows),
        names: await organizationNames(
          visit,
          rows.map(({ organizationId }) => organizationId),
        ),
      }),
    }),
  post: async ({ ask, form }) => {
    const decision = decisionOf(form);
    if (!decision) throw invalidInput([fault('decision', 'required', 'choose a decision', 'یکی را برگزینید')]);
    const findings = findingsOf(form).map(({ code }) => ({ code }));
    const body = { decision, note: form.text('note'), findings };
    await ask('reviewTemplate', { params: { id: form.text('id') }, body });
    return go('/review/templates', `template_${decision}`);
  },
};

async function findingsOfTemplates({ ask }: Visit): Promise<Json[]> {
  const { items }: { items: Json[] } = await ask('listFindings');
  return items.filter(({ about }) => about === 'template' || about === 'any');
}

/** Each template with its judged words: id → sender, judgement, and the text in pieces. */
async function detailsOf({ ask }: Visit, rows: readonly Json[]): Promise<Map<string, Json>> {
  const found = new Map<string, Json>();
  const senders = new Map<string, Json>();
  for (const { id, senderId, text } of rows) {
    const { content } = await ask('getTemplate', { params: { id } });
    const sender = senders.get(senderId) ?? (await ask('getSender', { params: { id: senderId } }));
    senders.set(senderId, sender);
    found.set(id, { content, sender, pieces: markSpans(text, content.evidence) });
  }
  return found;
}
