import { toDataURL } from 'qrcode';
import {
  completeSession,
  confirmSecondFactor,
  needsSecondFactor,
  proposeSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  totpUri,
} from '#src/accounts/index.ts';
import { go, type Page, show, type Visit } from '../../page.ts';

/** Setting up an authenticator app, and its recovery codes. */
export const secondFactor: Page = {
  path: '/account/second-factor',
  access: 'signed_in',
  get: async (visit) => {
    const { session, house } = visit;
    if (!session) return go('/sign-in');
    const required = needsSecondFactor(session.user.role);
    if (session.user.hasSecondFactor) return show('account/second-factor', { required, proposal: null });
    const { secret, email } = await house.db.transact((tx) => proposeSecondFactor(tx, session.actor));
    const uri = totpUri(secret, email);
    const qr = await toDataURL(uri, { margin: 1, width: 220 });
    return show('account/second-factor', { required, proposal: { secret: secret.match(/.{4}/g)?.join(' '), qr, uri } });
  },
  post: async (visit) => {
    const { session, form, house, at } = visit;
    if (!session) return go('/sign-in');
    const act = form.text('act');
    if (act === 'remove') {
      await house.db.transact((tx) => removeSecondFactor(tx, session.actor, form.exact('password'), at));
      return go('/account', 'second_factor_removed');
    }
    if (act === 'renew') {
      const codes = await house.db.transact((tx) => renewRecoveryCodes(tx, session.actor, form.exact('password'), at));
      return show('account/recovery-codes', { codes });
    }
    return confirm(visit, session);
  },
};

async function confirm({ house, form, at, keepSession }: Visit, session: NonNullable<Visit['session']>) {
  const { codes, token } = await house.db.transact(async (tx) => {
    const made = await confirmSecondFactor(tx, session.actor, form.text('code'), at);
    return { codes: made, token: await completeSession(tx, session.id, at) };
  });
  keepSession(token);
  return show('account/recovery-codes', { codes });
}
