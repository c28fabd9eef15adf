import { randomUUID } from 'node:crypto';
import Router from '@koa/router';
import Koa, { type Context, type Next } from 'koa';
import { AppError } from '#src/kernel/index.ts';
import type { Logger, Metrics } from '#src/telemetry/index.ts';

import { expectedError } from './expected-error.ts';
import { languageOf } from './language.ts';
import { logThrown } from './log-thrown.ts';
import { toProblem } from './problem.ts';
import type { Route } from './route.ts';
import { serveRoute, type WebHouse } from './serve-route.ts';

/** What the HTTP application is made of. */
export interface AppParts extends WebHouse {
  log: Logger;
  metrics: Metrics;
  routes: readonly Route[];
  /** Middleware of other doors (the site), tried before the 404. */
  others?: readonly Koa.Middleware[];
  /** Trust X-Forwarded-For: only behind a proxy of one's own. */
  proxy?: boolean;
}

/** Builds the Koa application that serves the routes and answers every failure as a problem document. */
export function createApp(parts: AppParts): Koa {
  const app = new Koa({ proxy: parts.proxy ?? false, maxIpsCount: 1 });
  app.silent = true;
  app.use((ctx, next) => observe(parts, ctx, next));
  app.use(answerErrors(parts));
  app.use(serveFixedPaths(parts));
  const router = createRouter(parts);
  app.use(router.routes());
  for (const other of parts.others ?? []) app.use(other);
  app.use((ctx) => refuse(router, ctx));
  return app;
}

/** The router alone: a test walks its stack and finds an access rule on every route. */
export function createRouter(parts: WebHouse & { routes: readonly Route[] }): Router {
  const router = new Router();
  for (const route of parts.routes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router.register(path, [route.method], (ctx: Context) => {
      ctx.state.route = route.path;
      return serveRoute(parts, route, ctx);
    });
  }
  return router;
}

/** Routes without parameters are found at once; the router tries its patterns one after the other. */
function serveFixedPaths(parts: AppParts): Koa.Middleware {
  const byPath = new Map(
    parts.routes
      .filter(({ path }) => !path.includes('{'))
      .map((route) => [`${route.method.toUpperCase()} ${route.path}`, route]),
  );
  return async (ctx, next) => {
    const route = byPath.get(`${ctx.method} ${ctx.path}`);
    if (!route) return next();
    ctx.state.route = route.path;
    ctx.params = {};
    await serveRoute(parts, route, ctx);
  };
}

async function observe({ log, metrics }: AppParts, ctx: Context, next: Next): Promise<void> {
  const given = ctx.get('x-request-id');
  const requestId = /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  ctx.state.requestId = requestId;
  ctx.set('X-Request-Id', requestId);
  ctx.set('X-Content-Type-Options', 'nosniff');
  const start = performance.now();
  await next();
  const seconds = (performance.now() - start) / 1000;
  // The route's pattern and never the path: paths may hold an MSISDN.
  const route = typeof ctx.state.route === 'string' ? ctx.state.route : 'none';
  metrics.requestSeconds.observe({ method: ctx.method, route, status: ctx.status }, seconds);
  log.info(
    { requestId, method: ctx.method, route, status: ctx.status, ms: Math.round(seconds * 1e5) / 100 },
    'request',
  );
}

function answerErrors({ log }: AppParts) {
  return async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (thrown) {
      const error = expectedError(thrown);
      const problem = toProblem(error, ctx.state.requestId as string, languageOf(ctx.get('accept-language')));
      logThrown(log, problem.requestId, thrown, error);
      ctx.status = problem.status;
      ctx.type = 'application/problem+json';
      ctx.body = JSON.stringify(problem);
      if (typeof problem.retryAfterSeconds === 'number') ctx.set('Retry-After', String(problem.retryAfterSeconds));
      // What is left of a body that was refused is not read: the connection is closed after the answer.
      if (!ctx.req.complete) ctx.set('Connection', 'close');
    }
  };
}

function refuse(router: Router, ctx: Context): void {
  const elsewhere = router.match(ctx.path, ctx.method).path.length > 0;
  throw new AppError(elsewhere ? 'METHOD_NOT_ALLOWED' : 'NOT_FOUND');
}
