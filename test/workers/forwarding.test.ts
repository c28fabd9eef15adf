import test, { type ExecutionContext } from 'ava';
import { type AppError, systemActor } from '#src/kernel/index.ts';
import { cancelMessage } from '#src/messages/index.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '#src/smsc-simulator/index.ts';
import type { Forwarding } from '#src/workers/index.ts';
import { code, startTraffic, type Traffic } from '#test/support/traffic.ts';

let traffic: Traffic;
test.before(async () => {
  traffic = await startTraffic();
});
test.after.always(() => traffic?.stop());

/** A simulator and a worker on it, both gone after the test. One test at a time: all share the queue. */
async function scene(
  t: ExecutionContext,
  options: SimulatorOptions = {},
  query = '',
): Promise<Simulator & { worker: Forwarding }> {
  const simulator = await startSimulator(options);
  const worker = await traffic.start(`${simulator.url}?${query}`);
  t.teardown(async () => {
    await worker.stop(1000);
    await simulator.stop();
  });
  return Object.assign(simulator, { worker });
}

const statuses = (message: { timeline: { status: string }[] }) => message.timeline.map(({ status }) => status);

test.serial('a message that is allowed is submitted, and its receipt makes it delivered', async (t) => {
  const { submits } = await scene(t);
  const message = await traffic.until(await traffic.send(), 'delivered');
  t.deepEqual(statuses(message), ['queued', 'submitting', 'submitted', 'delivered']);
  t.is(submits.length, 1);
  t.is(message.smsc_ids.length, 1);
  t.is(message.wake_at, null);
  t.is(message.due_at, null);
});

test.serial('what the receipt says becomes the status', async (t) => {
  const { behave } = await scene(t, { behaviour: 'undeliverable' });
  const failed = await traffic.until(await traffic.send(), 'undeliverable');
  t.like(failed.timeline.at(-1), { detail: { receipts: [{ part: 1, state: 'undeliverable', code: '027' }] } });
  behave('expires');
  await traffic.until(await traffic.send(), 'expired');
  t.pass();
});

test.serial('a permanent refusal ends in rejected with the code of the SMSC, after one submit', async (t) => {
  const { submits } = await scene(t, { behaviour: 'refuses' });
  const message = await traffic.until(await traffic.send(), 'rejected');
  t.like(message.timeline.at(-1), { detail: { code: 'ESME_RINVDSTADR', commandStatus: 0x0b } });
  t.is(submits.length, 1);
});

test.serial('a throttled message goes back to the queue and is submitted when the SMSC takes it', async (t) => {
  const { behave } = await scene(t, { behaviour: 'throttles' });
  const id = await traffic.send();
  while ((await traffic.message(id)).tries < 1) await new Promise((next) => setTimeout(next, 10));
  await traffic.until(id, 'queued');
  behave('happy');
  const message = await traffic.until(id, 'delivered');
  t.true(message.tries >= 2);
  t.true(message.timeline.some(({ detail }) => detail?.code === 'ESME_RTHROTTLED'));
});

test.serial(
  'a one-time code whose answer never came is uncertain and is submitted again after a new decision',
  async (t) => {
    const { behave, submits } = await scene(t, { behaviour: 'silent' }, 'responseTimeoutMs=150');
    const id = await traffic.send();
    while (submits.length < 1) await new Promise((next) => setTimeout(next, 10));
    behave('happy');
    const message = await traffic.until(id, 'delivered');
    t.is(message.resubmits, 1);
    t.deepEqual(statuses(message).slice(0, 4), ['queued', 'submitting', 'uncertain', 'queued']);
    const decisions = message.timeline.flatMap(({ detail }) => (detail?.decisionId ? [detail.decisionId] : []));
    t.is(new Set(decisions).size, 2);
  },
);

