import { Readable } from 'node:stream';
import type { Context } from 'koa';
import type { Database } from '#src/db/index.ts';
import { type Actor, type Clock, systemActor, toDate } from '#src/kernel/index.ts';
import { type Authenticate, authorize } from './authenticate.ts';
import { checkAnswer } from './check-answer.ts';
import { claimRequest, readsItself } from './claim-request.ts';
import { type Claim, completeKey, releaseKey } from './idempotency.ts';
import { languageOf } from './language.ts';
import type { RateLimit } from './rate-limit.ts';
import { readJson } from './read-body.ts';
import type { Answer, Call, Route } from './route.ts';
import { validate } from './validate.ts';

const DEFAULT_MAX_BYTES = 1024 * 1024;

/** What every route needs of the house. */
export interface WebHouse {
  db: Database;
  clock: Clock;
  authenticate: Authenticate;
  rateLimit: RateLimit;
  /** Hold every answer against its schema (tests). */
  checkAnswers?: boolean | undefined;
}

/** Serves one request of one route: limit, authenticate, parse, run in its transaction, answer. */
export async function serveRoute(house: WebHouse, route: Route, ctx: Context): Promise<void> {
  if (route.perMinute) await house.rateLimit(`${route.operation} ${ctx.ip}`, route.perMinute);
  const actor =
    route.access === 'public'
      ? { ...systemActor, role: 'auditor' as const, name: 'public' }
      : await house.authenticate(ctx.get('authorization'));
  authorize(route.access, actor);
  const call = await parse(house, route, ctx, actor);
  const claim = await claimRequest(house.db, route, ctx, call, actor);
  const answer = claim && !claim.first ? claim.answer : await runRoute(house, route, call, claim);
  if (house.checkAnswers && !isStream(answer.body)) checkAnswer(route, answer);
  write(ctx, answer);
}

async function parse(house: WebHouse, route: Route, ctx: Context, actor: Actor): Promise<Call<never, never, never>> {
  const json =
    route.body && !readsItself(route, ctx) ? await readJson(ctx.req, route.maxBytes ?? DEFAULT_MAX_BYTES) : undefined;
  let gone: AbortController | undefined;
  const call = {
    params: route.params && validate(route.params, ctx.params),
    query: route.query && validate(route.query, { ...ctx.query }),
    body: route.body && !readsItself(route, ctx) ? validate(route.body, json) : undefined,
    actor,
    language: languageOf(ctx.get('accept-language')),
    requestId: ctx.state.requestId as string,
    at: toDate(house.clock.now()),
    ip: ctx.ip,
    headers: ctx.req.headers,
    stream: ctx.req,
    // Made when a handler asks: few do.
    get signal() {
      gone ??= abortWhenGone(ctx);
      return gone.signal;
    },
    idempotency: null,
  };
  return call as unknown as Call<never, never, never>;
}

function abortWhenGone({ req, res }: Context): AbortController {
  const gone = new AbortController();
  if (req.closed && !res.writableFinished) gone.abort();
  else req.once('close', () => res.writableFinished || gone.abort());
  return gone;
}

/** Runs a route's handler in what its kind calls for: a reader, the one transaction of the request, or on its own. */
export async function runRoute(
  house: Pick<WebHouse, 'db'>,
  route: Route,
  call: Call<never, never, never>,
  claim: Claim | null,
): Promise<Answer> {
  try {
    if (route.kind === 'read') return await route.run(call, house.db.reader() as never);
    const id = claim?.first ? claim.id : null;
    if (route.kind === 'write') {
      const answer = await house.db.transact(async (tx) => {
        const given = await route.run(call, tx as never);
        if (id) await completeKey(tx, id, given);
        return given;
      });
      // Who changed something and then asks this node sees the change: its caches have forgotten the old state.
      await house.db.listener.sync();
      return answer;
    }
    const answer = await route.run(call, undefined as never);
    // An open route that did not complete its key itself (see Call.idempotency) has it completed here.
    const hash = claim?.first ? claim.requestHash?.() : undefined;
    if (id && call.idempotency) await house.db.transact((tx) => completeKey(tx, id, answer, hash));
    return answer;
  } catch (error) {
    if (claim?.first) await releaseKey(house.db, claim.id);
    throw error;
  }
}

function write(ctx: Context, answer: Answer): void {
  ctx.status = answer.status;
  ctx.set({ ...answer.headers });
  if (answer.body !== undefined) ctx.body = answer.body;
}

const isStream = (body: unknown): boolean => body instanceof Readable;
