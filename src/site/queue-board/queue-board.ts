import type { Context, Middleware } from 'koa';
import { findSession } from '#src/accounts/index.ts';
import type { House } from '#src/house.ts';
import { AppError, toDate } from '#src/kernel/index.ts';
import { type Authenticate, authorize } from '#src/web/index.ts';
import { createCookies } from '../cookies.ts';
import { boardMiddleware } from './board-adapter.ts';

/** Where the board is. */
export const QUEUE_BOARD = '/admin/queues';

/** Everything from this host alone; the board writes styles into its elements, and its page says where it is. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What the board needs of the house. */
export type BoardHouse = Pick<House, 'db' | 'clock' | 'config' | 'transport'> & { authenticate: Authenticate };

/**
 * Bull's queues as an admin may look at them (jobs carry ids and nothing else), by the session of the site or with an
 * API key; null where there is no Redis and so are no queues of Bull.
 */
export function createQueueBoard(house: BoardHouse): Middleware | null {
  const { bull } = house.transport;
  if (bull.length === 0) return null;
  const serve = boardMiddleware(bull, QUEUE_BOARD);
  const cookies = createCookies(house.config.publicUrl.startsWith('https:'));
  return async (ctx, next) => {
    if (ctx.path !== QUEUE_BOARD && !ctx.path.startsWith(`${QUEUE_BOARD}/`)) return next();
    ctx.state.route = QUEUE_BOARD;
    if (!(await admit(house, cookies.session(ctx), ctx))) {
      ctx.status = 303;
      ctx.set('Location', `/sign-in?next=${encodeURIComponent(QUEUE_BOARD)}`);
      return;
    }
    ctx.set({
      'Content-Security-Policy': POLICY,
      'Referrer-Policy': 'same-origin',
      'X-Frame-Options': 'DENY',
      'Cache-Control': 'private, no-store',
    });
    await serve(ctx, next);
  };
}

/** False: whoever it is has still to sign in. @throws UNAUTHENTICATED, FORBIDDEN for API keys; NOT_FOUND for others' sessions */
async function admit({ authenticate, db, clock }: BoardHouse, token: string, ctx: Context): Promise<boolean> {
  const header = ctx.get('authorization');
  if (header !== '') {
    authorize([], await authenticate(header));
    return true;
  }
  const session = token ? await findSession(db.reader(), token, toDate(clock.now())) : null;
  if (session?.standing !== 'in') {
    if (ctx.accepts('json', 'html') !== 'html') throw new AppError('UNAUTHENTICATED');
    return false;
  }
  if (session.actor.role !== 'admin') throw new AppError('NOT_FOUND');
  return true;
}
