import { readLink, requestPasswordReset, resetPassword } from '#src/accounts/index.ts';
import { AppError } from '#src/kernel/index.ts';
import { go, type Page, show } from '../../page.ts';

const REQUESTS_A_MINUTE = 5;

/** Asks for a link by mail; the answer is the same whether there is such a person or not. */
export const resetRequest: Page = {
  path: '/reset',
  access: 'public',
  postsPerMinute: REQUESTS_A_MINUTE,
  get: async () => show('account/reset-request'),
  post: async ({ house, form, at }) => {
    await house.db.transact((tx) => requestPasswordReset(tx, form.text('email'), at));
    return go('/sign-in', 'reset_sent');
  },
};

/** Chooses a new password by that link. */
export const resetLink: Page = {
  path: '/reset/:token',
  access: 'public',
  get: async ({ house, params, at }) => {
    const link = await readLink(house.db.reader(), house.secrets.codeKey, params.token ?? '', at);
    if (link.kind !== 'reset') throw new AppError('LINK_SPENT');
    return show('account/reset');
  },
  post: async ({ house, params, form, at, keepSession }) => {
    const link = await readLink(house.db.reader(), house.secrets.codeKey, params.token ?? '', at);
    await house.db.transact((tx) => resetPassword(tx, link, form.exact('password'), at));
    keepSession(null);
    return go('/sign-in', 'password_reset');
  },
};
