import type { Context } from 'koa';
import { findSession, type SessionView, touchSession } from '#src/accounts/index.ts';
import { type Actor, AppError, type Language, toDate } from '#src/kernel/index.ts';
import { callRoute, SOON_SECONDS } from '#src/web/index.ts';
import { say } from './catalogue.ts';
import { type Form, noForm, readForm } from './form.ts';
import { homeOf } from './menu.ts';
import { type AskInput, go, type Page, show, type View, type Visit } from './page.ts';
import { type Problem, problemOf } from './problem.ts';
import { csrfOf, refuseForgery } from './security.ts';
import type { Site } from './site.ts';

const POSTS_PER_MINUTE = 60;
/** Whoever has not signed in: a member of no organization that there is, who finds nothing. */
const nobody: Actor = {
  id: null,
  name: 'public',
  role: 'business',
  organizationId: '00000000-0000-0000-0000-000000000000',
};

/** Serves one request of one page: who is it, may they, what did they send, what is shown. */
export async function servePage(
  site: Site,
  page: Page,
  ctx: Context,
  place: { language: Language; params: Record<string, string> },
): Promise<void> {
  ctx.state.route = page.path;
  const visit = await begin(site, ctx, place);
  const barred = bar(page, visit);
  if (barred) return write(site, page, ctx, visit, barred);
  if (ctx.method !== 'POST') return write(site, page, ctx, visit, await (page.get ?? refuseMethod)(visit));
  await write(site, page, ctx, visit, await post(site, page, ctx, visit));
}

/** Shows what went wrong as a page of its own. */
export async function serveFailure(site: Site, ctx: Context, language: Language, error: AppError): Promise<void> {
  const place = { language, params: {} };
  if (error.status === 503) ctx.set('Retry-After', String(SOON_SECONDS));
  // Without the database nobody knows who it is; what went wrong is said all the same.
  const visit = await begin(site, ctx, place).catch(() => begin(site, ctx, place, { signedIn: false }));
  const problem = problemOf(error, language);
  const template = error.status === 404 ? 'public/not-found' : 'public/failure';
  const page: Page = { path: ctx.path, access: 'public' };
  await write(
    site,
    page,
    ctx,
    { ...visit, problem },
    show(template, { problem, requestId: visit.requestId }, error.status),
  );
}

async function post(site: Site, page: Page, ctx: Context, visit: Visit): Promise<View> {
  if (!page.post) return refuseMethod();
  await site.house.rateLimit(`post ${page.path} ${ctx.ip}`, page.postsPerMinute ?? POSTS_PER_MINUTE);
  const form = page.streams ? noForm : await readForm(ctx.req);
  const token = page.streams ? String(ctx.query.form ?? '') : form.exact('_form');
  refuseForgery(ctx, site.cookies.binding(ctx), token);
  const sent: Visit = { ...visit, form };
  try {
    return await page.post(sent);
  } catch (error) {
    if (!(error instanceof AppError) || !page.get || error.status === 404) throw error;
    return again(page, sent, form, problemOf(error, visit.language));
  }
}

/** The page of the form once more, with what was typed and what is wrong with it. */
async function again(page: Page, visit: Visit, form: Form, problem: Problem): Promise<View> {
  const view = await page.get?.({ ...visit, form, problem });
  if (view?.kind !== 'html') return show('public/failure', { problem, requestId: visit.requestId }, problem.status);
  return { ...view, status: problem.status === 401 ? 422 : problem.status, sent: { form, problem } };
}

