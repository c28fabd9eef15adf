import test from 'ava';
import { z } from 'zod';
import { apiRoutes } from '#src/api/index.ts';
import { newId, type Role, roles } from '#src/kernel/index.ts';
import type { Route } from '#src/web/index.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

let app: TestApp;
let routes: readonly Route[];
const clients = new Map<Role, TestClient>();

test.before(async () => {
  app = await startApp();
  routes = apiRoutes(app.house, {});
  const contact = { name: 'x', email: 'x@example.com', mobile: '09121110000' };
  const { body } = await app.admin.post('/v1/organizations', {
    legalName: 'فروشگاه',
    kind: 'legal',
    nationalId: '10380284790',
    contact,
  });
  for (const role of roles) clients.set(role, await app.as(role, role === 'business' ? body.id : undefined));
});
test.after.always(() => app?.stop());

/** An address of the route with parameters that name nothing. */
function address(route: Route): string {
  const uuid = newId();
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (/id$/i.test(name) ? uuid : 'nothing'));
}

const isGuarded = ({ access }: Route) => access !== 'public';

test('there are routes, each under one name', (t) => {
  t.true(routes.length > 50);
  t.is(new Set(routes.map(({ operation }) => operation)).size, routes.length);
  t.is(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size, routes.length);
});

test('every guarded route is 401 without a key and 403 with a role that it does not name', async (t) => {
  for (const route of routes.filter(isGuarded)) {
    const where = `${route.method} ${route.path}`;
    const method = route.method.toUpperCase();
    t.is((await app.client().call(method, address(route), undefined)).status, 401, where);
    for (const role of roles) {
      if (role === 'admin' || route.access.includes(role)) continue;
      t.is((await clients.get(role)?.call(method, address(route), undefined))?.status, 403, `${where} as ${role}`);
    }
  }
});

test('the routes without a key are the few that are meant for everyone', (t) => {
  const open = routes.filter((route) => !isGuarded(route)).map(({ path }) => path);
  t.deepEqual(
    open
      .filter((path) => path.startsWith('/v1/'))
      .sort()
      .filter((path) => !/^\/v1\/(public|window)(\/|$)/.test(path)),
    ['/v1/reason-codes'],
  );
});

test('an object that does not exist, a malformed id, a broken or empty body: 4xx on every route, never 500', async (t) => {
  const bodies: [string | undefined, string][] = [
    [undefined, ''],
    ['{', 'application/json'],
    ['[]', 'application/json'],
    ['{"a":1}', 'application/json'],
    ['null', 'application/json'],
    ['x', 'text/plain'],
    ['a,b\n1,2', 'text/csv'],
  ];
  for (const route of routes) {
    if (route.path === '/metrics' || route.path === '/docs/{file}') continue;
    const method = route.method.toUpperCase();
    for (const path of [
      address(route),
      route.path.replaceAll(/\{\w+\}/g, '%00'),
      `${address(route)}?limit=0&cursor=x&asOf=x`,
    ]) {
      for (const [body, type] of method === 'GET' ? bodies.slice(0, 1) : bodies) {
        const { status } = await app.admin.call(method, path, body, type ? { 'content-type': type } : {});
        t.true(status < 500, `${status} ${method} ${path} ${body}`);
      }
    }
  }
});

test('a cursor that was made up is refused by every list', async (t) => {
  const lists = routes.filter(isGuarded).flatMap((route) => {
    const shape = route.method === 'get' && route.query instanceof z.ZodObject ? route.query.shape : {};
    return 'cursor' in shape ? [{ path: address(route), query: 'msisdn' in shape ? '&msisdn=09121234567' : '' }] : [];
  });
  t.true(lists.length > 10);
  const forged = ['x', '["x"]', '[null]', '["x","y"]', '["2026-99-99",5]', '["2026-01-01T00:00:00Z","x"]'];
  for (const { path, query } of lists) {
    for (const text of forged) {
      const cursor = Buffer.from(text).toString('base64url');
      const { status, body } = await app.admin.get(`${path}?cursor=${cursor}${query}`);
      // Of what does not exist there is no list to page through.
      t.true(status === 422 || status === 404, `${path} ${text}: ${JSON.stringify(body)}`);
    }
  }
});

test('the OpenAPI document names every route, its roles and its schemas', async (t) => {
  const { body } = await app.client().get('/openapi.json');
  t.is(body.openapi, '3.1.0');
  for (const { path, method, operation, access } of routes) {
    const entry = body.paths[path]?.[method];
    t.is(entry?.operationId, operation);
    t.deepEqual(entry.security, access === 'public' ? [] : [{ apiKey: [] }]);
    t.truthy(entry.responses.default);
  }
  const check = body.paths['/v1/check'].post;
  t.truthy(check.requestBody.content['application/json'].schema);
  t.truthy(check.responses['200'].content['application/json'].schema.properties.outcome);
});

test('the API page and what it needs come from this host alone', async (t) => {
  const page = await app.client().get('/docs');
  t.is(page.status, 200);
  t.notRegex(page.body, /https?:\/\//);
  t.regex(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  for (const [, file] of String(page.body).matchAll(/(?:src|href)="([^"]+)"/g))
    t.is((await app.client().get(file ?? '')).status, 200);
  t.is((await app.client().get('/docs/..%2f..%2fpackage.json')).status, 404);
});

test('the process is up and ready, and its measurements name no one', async (t) => {
  t.deepEqual((await app.client().get('/healthz')).body, { status: 'ok' });
  await clients.get('gateway')?.post('/v1/check', { sender: 'x', to: '09121234567', text: 'hello' });
  const { body } = await app.client().get('/metrics');
  t.regex(body, /mohr_decisions_total\{pack="ir",outcome="deny"\} 1/);
  t.notRegex(body, /9121234567/);
});
