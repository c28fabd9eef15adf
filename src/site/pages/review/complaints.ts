import { complaintSorts } from '#src/complaints/index.ts';
import { AppError } from '#src/kernel/index.ts';
import { go, type Page, show } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from './list.ts';

const columns: readonly Column[] = [
  { key: 'createdAt', of: (it) => it.createdAt },
  { key: 'receivedAt', of: (it) => it.receivedAt },
  { key: 'sender', of: (it) => it.sender },
  { key: 'msisdn', of: (it) => it.msisdn },
  { key: 'reference', of: (it) => it.reference },
  { key: 'status', of: (it) => it.status },
  { key: 'text', of: (it) => it.text },
];

/** Complaints of recipients, newest first. */
export const complaints: Page = {
  path: '/review/complaints',
  access: ['reviewer', 'auditor'],
  menu: 'complaints',
  get: (visit) =>
    showList(visit, {
      operation: 'listComplaints',
      sorts: complaintSorts,
      filters: ['status', 'msisdn', 'reference', 'senderId', 'organizationId'],
      columns,
      template: 'review/complaints',
      file: 'complaints',
    }),
};

/** One complaint, with the message that it is about and why that message went out. */
export const complaint: Page = {
  path: '/review/complaints/:id',
  access: ['reviewer', 'auditor'],
  menu: 'complaints',
  get: async ({ ask, params, actor }) => {
    const found = await ask('getComplaint', { params: { id: params.id } });
    const gone = (error: unknown): null => {
      if (error instanceof AppError && error.status === 404) return null;
      throw error;
    };
    const message = found.messageId && (await ask('getMessage', { params: { id: found.messageId } }).catch(gone));
    const decision = found.decisionId && (await ask('getDecision', { params: { id: found.decisionId } }).catch(gone));
    const decides = actor.role !== 'auditor' && found.status === 'open';
    return show('review/complaint', { complaint: found, message, decision, decides });
  },
  post: async ({ ask, params, form }) => {
    const status = form.text('act') === 'uphold' ? 'upheld' : 'dismissed';
    await ask('resolveComplaint', { params: { id: params.id }, body: { status, note: form.text('note') } });
    return go(`/review/complaints/${params.id}`, `complaint_${status}`);
  },
};