async function begin(
  { house, cookies, catalogue }: Site,
  ctx: Context,
  { language, params }: { language: Language; params: Record<string, string> },
  { signedIn = true } = {},
): Promise<Visit> {
  const at = toDate(house.clock.now());
  const token = signedIn && cookies.session(ctx);
  const session = token ? await findSession(house.db.reader(), token, at) : null;
  if (session) await touchSession(house.db.reader(), session, at);
  const actor = session?.standing === 'in' ? session.actor : null;
  const requestId = String(ctx.state.requestId);
  const askRaw = (operation: string, input: AskInput = {}) => {
    const route = house.routes.find((one) => one.operation === operation);
    if (!route) throw new Error(`no operation ${operation}`);
    const query = Object.fromEntries(
      Object.entries(input.query ?? {}).filter(([, value]) => value !== undefined && value !== ''),
    );
    return callRoute(house, route, { stream: ctx.req, ...input, query, actor, language, requestId, at, ip: ctx.ip });
  };
  return {
    house,
    language,
    path: pathOf(ctx.path, language),
    params,
    query: Object.fromEntries(new URLSearchParams(ctx.querystring)),
    form: noForm,
    problem: null,
    session,
    actor: actor ?? nobody,
    at,
    ip: ctx.ip,
    agent: ctx.get('user-agent'),
    requestId,
    request: ctx.req,
    askRaw,
    ask: async <T>(operation: string, input?: AskInput) => (await askRaw(operation, input)).body as T,
    say: (key, values) => say(catalogue, language, key, values),
    keepSession: (next) => cookies.keepSession(ctx, next),
    setCookie: (name, value, maxAge) => cookies.set(ctx, name, value, maxAge),
    cookie: (name) => cookies.get(ctx, name),
  };
}

/** Where someone is sent who may not see a page; null: they may. @throws NOT_FOUND for a page of other roles */
function bar(page: Page, { session, path, request }: Visit): View | null {
  if (page.access === 'public') return null;
  if (!session) return go(`/sign-in?next=${encodeURIComponent(request.method === 'GET' ? path : '/')}`);
  if (session.standing === 'second_factor_due') return go('/sign-in/second-factor');
  const { role } = session.actor;
  if (session.standing === 'second_factor_to_set_up')
    return path === '/account/second-factor' || path === '/sign-out' ? null : go('/account/second-factor');
  if (page.access === 'signed_in' || role === 'admin' || page.access.includes(role)) return null;
  return path === '/' ? go(homeOf(role)) : notFound();
}

async function write(site: Site, page: Page, ctx: Context, visit: Visit, view: View): Promise<void> {
  if (view.kind === 'redirect') {
    ctx.status = 303;
    ctx.set('Location', site.link(view.to, visit.language));
    return;
  }
  if (view.kind === 'raw') {
    ctx.status = view.status;
    ctx.set({ ...view.headers });
    ctx.body = view.body;
    return;
  }
  const { language, path, query, form, problem, session, at } = visit;
  const binding = site.cookies.bind(ctx);
  ctx.status = view.status;
  ctx.type = 'text/html; charset=utf-8';
  ctx.set('Content-Language', language);
  ctx.body = site.render(view.template, view.data, {
    language,
    path,
    query,
    form: view.sent?.form ?? form,
    problem: view.sent?.problem ?? problem,
    session: visibleSession(session),
    at,
    elsewhere: elsewhere(ctx, path, language),
    csrf: csrfOf(binding),
    theme: site.cookies.theme(ctx),
    menu: page.menu ?? '',
  });
}

/** Whoever still owes a second factor is nobody yet. */
const visibleSession = (session: SessionView | null) => (session?.standing === 'second_factor_due' ? null : session);

function elsewhere(ctx: Context, path: string, language: Language): string {
  const other = language === 'fa' ? (path === '/' ? '/en' : `/en${path}`) : path;
  const query = new URLSearchParams(ctx.querystring);
  query.delete('done');
  const rest = ctx.method === 'GET' ? query.toString() : '';
  return rest ? `${other}?${rest}` : other;
}

/** A path without the prefix of its language. */
export function pathOf(path: string, language: Language): string {
  return language === 'en' ? path.slice(3) || '/' : path;
}

const refuseMethod = async (): Promise<View> => {
  throw new AppError('METHOD_NOT_ALLOWED');
};
const notFound = (): never => {
  throw new AppError('NOT_FOUND');
};
