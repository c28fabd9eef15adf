import { changePassword, listSessions, revokeSession, revokeSessions, updateProfile } from '#src/accounts/index.ts';
import { homeOf } from '../../menu.ts';
import { go, type Page, show } from '../../page.ts';

/** One's own name, password, second factor and sessions. */
export const account: Page = {
  path: '/account',
  access: 'signed_in',
  get: async ({ session, house, at }) => {
    if (!session) return go('/sign-in');
    const sessions = await listSessions(house.db.reader(), session.user.id, at);
    return show('account/account', { sessions, own: session.id, home: homeOf(session.actor.role) });
  },
  post: async ({ session, house, form, at }) => {
    if (!session) return go('/sign-in');
    const { actor } = session;
    switch (form.text('act')) {
      case 'profile': {
        const locale = form.text('locale') === 'en' ? 'en' : 'fa';
        await house.db.transact((tx) => updateProfile(tx, actor, { name: form.text('name'), locale }, at));
        return go('/account', 'profile_saved');
      }
      case 'password': {
        const input = { present: form.exact('present'), next: form.exact('next'), sessionId: session.id };
        await house.db.transact((tx) => changePassword(tx, actor, input, at));
        return go('/account', 'password_changed');
      }
      case 'end':
        await house.db.transact((tx) => revokeSession(tx, actor, form.text('id'), at));
        return go('/account', 'session_ended');
      default:
        await house.db.transact((tx) => revokeSessions(tx, session.user.id, session.id, at));
        return go('/account', 'sessions_ended');
    }
  },
};
