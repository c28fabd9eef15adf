import { inviteUser, listUsers, setUserDisabled, userSorts } from '#src/accounts/index.ts';
import { go, type Page } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from '../review/list.ts';

const columns: readonly Column[] = [
  { key: 'name', of: (it) => it.name },
  { key: 'email', of: (it) => it.email },
  { key: 'secondFactor', of: (it) => Boolean(it.totpSince) },
  { key: 'disabledAt', of: (it) => it.disabledAt },
];

/** The people of an organization. */
export const members: Page = {
  path: '/organization/members',
  access: ['business'],
  menu: 'organization',
  get: (visit) =>
    showList(visit, {
      operation: ({ limit, cursor, sort }) => {
        const given = (value: unknown) => (value === undefined ? undefined : String(value));
        const page = { limit: Number(limit ?? 50), cursor: given(cursor), sort: given(sort) };
        return listUsers(visit.house.db.reader(), visit.actor, {}, page);
      },
      filters: [],
      sorts: userSorts,
      columns,
      template: 'business/members',
      file: 'members',
      beside: async () => ({ self: visit.actor.id }),
    }),
  post: async ({ house, actor, form, at }) => {
    const { organizationId } = actor;
    if (form.text('act') === 'invite') {
      const input = { email: form.text('email'), role: 'business' as const, organizationId };
      await house.db.transact((tx) => inviteUser(tx, actor, input, at));
      return go('/organization/members', 'invited');
    }
    const disabled = form.text('act') === 'disable';
    await house.db.transact((tx) => setUserDisabled(tx, actor, form.text('id'), disabled, at));
    return go('/organization/members', disabled ? 'user_disabled' : 'user_enabled');
  },
};
