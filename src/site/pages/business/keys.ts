import { apiKeySorts, createApiKey } from '#src/accounts/index.ts';
import { AppError, fault, invalidInput } from '#src/kernel/index.ts';
import { go, type Page, type View, type Visit } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from '../review/list.ts';

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

const columns: readonly Column[] = [
  { key: 'name', of: (it) => it.name },
  { key: 'createdAt', of: (it) => it.createdAt },
  { key: 'revokedAt', of: (it) => it.revokedAt },
];

function page(visit: Visit, fresh: string | null): Promise<View> {
  return showList(visit, {
    operation: 'listApiKeys',
    filters: [],
    sorts: apiKeySorts,
    columns,
    template: 'business/keys',
    file: 'api-keys',
    beside: async () => ({ fresh }),
  });
}
