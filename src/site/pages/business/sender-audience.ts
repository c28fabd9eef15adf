import { go, type Page } from '../../page.ts';
import { receiveFile } from '../../receive-file.ts';
import { showSender } from './sender.ts';

/** Takes the list of those whom a sender writes to; with one, nobody else is written to. */
export const senderAudience: Page = {
  path: '/senders/:id/audience',
  access: ['business'],
  menu: 'senders',
  streams: true,
  get: showSender,
  post: async ({ ask, params, request }) => {
    const id = { id: params.id };
    const taken = await receiveFile(request, (stream) =>
      ask('setAudience', { params: id, stream, headers: { 'content-type': 'text/csv' } }),
    );
    return go(`/senders/${params.id}`, taken.rejected > 0 ? 'audience_partly' : 'audience_set');
  },
};
