import { createApiKey } from '#src/accounts/index.ts';
import { AppError, fault, invalidInput } from '#src/kernel/index.ts';
import { go, type Page, show, type View, type Visit } from '../../page.ts';

/** Keys to the API; a business makes keys for its own organization alone. */
export const keys: Page = {
  path: '/organization/keys',
  access: ['business'],
  menu: 'organization',
  get: (visit) => page(visit, null),
  post: async (visit) => {
    const { ask, form, house, actor, at } = visit;
    if (form.text('act') === 'revoke') {
      await ask('revokeApiKey', { params: { id: form.text('id') } });
      return go('/organization/keys', 'key_revoked');
    }
    const { organizationId } = actor;
    if (!organizationId) throw new AppError('FORBIDDEN');
    const name = form.text('name').slice(0, 100);
    if (name === '') throw invalidInput([fault('name', 'required', 'give the key a name', 'برای کلید نامی بنویسید')]);
    const made = await house.db.transact((tx) =>
      createApiKey(tx, actor, { role: 'business', name, organizationId }, at),
    );
    return page(visit, made.key);
  },
};

async function page({ ask, query }: Visit, fresh: string | null): Promise<View> {
  const { items, nextCursor } = await ask('listApiKeys', { query: { cursor: query.cursor } });
  return show('business/keys', { items, next: nextCursor, fresh });
}
