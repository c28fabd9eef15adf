import test, { type ExecutionContext } from 'ava';
import { newId, systemActor, systemClock, toDate } from '#src/kernel/index.ts';
import {
  addEndpoint,
  callbackSecret,
  cancelMessage,
  type Endpoints,
  openEndpoints,
  replayDeliveries,
  type WebhookEndpoint,
} from '#src/messages/index.ts';
import { startOutboxRunner } from '#src/queue/index.ts';
import { verifyWebhook, type WebhookHeaders } from '#src/signing/index.ts';
import { startSimulator } from '#src/smsc-simulator/index.ts';
import { createLog } from '#src/telemetry/index.ts';
import { fanOutEvent } from '#src/workers/webhooks/fan-out.ts';
import { publicLookup } from '#src/workers/webhooks/guarded-lookup.ts';
import { postWebhook } from '#src/workers/webhooks/post-webhook.ts';
import {
  startWebhookSender,
  type WebhookSender,
  type WebhookSenderParts,
} from '#src/workers/webhooks/webhook-sender.ts';
import { type Arrived, startReceiver } from '#test/support/receiver.ts';
import { startTraffic, type Traffic, testSender } from '#test/support/traffic.ts';

let traffic: Traffic;
let endpoints: Endpoints;
const callbackKey = Buffer.alloc(32, 5);
test.before(async () => {
  traffic = await startTraffic();
  endpoints = await openEndpoints(traffic.db);
});
test.after.always(() => traffic?.stop());

const now = () => toDate(systemClock.now());

function sender(t: ExecutionContext, parts: Partial<WebhookSenderParts> = {}): WebhookSender {
  const started = startWebhookSender({
    pool: traffic.db.pool,
    clock: systemClock,
    log: createLog('silent'),
    endpoints,
    callbackKey,
    allowPrivateCallbacks: true,
    giveUp: async () => undefined,
    done: () => undefined,
    ...parts,
  });
  t.teardown(() => started.stop(100));
  return started;
}

async function receiver(t: ExecutionContext, location = '') {
  const started = await startReceiver(location);
  t.teardown(() => started.stop());
  return started;
}

async function endpoint(url: string, events = ['*'], allowPrivate = true): Promise<WebhookEndpoint> {
  const input = { url, events, description: '', organizationId: null, allowPrivate };
  const made = await traffic.db.transact((tx) => addEndpoint(tx, systemActor, input, now()));
  while (!endpoints.get(made.id)) await new Promise((next) => setTimeout(next, 5));
  return made;
}

async function forwarding(t: ExecutionContext, hooks: WebhookSender) {
  const simulator = await startSimulator({ receiptDelayMs: 5 });
  const worker = await traffic.start(simulator.url, {
    webhooks: {
      owing: () => ({ subscriptions: endpoints.messageSubscriptions(), leaseUntil: hooks.leaseUntil() }),
      take: hooks.take,
    },
  });
  t.teardown(async () => {
    await worker.stop(500);
    await simulator.stop();
  });
}

const verified = (arrived: Arrived | undefined, secret: string) =>
  arrived !== undefined &&
  verifyWebhook(secret, arrived.headers as unknown as WebhookHeaders, arrived.body, Math.floor(Date.now() / 1000));

test.serial(
  'a message with a callback is reported when it is delivered, signed with its organization’s secret',
  async (t) => {
    const { url, until } = await receiver(t);
    await forwarding(t, sender(t));
    const id = await traffic.send({ callbackUrl: url, reference: 'order-1' });
    const [arrived] = await until(1);
    t.like(arrived?.json, { type: 'message.delivered', data: { id, status: 'delivered', reference: 'order-1' } });
    t.true(verified(arrived, callbackSecret(callbackKey, testSender.organizationId)));
    await new Promise((next) => setTimeout(next, 50));
    const { rows } = await traffic.db.pool.query('select id from webhook_delivery where message_id = $1', [id]);
    t.deepEqual(rows, []);
  },
);

test.serial('a webhook that was not taken is sent again with the same id, until it is', async (t) => {
  const { url, answers, arrived, until } = await receiver(t);
  answers.push(500);
  await forwarding(t, sender(t));
  const id = await traffic.send({ callbackUrl: url });
  await until(1);
  await new Promise((next) => setTimeout(next, 100));
  await traffic.db.pool.query(
    'update webhook_delivery set due_at = now() where message_id = $1 and due_at is not null',
    [id],
  );
  await until(2);
  t.is(arrived[0]?.headers['webhook-id'], arrived[1]?.headers['webhook-id']);
});

test.serial('a redirect is not followed', async (t) => {
  const inner = await receiver(t);
  const outer = await receiver(t, inner.url);
  outer.answers.push(302);
  const status = await postWebhook({ url: outer.url, headers: {}, body: '{}', allowPrivate: true, timeoutMs: 1000 });
  t.is(status, 302);
  t.is(inner.arrived.length, 0);
});

