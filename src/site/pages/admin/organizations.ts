import { organizationSorts } from '#src/accounts/index.ts';
import { fault, invalidInput } from '#src/kernel/index.ts';
import { go, type Json, type Page, show } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from '../review/list.ts';

const columns: readonly Column[] = [
  { key: 'legalName', of: (it) => it.legalName },
  { key: 'kind', of: (it) => it.kind },
  { key: 'nationalId', of: (it) => it.nationalId },
  { key: 'status', of: (it) => it.status },
  { key: 'contact', of: (it) => it.contact.email },
  { key: 'createdAt', of: (it) => it.createdAt },
];

/** All organizations. */
export const organizations: Page = {
  path: '/admin/organizations',
  access: ['reviewer', 'auditor'],
  menu: 'organizations',
  get: (visit) =>
    showList(visit, {
      operation: 'listOrganizations',
      sorts: organizationSorts,
      filters: [],
      columns,
      template: 'admin/organizations',
      file: 'organizations',
    }),
};

/** One organization with its senders; suspending it stops all of them. */
export const organization: Page = {
  path: '/admin/organizations/:id',
  access: ['reviewer', 'auditor'],
  menu: 'organizations',
  get: async ({ ask, params, actor }) => {
    const found = await ask('getOrganization', { params: { id: params.id } });
    const senders: { items: Json[] } = await ask('listSenders', { query: { organizationId: params.id } });
    return show('admin/organization', {
      organization: found,
      senders: senders.items,
      decides: actor.role !== 'auditor',
    });
  },
  post: async ({ ask, params, form }) => {
    const id = { id: params.id };
    if (form.text('act') === 'reinstate') {
      await ask('reinstateOrganization', { params: id, body: { reason: form.maybe('reason') } });
      return go(`/admin/organizations/${params.id}`, 'organization_reinstate');
    }
    if (!form.has('sure'))
      throw invalidInput([fault('sure', 'required', 'say that you are sure', 'بگویید که مطمئن هستید')]);
    await ask('suspendOrganization', { params: id, body: { reason: form.text('reason') } });
    return go(`/admin/organizations/${params.id}`, 'organization_suspend');
  },
};