test.serial(
  'a survey whose answer never came stays uncertain for a person, who may have it submitted again',
  async (t) => {
    const { submits } = await scene(t, { behaviour: 'closes' }, 'reconnectMinMs=5&reconnectMaxMs=20');
    const id = await traffic.send({ category: 'survey', text: 'لطفا به خدمات ما از ۱ تا ۵ امتیاز دهید. لغو۱۱' });
    await traffic.until(id, 'uncertain');
    const sent = submits.length;
    while ((await traffic.message(id)).wake_at !== null) await new Promise((next) => setTimeout(next, 20));
    t.is(await traffic.status(id), 'uncertain');
    t.is(submits.length, sent);
  },
);

test.serial('codes go before alerts, alerts before orders, and surveys after them', async (t) => {
  const survey = await traffic.send({ category: 'survey', text: 'لطفا به خدمات ما از ۱ تا ۵ امتیاز دهید. لغو۱۱' });
  const order = await traffic.send({ category: 'transactional', text: 'سفارش شما با کد ۱۲۳ ثبت شد.' });
  const alert = await traffic.send({ category: 'alert', text: 'هشدار: ورود تازه به حساب شما ثبت شد.' });
  const otp = await traffic.send();
  const { submits } = await scene(t, {}, 'window=1');
  for (const id of [survey, order, alert, otp]) await traffic.until(id, 'delivered');
  t.deepEqual(
    submits.map(({ text }) => text.slice(0, 5)),
    ['کد ور', 'هشدار', 'سفارش', 'لطفا '],
  );
});

test.serial('a long message is sent in parts, and is delivered when all of them are', async (t) => {
  const { submits } = await scene(t);
  const text = `${'سفارش شما آماده ارسال است و پیک در راه است؛ '.repeat(5)}پایان`;
  const message = await traffic.until(await traffic.send({ category: 'transactional', text }), 'delivered');
  t.is(message.segments, 4);
  t.is(submits.length, 4);
  t.deepEqual(message.part_states, { 1: 'delivered', 2: 'delivered', 3: 'delivered', 4: 'delivered' });
});

test.serial('a message that is past its time is never submitted and ends as expired', async (t) => {
  const id = await traffic.send({ validUntil: new Date(Date.now() + 60) });
  await new Promise((next) => setTimeout(next, 100));
  const { submits } = await scene(t);
  const message = await traffic.until(id, 'expired');
  t.is(submits.length, 0);
  t.is(message.wake_at, null);
});

test.serial('a row that was altered in the database is not sent, and raises an alarm', async (t) => {
  const ids = [await traffic.send(), await traffic.send(), await traffic.send()];
  await traffic.db.pool.query(`update message set text = text || ' x' where id = $1`, [ids[0]]);
  await traffic.db.pool.query(`update message set recipient = '+989120000000' where id = $1`, [ids[1]]);
  await traffic.db.pool.query(`update message set decided_until = decided_until + interval '1 day' where id = $1`, [
    ids[2],
  ]);
  const { submits } = await scene(t);
  for (const id of ids) {
    const message = await traffic.until(id, 'rejected');
    t.like(message.timeline.at(-1), { detail: { code: 'SEAL_BROKEN' } });
  }
  t.is(submits.length, 0);
  const read = () => traffic.db.pool.query(`select object_id from audit_event where action = 'message.altered'`);
  let alarms = await read();
  // The alarm is recorded after the status: wait for the last one.
  for (let i = 0; i < 200 && alarms.rows.length < ids.length; i++) {
    await new Promise((next) => setTimeout(next, 25));
    alarms = await read();
  }
  t.deepEqual(alarms.rows.map((row) => row.object_id).sort(), [...ids].sort());
});

test.serial('what a worker left behind when it died is uncertain, and a code is then submitted again', async (t) => {
  const id = await traffic.send();
  await traffic.db.pool.query(
    `update message set status = 'submitting', due_at = null, tries = 1, wake_at = now() - interval '1 second' where id = $1`,
    [id],
  );
  await scene(t);
  const message = await traffic.until(id, 'delivered');
  t.deepEqual(statuses(message), ['queued', 'uncertain', 'queued', 'submitting', 'submitted', 'delivered']);
});

test.serial('a message that waited longer than its decision holds is decided again before it goes', async (t) => {
  const id = await traffic.send();
  const before = await traffic.message(id);
  await traffic.db.pool.query(`update message set wake_at = now() - interval '1 second' where id = $1`, [id]);
  await scene(t);
  const after = await traffic.until(id, 'delivered');
  t.not(after.decision_id, before.decision_id);
});

