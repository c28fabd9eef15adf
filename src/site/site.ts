import { join } from 'node:path';
import Router from '@koa/router';
import type { Context, Middleware, Next } from 'koa';
import { AppError, type Language } from '#src/kernel/index.ts';
import { expectedError, logThrown } from '#src/web/index.ts';
import { serveAsset } from './assets.ts';
import { type Catalogue, loadCatalogue } from './catalogue.ts';
import { type Cookies, createCookies } from './cookies.ts';
import type { Page } from './page.ts';
import { pages } from './pages/index.ts';
import { createRender, type Render } from './render.ts';
import { protect } from './security.ts';
import { pathOf, serveFailure, servePage } from './serve-page.ts';
import type { SiteHouse } from './site-house.ts';

/** The site as its requests see it. */
export interface Site {
  house: SiteHouse;
  catalogue: Catalogue;
  cookies: Cookies;
  render: Render;
  link(path: string, language: Language): string;
}

/** Builds the site as middleware: pages and assets; what is neither is left to the next door. */
export function createSite(house: SiteHouse): Middleware {
  const catalogue = loadCatalogue(join('templates', 'catalogue'));
  const site: Site = {
    house,
    catalogue,
    cookies: createCookies(house.config.publicUrl.startsWith('https:')),
    render: createRender(join(process.cwd(), 'templates', 'pages'), catalogue),
    link: (path, language) => (language === 'fa' ? path : path === '/' ? '/en' : `/en${path}`),
  };
  const router = pageRouter(pages);
  return async (ctx, next) => {
    if (await serveAsset(ctx)) return;
    if (!isPage(ctx)) return next();
    await guard(site, router, ctx, next);
  };
}

/** Paths of the API are not ours, whoever asks; for anything else a browser gets a page, a program the API's answer. */
function isPage(ctx: Context): boolean {
  if (/^\/(v1|docs|assets|\.well-known)(\/|$)/.test(ctx.path)) return false;
  return ctx.method === 'POST' || ctx.method === 'GET' || ctx.method === 'HEAD';
}

async function guard(site: Site, router: Router<{ page: Page }>, ctx: Context, next: Next): Promise<void> {
  const language: Language = /^\/en(\/|$)/.test(ctx.path) ? 'en' : 'fa';
  const path = pathOf(ctx.path, language);
  const [layer] = router.match(path, 'GET').path;
  const page = layer && pages.find((one) => one.path === layer.path);
  if (!page && ctx.accepts('json', 'html') !== 'html') return next();
  protect(ctx);
  try {
    if (!page) throw new AppError('NOT_FOUND');
    await servePage(site, page, ctx, { language, params: layer.params(path, layer.captures(path)) });
  } catch (thrown) {
    const error = expectedError(thrown);
    logThrown(site.house.log, ctx.state.requestId, thrown, error);
    await serveFailure(site, ctx, language, error instanceof AppError ? error : new AppError('INTERNAL'));
    if (!ctx.req.complete) ctx.set('Connection', 'close');
  }
}

/** Finds pages by path; what may be done there is the page's own to say. */
function pageRouter(all: readonly Page[]): Router<{ page: Page }> {
  const router = new Router<{ page: Page }>();
  for (const page of all) router.register(page.path, ['get', 'post'], () => undefined);
  return router;
}
