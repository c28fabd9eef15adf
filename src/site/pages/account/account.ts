import { changePassword, listSessions, revokeSession, revokeSessions, updateProfile } from '#src/accounts/index.ts';
import { go, type Page, show } from '../../page.ts';

/** One's own name, password, second factor and sessions. */
export const account: Page = {
  path: '/account',
  access: 'signed_in',
  get: async ({ session, house, at }) => {
    if (!session) return go('/sign-in');
    const sessions = await listSessions(house.db.reader(), session.user.id, at);
    const open = sessions.map(({ id, ip, agent, seenAt }) => ({ id, ip, seenAt, agent: browserOf(agent) }));
    return show('account/account', { sessions: open, own: session.id });
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

/** A browser and its system as their owner calls them: enough to recognise one's own. */
function browserOf(agent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)[\w]*\/(\d+)/.exec(agent);
  const system = /(Android|iPhone|iPad|Windows|Mac OS|Linux)/.exec(agent)?.[1] ?? '';
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera' };
  const name = browser?.[1] ? `${names[browser[1]] ?? browser[1]} ${browser[2]}` : agent.slice(0, 60);
  return [name, system].filter(Boolean).join(', ');
}
