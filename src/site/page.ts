import type { IncomingMessage } from 'node:http';
import type { SessionView } from '#src/accounts/index.ts';
import type { Actor, Language, Role } from '#src/kernel/index.ts';
import type { Answer } from '#src/web/index.ts';
import type { Form } from './form.ts';
import type { Problem } from './problem.ts';
import type { SiteHouse } from './site-house.ts';

/** Who may see a page: anyone, anyone who has signed in, or those with one of the roles (`admin` always may). */
export type PageAccess = 'public' | 'signed_in' | readonly Role[];

/** What a page answers. */
export type View =
  | { kind: 'html'; template: string; data: object; status: number; sent?: { form: Form; problem: Problem | null } }
  | { kind: 'redirect'; to: string }
  | { kind: 'raw'; status: number; body: unknown; headers: Readonly<Record<string, string>> };

/** One page of the site: what it shows, and what its forms do. Each has a file, a template and catalogue entries. */
export interface Page {
  /** Without the prefix of the language: `/senders/:id`. */
  path: string;
  access: PageAccess;
  /** The entry of the menu that is lit. */
  menu?: string;
  /** Posts a minute from one address. */
  postsPerMinute?: number;
  /** The handler of `post` reads the body itself: an upload. Its form carries the CSRF token in its address. */
  streams?: boolean;
  get?(visit: Visit): Promise<View>;
  /**
   * Does what a form asks. An expected failure that is thrown brings the page of `get` again, with
   * `visit.problem` and what was typed.
   */
  post?(visit: Visit): Promise<View>;
}

/** One request of a person. */
export interface Visit {
  house: SiteHouse;
  language: Language;
  /** Path without the prefix of the language. */
  path: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** What was typed; empty where nothing was. */
  form: Form;
  /** What went wrong with what was typed, where the page is shown again. */
  problem: Problem | null;
  session: SessionView | null;
  /** The signed-in person's rights; a page with access other than `public` always has them. */
  actor: Actor;
  at: Date;
  ip: string;
  agent: string;
  requestId: string;
  request: IncomingMessage;
  /** Calls an operation of the API as this person. @throws what the operation throws */
  ask<T = Json>(operation: string, input?: AskInput): Promise<T>;
  /** As `ask`, with status and headers: for files and streams. */
  askRaw(operation: string, input?: AskInput): Promise<Answer>;
  /** A text of the catalogue. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Sets (or, with null, clears) the cookie of the session. */
  keepSession(token: string | null): void;
  setCookie(name: string, value: string, maxAgeSeconds: number): void;
  /** A cookie that `setCookie` set; '' where there is none. */
  cookie(name: string): string;
}

/** Bodies of the API as templates see them. */
// biome-ignore lint/suspicious/noExplicitAny: the shapes are those of the API's schemas, which it was presented by
export type Json = any;

/** What an operation of the API is called with. */
export interface AskInput {
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
  headers?: IncomingMessage['headers'];
  stream?: IncomingMessage;
}

/** Shows a template with data. */
export function show(template: string, data: object = {}, status = 200): View {
  return { kind: 'html', template, data, status };
}

/** Goes on to another page (after a form); `done` names a sentence of the catalogue's `done` that is shown there. */
export function go(to: string, done?: string): View {
  if (!done) return { kind: 'redirect', to };
  const [path = '', query] = to.split('?', 2);
  return { kind: 'redirect', to: `${path}?${query ? `${query}&` : ''}done=${done}` };
}

/** Hands on what the API answered: a file, a stream. */
export function hand({ status, body, headers }: Answer, more: Readonly<Record<string, string>> = {}): View {
  return { kind: 'raw', status, body, headers: { ...headers, ...more } };
}
