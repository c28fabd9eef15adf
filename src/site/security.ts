import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import { AppError } from '#src/kernel/index.ts';

/** Nothing inline, nothing from elsewhere, no frame around us; images of our own stylesheets are data. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sets the headers of every page. */
export function protect(ctx: Context): void {
  ctx.set({
    'Content-Security-Policy': POLICY,
    'Referrer-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Cache-Control': 'private, no-store',
  });
}

/** The token that a form carries back, derived from the cookie that the browser holds. */
export function csrfOf(cookie: string): string {
  return createHash('sha256').update(`form ${cookie}`).digest('base64url');
}

/**
 * Lets a post through only from a page of ours: the browser must say that it comes from this site, and the form must
 * carry the token of the cookie.
 * @throws FORBIDDEN
 */
export function refuseForgery(ctx: Context, cookie: string, token: string): void {
  const site = ctx.get('sec-fetch-site');
  const origin = ctx.get('origin');
  const sameOrigin = origin === '' || origin === 'null' ? site === 'same-origin' : originHost(origin) === ctx.host;
  const foreign = site !== '' && site !== 'same-origin';
  const expected = Buffer.from(csrfOf(cookie));
  const given = Buffer.from(token);
  const known = cookie !== '' && expected.length === given.length && timingSafeEqual(expected, given);
  if (foreign || !sameOrigin || !known) {
    throw new AppError('FORBIDDEN', {
      detail: {
        fa: 'این فرم از صفحه‌ای کهنه آمده است؛ صفحه را دوباره باز کنید و از نو بفرستید.',
        en: 'This form came from a page that is out of date; open the page again and send it once more.',
      },
    });
  }
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
