import { go, type Page, show } from '../../page.ts';
import { contentOf } from './sender-form.ts';

/** Edits what a sender is for: a draft at once, a sender in force as a new version. */
export const senderEdit: Page = {
  path: '/senders/:id/edit',
  access: ['business'],
  menu: 'senders',
  get: async ({ ask, params }) => {
    const sender = await ask('getSender', { params });
    const { operators } = await ask('listRequirements', { query: { kind: sender.kind } });
    return show('business/sender-edit', { sender, operators, given: sender.application.content });
  },
  post: async ({ ask, params, form }) => {
    await ask('editSender', { params, body: contentOf(form) });
    return go(`/senders/${params.id}`, 'sender_saved');
  },
};
