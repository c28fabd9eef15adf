import { AppError } from '#src/kernel/index.ts';
import { go, type Json, type Page, show, type View, type Visit } from '../../page.ts';

const TOKEN = 'mohr_window';
const HALF_HOUR = 1800;
const POSTS_A_MINUTE = 20;

/** A recipient proves a number by a code, sees who holds what and why messages came, and withdraws. */
export const myNumber: Page = {
  path: '/my-number',
  access: 'public',
  menu: 'recipient',
  postsPerMinute: POSTS_A_MINUTE,
  get: async (visit) => {
    const token = visit.cookie(TOKEN);
    if (token === '' || visit.query.id) return show('public/my-number', { asked: visit.query.id ?? null });
    try {
      return await look(visit, token);
    } catch (error) {
      if (!(error instanceof AppError) || error.status === 429) throw error;
      // The half hour is over: the number is proved anew.
      visit.setCookie(TOKEN, '', 0);
      return show('public/my-number', { asked: null, lapsed: true });
    }
  },
  post: async (visit) => {
    const { form, ask, setCookie } = visit;
    switch (form.text('act')) {
      case 'ask': {
        const sender = form.maybe('sender');
        const { id } = await ask('requestWindow', {
          body: { msisdn: form.text('msisdn'), ...(sender ? { sender } : {}) },
        });
        return go(`/my-number?id=${id}`);
      }
      case 'open': {
        const { token } = await ask('openWindow', {
          params: { id: form.text('id') },
          body: { code: form.text('code') },
        });
        setCookie(TOKEN, token, HALF_HOUR);
        return go('/my-number');
      }
      case 'revoke':
        await ask('revokeOwnConsent', { body: revocationOf(form.text('what')), headers: bearer(visit.cookie(TOKEN)) });
        return go('/my-number', 'revoked');
      default:
        setCookie(TOKEN, '', 0);
        return go('/my-number', 'window_closed');
    }
  },
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** `organization[/sender[/purpose]]` of a button, `-` for a part that is left out. */
function revocationOf(what: string) {
  const [organizationId, senderId, purpose] = what.split('/');
  const given = (part: string | undefined) => (part && part !== '-' ? part : undefined);
  return {
    organizationId,
    ...(given(senderId) ? { senderId } : {}),
    ...(given(purpose) ? { purpose } : {}),
  };
}

async function look(visit: Visit, token: string): Promise<View> {
  const { ask, query } = visit;
  const headers = bearer(token);
  const held = await ask('listOwnConsents', { headers });
  const received = await ask('listOwnMessages', { headers, query: { cursor: query.cursor } });
  const names = new Map(held.organizations.map((it: Json) => [it.organizationId, it.organizationName]));
  const messages = received.items.map((it: Json) => ({ ...it, organizationName: names.get(it.organizationId) ?? '' }));
  return show('public/my-number-open', {
    msisdn: held.msisdn,
    organizations: held.organizations,
    blockLists: held.blockLists,
    messages,
    next: received.nextCursor,
  });
}
