import { revokeSession } from '#src/accounts/index.ts';
import { go, type Page } from '../../page.ts';

/** Ends this session. */
export const signOut: Page = {
  path: '/sign-out',
  access: 'public',
  get: async () => go('/'),
  post: async ({ house, session, at, keepSession }) => {
    if (session) await house.db.transact((tx) => revokeSession(tx, session.actor, session.id, at));
    keepSession(null);
    return go('/', 'signed_out');
  },
};
