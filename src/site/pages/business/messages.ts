import { go, type Json, type Page, show } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from '../review/list.ts';

const columns: readonly Column[] = [
  { key: 'createdAt', of: (it) => it.createdAt },
  { key: 'sender', of: (it) => it.sender.address },
  { key: 'to', of: (it) => it.to },
  { key: 'status', of: (it) => it.status },
  { key: 'category', of: (it) => it.category },
  { key: 'segments', of: (it) => it.segments },
  { key: 'reference', of: (it) => it.reference },
];

/** The messages that one may see, newest first. */
export const messages: Page = {
  path: '/messages',
  access: ['business', 'reviewer', 'auditor'],
  menu: 'messages',
  get: (visit) =>
    showList(visit, {
      operation: 'listMessages',
      filters: ['status', 'sender', 'to', 'category', 'reference'],
      columns,
      template: 'business/messages',
      file: 'messages',
    }),
};

/** One message: what became of it, and why. */
export const message: Page = {
  path: '/messages/:id',
  access: ['business', 'reviewer', 'auditor'],
  menu: 'messages',
  get: async ({ ask, params, actor }) => {
    const found = await ask('getMessage', { params });
    const decision = found.decisionId
      ? await ask('getDecision', { params: { id: found.decisionId } }).catch(() => null)
      : null;
    const owner = actor.role === 'business' || actor.role === 'admin';
    return show('business/message', {
      message: found,
      decision,
      steps: found.timeline.map((it: Json) => ({ at: it.at, status: it.status, detail: it.detail })),
      may: {
        cancel: owner && ['scheduled', 'held', 'queued'].includes(found.status),
        resubmit: found.status === 'uncertain' && actor.role !== 'auditor',
        evidence: actor.role !== 'auditor' && found.to !== null,
      },
    });
  },
  post: async ({ ask, params, form }) => {
    const act = form.text('act');
    if (act === 'cancel') await ask('cancelMessage', { params });
    if (act === 'resubmit') await ask('resubmitMessage', { params });
    return go(`/messages/${params.id}`, act === 'cancel' ? 'message_cancelled' : 'message_resubmitted');
  },
};
