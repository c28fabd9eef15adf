import { inviteUser, listUsers, setUserDisabled } from '#src/accounts/index.ts';
import { go, type Page, show } from '../../page.ts';

/** The people of an organization. */
export const members: Page = {
  path: '/organization/members',
  access: ['business'],
  menu: 'organization',
  get: async ({ house, actor, query }) => {
    const page = await listUsers(house.db.reader(), actor, {}, { limit: 50, cursor: query.cursor });
    return show('business/members', { items: page.items, next: page.nextCursor, self: actor.id });
  },
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
