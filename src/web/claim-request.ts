import type { Context } from 'koa';
import type { Database } from '#src/db/index.ts';
import { type Actor, AppError } from '#src/kernel/index.ts';
import { hashWhileRead } from './body-hash.ts';
import { type Claim, claimKey, renewKey } from './idempotency.ts';
import type { Call, Route } from './route.ts';

/** Printable ASCII; the header is optional. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/** Whether the body is of a kind that the handler streams (a route may take JSON beside it). */
export function readsItself(route: Route, ctx: Context): boolean {
  const { consumes } = route;
  return consumes !== undefined && (route.body === undefined || typeof ctx.is([...consumes]) === 'string');
}

/**
 * Claims the Idempotency-Key of a creating POST, if it has one, or finds the first answer to it. Of a body that the
 * handler streams the hash is known at the end only; an answer that is streamed, too, cannot be kept.
 * @throws MALFORMED_REQUEST, IDEMPOTENCY_MISMATCH, IDEMPOTENCY_IN_PROGRESS
 */
export async function claimRequest(
  db: Database,
  route: Route,
  ctx: Context,
  call: Call<never, never, never>,
  actor: Actor,
): Promise<Claim | null> {
  const key = ctx.get('idempotency-key');
  const streamed = readsItself(route, ctx);
  if (key === '' || route.method !== 'post' || (streamed && route.body) || route.access === 'public') return null;
  if (!KEY.test(key))
    throw new AppError('MALFORMED_REQUEST', {
      detail: {
        en: 'Idempotency-Key must be 1–255 printable ASCII characters',
        fa: 'Idempotency-Key باید ۱ تا ۲۵۵ نویسهٔ اسکی باشد',
      },
    });
  const scope = `${actor.id ?? actor.name} ${route.method} ${ctx.path}`;
  if (streamed) return claimStreamed(db, `${scope}\n${key}`, ctx, call);
  const claim = await claimKey(db, `${scope}\n${key}`, Buffer.from(JSON.stringify([call.body, call.query])));
  if (claim.first) call.idempotency = { id: claim.id };
  return claim;
}

/** A long upload says from time to time that it is alive. */
const RENEW_MS = 20_000;

async function claimStreamed(
  db: Database,
  scopedKey: string,
  ctx: Context,
  call: Call<never, never, never>,
): Promise<Claim> {
  let renewed = Date.now();
  let mine: string | null = null;
  const hash = hashWhileRead(ctx.req, JSON.stringify([call.query]), () => {
    if (!mine || Date.now() - renewed < RENEW_MS) return;
    renewed = Date.now();
    void renewKey(db, mine).catch(() => undefined);
  });
  const claim = await claimKey(db, scopedKey, null);
  if (claim.first) {
    mine = claim.id;
    call.idempotency = { id: claim.id };
    return { ...claim, requestHash: hash.digest };
  }
  for await (const _chunk of ctx.req);
  if (hash.digest() !== claim.requestHash) throw new AppError('IDEMPOTENCY_MISMATCH');
  return claim;
}
