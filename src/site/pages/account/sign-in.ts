import { giveSecondFactor, type SignIn, signIn } from '#src/accounts/index.ts';
import { AppError, type Role } from '#src/kernel/index.ts';
import { formatIn } from '../../format.ts';
import { homeOf } from '../../menu.ts';
import { go, type Page, show, type View, type Visit } from '../../page.ts';

/** Enough for an office behind one address; what guesses a password is locked out by the account itself. */
const TRIES_A_MINUTE = 60;

/** Email and password. */
export const signInPage: Page = {
  path: '/sign-in',
  access: 'public',
  postsPerMinute: TRIES_A_MINUTE,
  get: async (visit) =>
    visit.session?.standing === 'in' ? go(homeOf(visit.session.actor.role)) : show('account/sign-in'),
  post: async (visit) => {
    const { house, form, at, ip, agent } = visit;
    const given = { email: form.text('email'), password: form.exact('password') };
    return proceed(visit, await house.db.transact((tx) => signIn(tx, given, { ip, agent }, at)));
  },
};

/** The code of the authenticator app, or a recovery code. */
export const signInSecond: Page = {
  path: '/sign-in/second-factor',
  access: 'public',
  postsPerMinute: TRIES_A_MINUTE,
  get: async ({ session }) => {
    if (session?.standing !== 'second_factor_due') return go(session ? homeOf(session.actor.role) : '/sign-in');
    return show('account/sign-in-second');
  },
  post: async (visit) => {
    const { house, form, at, session } = visit;
    if (session?.standing !== 'second_factor_due') return go('/sign-in');
    const own = { id: session.id, userId: session.user.id };
    const answer = await house.db.transact((tx) => giveSecondFactor(tx, own, form.text('code'), at));
    if (!answer.ok && answer.why === 'wrong') throw new AppError('WRONG_CODE');
    return proceed(visit, answer);
  },
};

function proceed(visit: Visit, answer: SignIn): View {
  if (!answer.ok) throw refusal(answer, visit.at);
  visit.keepSession(answer.token);
  const next = visit.query.next ?? '';
  const wanted = /^\/(?![/\\])[\w\-/?=&%.]*$/.test(next) ? next : homeOf(answer.user.role as Role);
  if (answer.standing === 'second_factor_due') return go(`/sign-in/second-factor?next=${encodeURIComponent(wanted)}`);
  return go(answer.standing === 'in' ? wanted : '/account/second-factor');
}

function refusal(answer: Exclude<SignIn, { ok: true }>, at: Date): AppError {
  if (answer.why === 'wrong') return new AppError('WRONG_CREDENTIALS');
  const wait = answer.until.getTime() - at.getTime();
  const [fa, en] = [formatIn('fa').span(wait), formatIn('en').span(wait)];
  return new AppError('LOCKED_OUT', { detail: { fa: `تا ${fa} دیگر.`, en: `For ${en} more.` } });
}
