import { go, hand, type Page } from '../../page.ts';

/** Everything needed to answer a complaint about one message, as one PDF. */
export const evidence: Page = {
  path: '/messages/:id/evidence',
  access: ['business', 'reviewer'],
  get: async ({ params }) => go(`/messages/${params.id}`),
  post: async ({ askRaw, params, language }) => {
    const answer = await askRaw('createEvidencePack', { body: { messageId: params.id, language } });
    return hand({ ...answer, status: 200 });
  },
};
