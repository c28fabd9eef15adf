import { complaintSorts } from '#src/complaints/index.ts';
import { AppError } from '#src/kernel/index.ts';
import { go, type Page, show } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from '../review/list.ts';

const columns: readonly Column[] = [
  { key: 'createdAt', of: (it) => it.createdAt },
  { key: 'sender', of: (it) => it.sender },
  { key: 'status', of: (it) => it.status },
  { key: 'text', of: (it) => it.text },
];

/** What recipients complained of about an organization's senders. */
export const ownComplaints: Page = {
  path: '/complaints',
  access: ['business'],
  menu: 'dashboard',
  get: (visit) =>
    showList(visit, {
      operation: 'listComplaints',
      sorts: complaintSorts,
      filters: ['status'],
      columns,
      template: 'business/complaints',
      file: 'complaints',
    }),
};

/** One complaint, with the message that it is about; the organization answers it once. */
export const ownComplaint: Page = {
  path: '/complaints/:id',
  access: ['business'],
  menu: 'dashboard',
  get: async ({ ask, params }) => {
    const found = await ask('getComplaint', { params: { id: params.id } });
    const message = found.messageId && (await ask('getMessage', { params: { id: found.messageId } }).catch(gone));
    return show('business/complaint', { complaint: found, message });
  },
  post: async ({ ask, params, form }) => {
    await ask('answerComplaint', { params: { id: params.id }, body: { text: form.text('text') } });
    return go(`/complaints/${params.id}`, 'complaint_answered');
  },
};

const gone = (error: unknown): null => {
  if (error instanceof AppError && error.status === 404) return null;
  throw error;
};
