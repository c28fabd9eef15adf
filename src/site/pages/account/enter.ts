import { acceptInvitation, enterDemo, readLink } from '#src/accounts/index.ts';
import { AppError } from '#src/kernel/index.ts';
import { homeOf } from '../../menu.ts';
import { go, type Page, show } from '../../page.ts';

/** A link that lets someone in: an invitation, the first admin's, or one of the demo's people. */
export const enter: Page = {
  path: '/enter/:token',
  access: 'public',
  get: async ({ house, params, at }) => {
    const link = await readLink(house.db.reader(), house.secrets.codeKey, params.token ?? '', at);
    if (link.kind === 'reset') return go(`/reset/${params.token}`);
    return show('account/enter', { invitation: link });
  },
  post: async ({ house, params, form, at, ip, agent, language, keepSession }) => {
    const link = await readLink(house.db.reader(), house.secrets.codeKey, params.token ?? '', at);
    if (link.kind === 'reset') throw new AppError('LINK_SPENT');
    const visitor = { ip, agent };
    const input = {
      email: form.text('email'),
      name: form.text('name'),
      password: form.exact('password'),
      locale: language,
    };
    const { token, user } = await house.db.transact((tx) =>
      link.kind === 'demo' ? enterDemo(tx, link, visitor, at) : acceptInvitation(tx, link, input, visitor, at),
    );
    keepSession(token);
    return go(homeOf(user.role));
  },
};
