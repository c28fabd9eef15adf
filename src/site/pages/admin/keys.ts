import { apiKeySorts } from '#src/accounts/index.ts';
import { roles } from '#src/kernel/index.ts';
import { go, type Page, show, type View, type Visit } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from '../review/list.ts';

const columns: readonly Column[] = [
  { key: 'name', of: (it) => it.name },
  { key: 'role', of: (it) => it.role },
  { key: 'organizationId', of: (it) => it.organizationId },
  { key: 'createdAt', of: (it) => it.createdAt },
  { key: 'revokedAt', of: (it) => it.revokedAt },
];

/** API keys of programs; a new one is shown once. */
export const apiKeys: Page = {
  path: '/admin/keys',
  access: ['auditor'],
  menu: 'users',
  get: showKeys,
  post: async (visit) => {
    const { ask, form } = visit;
    if (form.text('act') === 'revoke') {
      await ask('revokeApiKey', { params: { id: form.text('id') } });
      return go('/admin/keys', 'key_ended');
    }
    const body = { role: form.text('role'), name: form.text('name'), organizationId: form.maybe('organizationId') };
    const { key } = await ask('createApiKey', { body });
    const view = await showKeys(visit);
    return view.kind === 'html' ? show(view.template, { ...view.data, key }) : view;
  },
};

function showKeys(visit: Visit): Promise<View> {
  return showList(visit, {
    operation: 'listApiKeys',
    sorts: apiKeySorts,
    filters: [],
    columns,
    template: 'admin/keys',
    file: 'api-keys',
    beside: async () => ({ roles, key: null }),
  });
}
