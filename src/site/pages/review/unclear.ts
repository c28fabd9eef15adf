import { go, type Page } from '../../page.ts';
import type { Column } from '../../table.ts';
import { organizationNames, showList } from './list.ts';

const columns: readonly Column[] = [
  { key: 'openedAt', of: (it) => it.openedAt },
  { key: 'msisdn', of: (it) => it.msisdn },
  { key: 'text', of: (it) => it.text },
  { key: 'organizationId', of: (it) => it.organizationId },
];

/** What recipients wrote that may be a revocation. */
export const unclear: Page = {
  path: '/review/unclear',
  access: ['reviewer', 'auditor'],
  menu: 'reviews',
  get: (visit) =>
    showList(visit, {
      operation: 'listConsentReviews',
      filters: [],
      columns,
      template: 'review/unclear',
      file: 'unclear-replies',
      beside: async (rows) => ({
        decides: visit.actor.role !== 'auditor',
        names: await organizationNames(
          visit,
          rows.map(({ organizationId }) => organizationId),
        ),
      }),
    }),
  post: async ({ ask, form }) => {
    const decision = form.text('act') === 'revoke' ? 'revoke' : 'keep';
    await ask('decideConsentReview', { params: { id: form.text('id') }, body: { decision } });
    return go('/review/unclear', `unclear_${decision}`);
  },
};
