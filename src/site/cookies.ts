import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';

/** Which cookies the site keeps, and whether they are for HTTPS alone. */
export interface Cookies {
  session(ctx: Context): string;
  keepSession(ctx: Context, token: string | null): void;
  /** The cookie that forms are bound to: the session's, or one of a visitor who has none. */
  binding(ctx: Context): string;
  /** As `binding`, made where there is none yet. */
  bind(ctx: Context): string;
  theme(ctx: Context): string;
  set(ctx: Context, name: string, value: string, maxAgeSeconds: number): void;
  get(ctx: Context, name: string): string;
}

const TWO_WEEKS = 14 * 24 * 3600;

/** Makes the cookies; `secure` where the site is reached over HTTPS: then their names bind them to this host alone. */
export function createCookies(secure: boolean): Cookies {
  const prefix = secure ? '__Host-' : '';
  const sessionName = `${prefix}mohr_session`;
  const visitName = `${prefix}mohr_visit`;
  const get = (ctx: Context, name: string) => ctx.cookies.get(name) ?? '';
  const set = (ctx: Context, name: string, value: string, maxAgeSeconds: number) => {
    const attributes = [`${name}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${maxAgeSeconds}`];
    if (secure) attributes.push('Secure');
    ctx.append('Set-Cookie', attributes.join('; '));
  };
  const session = (ctx: Context) => get(ctx, sessionName);
  return {
    session,
    keepSession: (ctx, token) => set(ctx, sessionName, token ?? '', token ? TWO_WEEKS : 0),
    binding: (ctx) => session(ctx) || get(ctx, visitName),
    bind: (ctx) => {
      const had = session(ctx) || get(ctx, visitName);
      if (had) return had;
      const made = randomBytes(18).toString('base64url');
      set(ctx, visitName, made, TWO_WEEKS);
      return made;
    },
    theme: (ctx) => get(ctx, `${prefix}mohr_theme`),
    set: (ctx, name, value, maxAge) => set(ctx, `${prefix}${name}`, value, maxAge),
    get: (ctx, name) => get(ctx, `${prefix}${name}`),
  };
}
