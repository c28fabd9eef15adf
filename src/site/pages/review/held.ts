import { AppError } from '#src/kernel/index.ts';
import { go, type Json, type Page, type Visit } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from './list.ts';

const columns: readonly Column[] = [
  { key: 'id', of: (it) => it.id },
  { key: 'createdAt', of: (it) => it.createdAt },
  { key: 'sender', of: (it) => it.sender.address },
  { key: 'to', of: (it) => it.to },
  { key: 'category', of: (it) => it.category },
  { key: 'text', of: (it) => it.text },
  { key: 'validUntil', of: (it) => it.validUntil },
];

/** Messages about which the gate asks a person: the text, why it was held, release or refuse. */
export const held: Page = {
  path: '/review/held',
  access: ['reviewer', 'auditor'],
  menu: 'held',
  get: (visit) =>
    showList(visit, {
      operation: 'listMessages',
      filters: ['sender', 'category', 'organizationId'],
      fixed: { status: 'held' },
      columns,
      template: 'review/held',
      file: 'held-messages',
      beside: async (rows) => ({
        decides: visit.actor.role !== 'auditor',
        decisions: await decisionsOf(visit, rows),
      }),
    }),
  post: async ({ ask, form }) => {
    const decision = form.text('act') === 'release' ? 'release' : 'refuse';
    await ask('releaseMessage', { params: { id: form.text('id') }, body: { decision, note: form.text('note') } });
    return go('/review/held', `held_${decision}`);
  },
};

/** The decisions behind messages: id of the message → decision; one that is no longer kept is left out. */
async function decisionsOf({ ask }: Visit, rows: readonly Json[]): Promise<Map<string, Json>> {
  const found = new Map<string, Json>();
  for (const { id, decisionId } of rows) {
    if (!decisionId) continue;
    const decision = await ask('getDecision', { params: { id: decisionId } }).catch(orNothing);
    if (decision) found.set(id, decision);
  }
  return found;
}

const orNothing = (error: unknown): null => {
  if (error instanceof AppError && error.status === 404) return null;
  throw error;
};