test.serial('private addresses and names that resolve to them are refused before a connection is made', async (t) => {
  const { url, arrived } = await receiver(t);
  const port = new URL(url).port;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::ffff:127.0.0.1]:${port}`, `2130706433:${port}`];
  for (const host of hosts) {
    const post = postWebhook({ url: `http://${host}/`, headers: {}, body: '{}', allowPrivate: false, timeoutMs: 2000 });
    await t.throwsAsync(post, { name: 'PrivateAddressError' }, host);
  }
  t.is(arrived.length, 0);
});

test('a name is looked up by the socket itself, which connects to nothing but public addresses', async (t) => {
  const answer = await new Promise((done) => publicLookup('localhost', { all: true }, (error) => done(error?.name)));
  t.is(answer, 'PrivateAddressError');
});

test.serial('an answer that does not come ends in a time-out', async (t) => {
  const { url, answers } = await receiver(t);
  answers.push('hang');
  const post = postWebhook({ url, headers: {}, body: '{}', allowPrivate: true, timeoutMs: 60 });
  await t.throwsAsync(post, { name: 'TimeoutError' });
});

test.serial('an endpoint that takes nothing for a day is given up, and one that says gone at once', async (t) => {
  const { url, answers, until } = await receiver(t);
  const made = await endpoint(url, ['sender.*']);
  const given: string[] = [];
  const hooks = sender(t, { giveUp: async (id, reason) => void given.push(`${id} ${reason}`) });
  answers.push(500, 410);
  const old = '01900000-0000-7000-8000-000000000001';
  const insert = `insert into webhook_delivery (id, endpoint_id, type, body, due_at) values ($1, $2, 'sender.approved', '{}', now())`;
  await traffic.db.pool.query(`select ensure_partitions('webhook_delivery', '2024-06-01', 1)`);
  await traffic.db.pool.query(insert, [old, made.id]);
  hooks.nudge();
  await until(1);
  await traffic.db.pool.query(insert, [newId(), made.id]);
  hooks.nudge();
  await until(2);
  await new Promise((next) => setTimeout(next, 50));
  t.deepEqual(given, [`${made.id} it took nothing for a day`, `${made.id} it answered 410`]);
});

test.serial('events of other rooms reach endpoints once, also when the outbox hands them out twice', async (t) => {
  const { url, arrived, until } = await receiver(t);
  await endpoint(url, ['complaint.*']);
  const hooks = sender(t);
  const job = {
    id: newId(),
    kind: 'event',
    key: null,
    tries: 1,
    payload: { type: 'complaint.opened', complaintId: newId() },
  };
  t.is(await fanOutEvent(traffic.db, endpoints, job, now()), 1);
  hooks.nudge();
  await until(1);
  await fanOutEvent(traffic.db, endpoints, job, now());
  hooks.nudge();
  await new Promise((next) => setTimeout(next, 100));
  t.is(arrived.length, 1);
  t.like(arrived[0]?.json, { type: 'complaint.opened', data: { complaintId: job.payload.complaintId } });
});

test.serial('a cancelled message is reported through the outbox', async (t) => {
  const { url, until } = await receiver(t);
  const hooks = sender(t);
  const runner = startOutboxRunner({
    pool: traffic.db.pool,
    clock: systemClock,
    handlers: { event: async (job) => void (await fanOutEvent(traffic.db, endpoints, job, now())) },
    done: hooks.nudge,
  });
  t.teardown(() => runner.stop(100));
  const id = await traffic.send({ callbackUrl: url });
  await traffic.db.transact((tx) => cancelMessage(tx, systemActor, id, now()));
  const [arrived] = await until(1);
  t.like(arrived?.json, { type: 'message.cancelled', data: { id, status: 'cancelled' } });
});

test.serial('what was owed is sent again on request', async (t) => {
  const { url, until, arrived } = await receiver(t);
  const made = await endpoint(url, ['consent.*']);
  const hooks = sender(t);
  const job = { id: newId(), kind: 'event', key: null, tries: 1, payload: { type: 'consent.opt_out' } };
  await fanOutEvent(traffic.db, endpoints, job, now());
  hooks.nudge();
  await until(1);
  await new Promise((next) => setTimeout(next, 50));
  const since = new Date(Date.now() - 60_000);
  const replay = (all: boolean) =>
    traffic.db.transact((tx) => replayDeliveries(tx, systemActor, made.id, { since, all }, now()));
  t.is(await replay(false), 0);
  t.is(await replay(true), 1);
  hooks.nudge();
  await until(2);
  t.is(arrived[0]?.headers['webhook-id'], arrived[1]?.headers['webhook-id']);
});
