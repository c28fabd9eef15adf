import { segment } from '#src/text/index.ts';
import { go, type Json, type Page } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from './list.ts';

const columns: readonly Column[] = [
  { key: 'id', of: (it) => it.messageId },
  { key: 'createdAt', of: (it) => it.createdAt },
  { key: 'organization', of: (it) => it.organizationName },
  { key: 'sender', of: (it) => it.sender.address },
  { key: 'to', of: (it) => it.to },
  { key: 'category', of: (it) => it.category },
  { key: 'text', of: (it) => it.text },
  { key: 'validUntil', of: (it) => it.validUntil },
];

/** What a reviewer may say that the text is in truth. */
const truths: Readonly<Record<string, { promotional: boolean; fraud: boolean }>> = {
  plain: { promotional: false, fraud: false },
  promotional: { promotional: true, fraud: false },
  fraud: { promotional: false, fraud: true },
};

/** Messages about which the gate asks a person: the text, why it was held, release or refuse. */
export const held: Page = {
  path: '/review/held',
  access: ['reviewer', 'auditor'],
  menu: 'held',
  get: (visit) =>
    showList(visit, {
      operation: 'listHeld',
      filters: ['organizationId'],
      columns,
      template: 'review/held',
      file: 'held-messages',
      beside: async (rows) => ({
        decides: visit.actor.role !== 'auditor',
        decisions: new Map(rows.map((row) => [row.messageId, decisionOf(row)])),
      }),
    }),
  post: async ({ ask, form }) => {
    const decision = form.text('act') === 'release' ? 'approve' : 'refuse';
    const judgementWrong = truths[form.text('truth')];
    const body = { decision, note: form.text('note'), ...(judgementWrong ? { judgementWrong } : {}) };
    await ask('decideHeld', { params: { messageId: form.text('id') }, body });
    return go('/review/held', decision === 'approve' ? 'held_release' : 'held_refuse');
  },
};

/** The decision in the shape of the component Why; null where it is no longer kept. */
function decisionOf({ text, declared, reasons, content }: Json): Json {
  if (!content) return null;
  const evidence = content.spans.map((span: Json) => span.text);
  return {
    outcome: 'hold',
    notBefore: null,
    reasons: reasons.map((reason: Json) => ({ ...reason, evidence: [] })),
    content: { declared, detected: content.detected, evidence },
    encoding: segment(text),
    policy: null,
  };
}