test.serial('two workers on one queue send every message once', async (t) => {
  const ids = await Promise.all(Array.from({ length: 120 }, () => traffic.send()));
  const first = await scene(t);
  const second = await traffic.start(first.url);
  t.teardown(() => second.stop(1000));
  for (const id of ids) await traffic.until(id, 'delivered');
  t.is(new Set(first.submits.map(({ text }) => text)).size, 120);
  t.is(first.submits.length, 120);
});

test.serial('workers that are bound to one route divide its rate, and who is left has it whole', async (t) => {
  const { worker: first, url } = await scene(t, {}, 'tps=40');
  const rateOf = ({ routes }: Forwarding) => routes.routes()[0]?.session.snapshot().rate;
  const settled = async (...rates: [Forwarding, number][]) => {
    for (let i = 0; i < 300 && rates.some(([of, rate]) => rateOf(of) !== rate); i++)
      await new Promise((next) => setTimeout(next, 10));
    for (const [of, rate] of rates) t.is(rateOf(of), rate);
  };
  await settled([first, 40]);
  const second = await traffic.start(`${url}?tps=40`);
  await settled([first, 20], [second, 20]);
  const ids = await Promise.all(Array.from({ length: 30 }, () => traffic.send()));
  for (const id of ids) await traffic.until(id, 'delivered');
  await second.stop(1000);
  await settled([first, 40]);
});

test.serial('a cancel at the moment of submission wins or loses, and never half', async (t) => {
  const ids = await Promise.all(Array.from({ length: 80 }, () => traffic.send()));
  const { submits } = await scene(t, {}, 'window=1');
  const at = () => new Date();
  const cancelled = await Promise.all(
    ids.map((id) =>
      traffic.db
        .transact((tx) => cancelMessage(tx, systemActor, id, at()))
        .then(
          () => true,
          (error: AppError) => error.code !== 'INVALID_TRANSITION',
        ),
    ),
  );
  const sent = new Map<string, number>();
  for (const [i, id] of ids.entries()) {
    const { status, text } = await traffic.until(id, cancelled[i] ? 'cancelled' : 'delivered');
    sent.set(status, (sent.get(status) ?? 0) + submits.filter((submit) => submit.text === text).length);
  }
  t.is(sent.get('cancelled') ?? 0, 0);
  t.is(sent.get('delivered') ?? 0, cancelled.filter((won) => !won).length);
  t.is(submits.length, sent.get('delivered') ?? 0);
});

test.serial('a stop in the middle loses nothing: the rest goes when a worker is back', async (t) => {
  const ids = await Promise.all(Array.from({ length: 150 }, () => traffic.send()));
  const simulator = await startSimulator();
  t.teardown(() => simulator.stop());
  const first = await traffic.start(`${simulator.url}?window=2`);
  while (simulator.submits.length < 20) await new Promise((next) => setTimeout(next, 2));
  await first.stop(5000);
  const { rows } = await traffic.db.pool.query(
    `select status, count(*)::int from message where id = any($1) group by status`,
    [ids],
  );
  t.true(
    rows.every(({ status }) => ['queued', 'submitted', 'delivered'].includes(status)),
    JSON.stringify(rows),
  );
  const second = await traffic.start(simulator.url);
  t.teardown(() => second.stop(1000));
  for (const id of ids) await traffic.until(id, 'delivered');
  t.is(simulator.submits.length, 150);
});

test.serial('while no route is bound messages wait, and nothing is tried in vain', async (t) => {
  const id = await traffic.send({ text: code() });
  const worker = await traffic.start('smpp://mohr:mohr@127.0.0.1:1?reconnectMinMs=20&reconnectMaxMs=50');
  await new Promise((next) => setTimeout(next, 200));
  t.is((await traffic.message(id)).tries, 0);
  await worker.stop(500);
  await scene(t);
  t.is((await traffic.until(id, 'delivered')).tries, 1);
});
