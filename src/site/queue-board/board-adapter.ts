import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { createBullBoard } from '@bull-board/api';
import { BullAdapter } from '@bull-board/api/bullAdapter';
import Router from '@koa/router';
import type { Queue } from 'bull';
import type { Context, Middleware } from 'koa';
import { AppError } from '#src/kernel/index.ts';

type ServerAdapter = Parameters<typeof createBullBoard>[0]['serverAdapter'];
type Hands<Key extends keyof ServerAdapter> = Parameters<ServerAdapter[Key]>[0];

/** What bull-board hands to its server. */
interface Board {
  queues?: Hands<'setQueues'>;
  views?: string;
  statics?: string;
  entry?: Hands<'setEntryRoute'>;
  failed?: Hands<'setErrorHandler'>;
  api: Hands<'setApiRoutes'>;
  ui: Hands<'setUIConfig'>;
}

/**
 * Serves bull-board under `base`, for looking only: no route but GET exists, so that no job is added, retried or
 * removed past the outbox. It has no access rule of its own.
 */
export function boardMiddleware(queues: readonly Queue[], base: string): Middleware {
  const board = collect(queues);
  const router = new Router({ prefix: base });
  for (const { method, route, handler } of board.api) {
    if (![method].flat().includes('get')) continue;
    for (const path of [route].flat())
      router.get(path, async (ctx: Context & { params?: Record<string, string> }) => {
        const request = {
          queues: board.queues as NonNullable<Board['queues']>,
          uiConfig: board.ui,
          query: { ...ctx.query },
          params: ctx.params ?? {},
          body: {},
          headers: {},
        };
        const answer = await Promise.resolve(handler(request)).catch((error: Error) => failure(board, error));
        ctx.status = answer.status ?? 200;
        ctx.body = answer.body;
      });
  }
  router.get('/static/*file', (ctx) => serveStatic(board.statics ?? '', ctx));
  for (const path of [board.entry?.route ?? []].flat()) router.get(path, (ctx) => servePage(board, base, ctx));
  return router.routes() as Middleware;
}

function collect(queues: readonly Queue[]): Board {
  const board: Board = { api: [], ui: {} };
  const keep = <K extends keyof Board>(key: K) => {
    return (value: Board[K]) => {
      board[key] = value;
      return adapter;
    };
  };
  const adapter: ServerAdapter = {
    setQueues: keep('queues'),
    setViewsPath: keep('views'),
    setStaticPath: (_, folder) => keep('statics')(folder),
    setEntryRoute: keep('entry'),
    setErrorHandler: keep('failed'),
    setApiRoutes: keep('api'),
    setUIConfig: keep('ui'),
  };
  createBullBoard({
    queues: queues.map((queue) => new BullAdapter(queue, { readOnlyMode: true, allowRetries: false })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Mohr', hideDocsLink: true, locale: { lng: 'en' } } },
  });
  return board;
}

/** Redis is away, or a job went while it was looked at: an answer of the board's own form. */
function failure({ failed }: Board, error: Error) {
  return failed?.(error) ?? { status: 500 as const, body: {} };
}

/** The board's page: its template has five places, and names a font of another host, which is not loaded. */
async function servePage({ entry, views = '', ui }: Board, base: string, ctx: Context): Promise<void> {
  const view = entry?.handler({ basePath: base, uiConfig: ui });
  const template = await readFile(join(views, String(view?.name)), 'utf8');
  const values = new Map(Object.entries(view?.params ?? {}));
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = template
    .replace(/<link href="https?:[^>]*>/g, '')
    .replace(/<%[-=] (\w+) %>/g, (_, name: string) => String(values.get(name) ?? ''));
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
};

async function serveStatic(folder: string, ctx: Context & { params?: Record<string, string> }): Promise<void> {
  const path = join(folder, ctx.params?.file ?? '');
  const type = types[path.slice(path.lastIndexOf('.') + 1)];
  if (!type || !path.startsWith(folder + sep)) throw new AppError('NOT_FOUND');
  const bytes = await readFile(path).catch(() => null);
  if (!bytes) throw new AppError('NOT_FOUND');
  ctx.set({ 'Content-Type': type, 'Cache-Control': 'private, max-age=3600' });
  ctx.body = bytes;
}
