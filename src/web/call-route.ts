import type { IncomingMessage } from 'node:http';
import { type Actor, AppError, systemActor } from '#src/kernel/index.ts';
import { authorize } from './authenticate.ts';
import type { Answer, Call, Language, Route } from './route.ts';
import { runRoute, type WebHouse } from './serve-route.ts';
import { validate } from './validate.ts';

/** A call of a route from another door of the same process. */
export interface InsideCall {
  /** Null: nobody has signed in; only public routes answer. */
  actor: Actor | null;
  language: Language;
  requestId: string;
  at: Date;
  ip: string;
  params?: unknown;
  query?: unknown;
  body?: unknown;
  /** The request whose body a streaming route is to read. */
  stream: IncomingMessage;
  /** In place of the request's own headers. */
  headers?: IncomingMessage['headers'];
}

/**
 * Calls a route as a request with its actor would: the same access, limits, schemas and transaction.
 * @throws UNAUTHENTICATED, FORBIDDEN, INVALID_INPUT, and what the route throws
 */
export async function callRoute(
  house: Pick<WebHouse, 'db' | 'rateLimit'>,
  route: Route,
  input: InsideCall,
): Promise<Answer> {
  if (route.perMinute) await house.rateLimit(`${route.operation} ${input.ip}`, route.perMinute);
  const actor = route.access === 'public' ? { ...systemActor, role: 'auditor' as const, name: 'public' } : input.actor;
  if (!actor) throw new AppError('UNAUTHENTICATED');
  authorize(route.access, actor);
  const { language, requestId, at, ip, stream } = input;
  const gone = new AbortController();
  const leave = () => stream.complete || gone.abort();
  stream.once('close', leave);
  const call = {
    params: route.params && validate(route.params, input.params ?? {}),
    query: route.query && validate(route.query, input.query ?? {}),
    body: route.body && input.body !== undefined ? validate(route.body, input.body) : undefined,
    actor,
    language,
    requestId,
    at,
    ip,
    headers: input.headers ?? stream.headers,
    stream,
    signal: gone.signal,
    idempotency: null,
  };
  // A route with a body and none given: its schema decides whether nothing is enough.
  if (route.body && input.body === undefined && !route.consumes) call.body = validate(route.body, {});
  try {
    return await runRoute(house, route, call as unknown as Call<never, never, never>, null);
  } finally {
    // One request may call many routes; what streams on from here has the request's own end.
    stream.off('close', leave);
  }
}
