import test from 'ava';
import { seedDemo } from '#src/demo/index.ts';
import { startSimulator } from '#src/smsc-simulator/index.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

let app: TestApp;
let gateway: TestClient;
test.before(async () => {
  app = await startApp();
  const keys = await seedDemo(app.house, new Date());
  gateway = app.client(keys?.gateway);
});
test.after.always(() => app?.stop());

let codes = 1000;
const send = async (to: string) => {
  const body = { sender: '021-42750000', to, category: 'otp', text: `کد تایید شما: ${codes++}` };
  const { id } = (await gateway.post('/v1/messages', body)).body;
  for (let i = 0; i < 500; i++) {
    const message = (await gateway.get(`/v1/messages/${id}`)).body;
    if (message.status === 'delivered') return message;
    await new Promise((next) => setTimeout(next, 20));
  }
  throw new Error('it was not delivered');
};

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300 && !(await done()); i++) await new Promise((next) => setTimeout(next, 20));
}

const usable = async (id: string) =>
  (await gateway.get('/v1/routes')).body.items.find((route: { id: string }) => route.id === id)?.usable === true;

const viaOf = (message: { timeline: { status: string; detail: { route?: string } | null }[] }) =>
  message.timeline.find(({ status }) => status === 'submitted')?.detail?.route;

test.serial('the configured route is shown with its sessions, without its password', async (t) => {
  await until(() => usable('default'));
  const { status, body } = await gateway.get('/v1/routes');
  t.is(status, 200);
  t.like(body.items, [{ id: 'default', usable: true, sessions: [{ phase: 'bound' }] }]);
  t.notRegex(JSON.stringify(body), /:mohr@/);
});

test.serial(
  'a route of one operator takes that operator’s messages as soon as it is added, and the other stands in when it is lost',
  async (t) => {
    const smsc = await startSimulator({ receiptDelayMs: 5 });
    t.teardown(() => smsc.stop());
    const made = await app.admin.post('/v1/routes', { name: 'irancell', url: smsc.url, operators: ['irancell'] });
    t.like(made, { status: 201, body: { name: 'irancell', operators: ['irancell'], rank: 10, enabled: true } });
    t.notRegex(JSON.stringify(made.body), /:mohr@/);
    const { id } = made.body;
    await until(() => usable(id));
    t.is(viaOf(await send('09351234567')), 'irancell');
    t.is(viaOf(await send('09121234567')), 'default');
    t.is(smsc.submits.length, 1);
    t.like(await app.admin.patch(`/v1/routes/${id}`, { enabled: false }), { status: 200, body: { enabled: false } });
    await until(async () => smsc.bound === 0);
    t.is(viaOf(await send('09351234567')), 'default');
    t.is((await app.admin.patch(`/v1/routes/${id}`, { enabled: true })).status, 200);
    await until(() => usable(id));
    t.is(viaOf(await send('09351234567')), 'irancell');
    t.is((await app.admin.call('DELETE', `/v1/routes/${id}`)).status, 204);
    await until(async () => smsc.bound === 0);
    t.is(viaOf(await send('09351234567')), 'default');
  },
);

test.serial(
  'when the SMSC of a route is gone, the next rank stands in until it is back; a route may take one class alone',
  async (t) => {
    const smsc = await startSimulator({ receiptDelayMs: 5 });
    const url = `${smsc.url}?reconnectMinMs=5&reconnectMaxMs=20`;
    const { id } = (await app.admin.post('/v1/routes', { name: 'first', url, rank: 1, lineClasses: ['service'] })).body;
    const other = (await app.admin.post('/v1/routes', { name: 'other', url, rank: 0, lineClasses: ['promotional'] }))
      .body;
    await until(() => usable(id));
    t.is(viaOf(await send('09121234567')), 'first');
    await smsc.stop();
    await until(async () => !(await usable(id)));
    t.is(viaOf(await send('09121234567')), 'default');
    for (const one of [id, other.id]) await app.admin.call('DELETE', `/v1/routes/${one}`);
  },
);

test.serial('routes of one rank share by weight', async (t) => {
  const [heavy, light] = [await startSimulator({ receiptDelayMs: 5 }), await startSimulator({ receiptDelayMs: 5 })];
  t.teardown(() => Promise.all([heavy.stop(), light.stop()]).then(() => undefined));
  const ids: string[] = [];
  for (const [name, { url }, weight] of [
    ['heavy', heavy, 9],
    ['light', light, 1],
  ] as const)
    ids.push((await app.admin.post('/v1/routes', { name, url, weight })).body.id);
  for (const id of ids) await until(() => usable(id));
  await Promise.all(Array.from({ length: 60 }, () => send('09121234567')));
  t.true(heavy.submits.length > light.submits.length);
  t.is(heavy.submits.length + light.submits.length, 60);
  for (const id of ids) await app.admin.call('DELETE', `/v1/routes/${id}`);
});

test.serial('routes and queues are measured', async (t) => {
  await until(async () => {
    const { body } = await app.client().get('/metrics');
    return (
      /mohr_queue_length\{queue="messages"\} 0/.test(body) &&
      /mohr_smpp_submits_total\{.*outcome="accepted"\} [1-9]/.test(body)
    );
  });
  const { body } = await app.client().get('/metrics');
  t.regex(body, /mohr_smpp_route_bound\{route="default"\} 1/);
  t.regex(body, /mohr_smpp_route_in_flight\{route="default"\} \d/);
  t.regex(body, /mohr_smpp_submits_total\{route="default",outcome="accepted"\} [1-9]/);
  t.regex(body, /mohr_queue_length\{queue="webhooks"\} 0/);
});

test.serial('a URL that cannot be used is refused with all that is wrong, and only an admin sets routes', async (t) => {
  const bad = await app.admin.post('/v1/routes', { name: 'bad', url: 'smpp://@host?window=0&nonsense=1' });
  t.is(bad.status, 422);
  t.true(bad.body.errors.length >= 3);
  t.notRegex(JSON.stringify(bad.body), /secret/);
  const url = 'smpp://a:secret@localhost:2775';
  t.is((await gateway.post('/v1/routes', { name: 'x', url })).status, 403);
  t.like(await app.admin.post('/v1/routes', { name: 'default', url }), {
    status: 422,
    body: { errors: [{ path: 'name' }] },
  });
});
