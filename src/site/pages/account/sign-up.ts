import { openSession, signUp } from '#src/accounts/index.ts';
import { AppError, fault, invalidInput } from '#src/kernel/index.ts';
import type { Form } from '../../form.ts';
import { homeOf } from '../../menu.ts';
import { go, type Page, show } from '../../page.ts';

const SIGN_UPS_A_MINUTE = 10;

/** A business registers itself and its first member. */
export const signUpPage: Page = {
  path: '/sign-up',
  access: 'public',
  menu: 'register',
  postsPerMinute: SIGN_UPS_A_MINUTE,
  get: async ({ session }) => (session?.standing === 'in' ? go(homeOf(session.actor.role)) : show('account/sign-up')),
  post: async ({ house, form, at, ip, agent, language, keepSession }) => {
    const organization = organizationOf(form, language);
    const person = {
      name: form.text('name'),
      email: form.text('email'),
      password: form.exact('password'),
      locale: language,
    };
    const { token } = await house.db.transact(async (tx) => {
      const user = await signUp(tx, { person, organization }, at);
      return openSession(tx, user, { ip, agent }, { secondFactor: false }, at);
    });
    keepSession(token);
    return go('/senders/new', 'signed_up');
  },
};

/** The organization as the form names it; its contact is the person who signs up. */
function organizationOf(form: Form, locale: 'fa' | 'en') {
  const kind = form.text('kind');
  const legalName = form.text('legalName');
  const faults = [];
  if (kind !== 'legal' && kind !== 'natural') faults.push(fault('kind', 'required', 'choose one', 'یکی را برگزینید'));
  if (legalName.length < 2) faults.push(fault('legalName', 'too_short', 'a name is needed', 'نام سازمان لازم است'));
  if (legalName.length > 200) throw new AppError('TOO_LARGE');
  if (faults.length > 0) throw invalidInput(faults);
  const contact = { name: form.text('name'), email: form.text('email'), mobile: form.text('mobile') };
  return { kind: kind as 'legal' | 'natural', legalName, nationalId: form.text('nationalId'), contact, locale };
}
