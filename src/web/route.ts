import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import type { Reader, Tx } from '#src/db/index.ts';
import type { Actor, Role } from '#src/kernel/index.ts';

export type Language = 'fa' | 'en';
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who may call a route: anyone, or keys with one of the roles (`admin` always may). */
export type Access = 'public' | readonly Role[];

/** What a handler answers; the framework writes it. A `stream` or Buffer body is sent as it is. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

type Shape = z.ZodType | undefined;
type Out<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

/** A request after authentication and validation. */
export interface Call<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined> {
  params: Out<P>;
  query: Out<Q>;
  body: Out<B>;
  actor: Actor;
  language: Language;
  requestId: string;
  /** The instant at which the request arrived. */
  at: Date;
  ip: string;
  headers: IncomingMessage['headers'];
  /** The raw request, for handlers that stream the body themselves. */
  stream: IncomingMessage;
  /** Aborted when the caller goes away. */
  signal: AbortSignal;
  /** The claimed Idempotency-Key record, for handlers that complete it in a statement of their own. */
  idempotency: { id: string } | null;
}

interface Common<P extends Shape, Q extends Shape, B extends Shape> {
  method: Method;
  /** OpenAPI form: `/v1/senders/{id}`. */
  path: string;
  /** Name of the operation in the OpenAPI document, verb first. */
  operation: string;
  summary: string;
  tag: string;
  access: Access;
  params?: P;
  query?: Q;
  body?: B;
  /** Largest JSON body in bytes; default 1 MiB. */
  maxBytes?: number;
  /** What it answers, by status: a schema for JSON, or the media type of anything else. */
  answers: Readonly<Record<number, z.ZodType | string>>;
  /** Media types of a body that the handler streams itself; `body` is then undefined and JSON is still taken if there is a schema. */
  consumes?: readonly string[];
  /** Requests a minute from one address; default unlimited for keys. */
  perMinute?: number;
}

/** A route in its erased form, as the router and the OpenAPI document see it. */
export interface Route extends Common<z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined> {
  kind: 'read' | 'write' | 'open';
  run(call: Call<never, never, never>, em: never): Promise<Answer>;
}

/** A route that only reads: its handler gets a reader. */
export function readRoute<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
  route: Common<P, Q, B> & { run(call: Call<P, Q, B>, em: Reader): Promise<Answer> },
): Route {
  return { ...route, kind: 'read' } as unknown as Route;
}

/**
 * A route that changes state: its handler runs in the one transaction of the request. A creating POST takes an
 * Idempotency-Key; its answer is stored in the same transaction.
 */
export function writeRoute<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
  route: Common<P, Q, B> & { run(call: Call<P, Q, B>, tx: Tx): Promise<Answer> },
): Route {
  return { ...route, kind: 'write' } as unknown as Route;
}

/** A route whose handler opens its own transaction: for streams, files and the hot path. */
export function openRoute<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
  route: Common<P, Q, B> & { run(call: Call<P, Q, B>): Promise<Answer> },
): Route {
  return { ...route, kind: 'open' } as unknown as Route;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const accepted = (body: unknown): Answer => ({ status: 202, body });
