import { createUser, openSession, type UserRole } from '#src/accounts/index.ts';
import { systemActor, toDate } from '#src/kernel/index.ts';
import { type Business, form, lineInput, makeBusiness, makeSender, meetRequirements } from '#test/senders/world.ts';
import type { TestApp } from '#test/support/app.ts';

/** A browser of someone who has signed in, second factor and all. */
export interface Person {
  cookie: string;
  open(path: string): Promise<SeenPage>;
  /** Sends a form with the page's own token. */
  send(path: string, fields: Record<string, string> | [string, string][]): Promise<SeenPage>;
}

/** A page as a test looks at it. */
export interface SeenPage {
  status: number;
  html: string;
  headers: Headers;
  location: string;
}

let people = 0;

/** Makes a person and signs them in. */
export async function person(
  app: TestApp,
  role: UserRole,
  organizationId: string | null = null,
  called?: string,
): Promise<Person> {
  const at = toDate(app.house.clock.now());
  people++;
  const name = called ?? `${role} ${people}`;
  const input = {
    role,
    email: `${role}${people}@example.com`,
    name,
    organizationId,
    locale: 'fa',
    password: null,
  } as const;
  const token = await app.house.db.transact(async (tx) => {
    const user = await createUser(tx, systemActor, input, at);
    return (await openSession(tx, user, { ip: '127.0.0.1', agent: 'test' }, { secondFactor: true }, at)).token;
  });
  const cookie = `mohr_session=${token}`;
  const see = async (path: string, init: RequestInit = {}): Promise<SeenPage> => {
    const headers = { cookie, accept: 'text/html', ...(init.headers as Record<string, string>) };
    const answer = await fetch(app.url + path, { redirect: 'manual', ...init, headers });
    const html = await answer.text();
    return { status: answer.status, html, headers: answer.headers, location: answer.headers.get('location') ?? '' };
  };
  return {
    cookie,
    open: (path) => see(path),
    send: async (path, fields) => {
      const { html } = await see('/account');
      const token = /name="_form" value="([^"]+)"/.exec(html)?.[1] ?? '';
      const body = new URLSearchParams(fields as Record<string, string>);
      body.set('_form', token);
      const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: app.url };
      return see(path, { method: 'POST', body: body.toString(), headers });
    },
  };
}

/** A small PNG: 2 by 2 pixels. */
const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVQIHWP8//8/AwMDEwMDAwMDAwAkBgMBmjCi+wAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** An organization and what it has in the register: one line that waits, a look-alike that waits, one in force. */
export interface Register {
  shop: Business;
  waiting: string;
  lookalike: string;
  active: string;
}

/** Fills the register through the API. */
export async function fillRegister(app: TestApp): Promise<Register> {
  const shop = await makeBusiness(app);
  const waiting = await makeSender(app, shop, 'submitted');
  const lookalike = await submitLookalike(app, shop);
  const active = await makeSender(app, shop, 'active');
  return { shop, waiting: waiting.id, lookalike, active: active.id };
}

async function submitLookalike(app: TestApp, shop: Business): Promise<string> {
  const input = lineInput(shop, {
    kind: 'masked',
    address: 'BankMelli',
    lineClass: 'service',
    sampleMessages: ['کد شما ۱۲۳'],
  });
  const { body } = await shop.client.post('/v1/senders', input);
  await meetRequirements(app, shop, body.id);
  await shop.client.post(`/v1/senders/${body.id}/submit`);
  return body.id;
}

export { form, png };
