import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import test from 'ava';
import smpp, { type Server } from 'smpp';
import { selfSigned } from '#test/support/certificate.ts';
import { hello, openSession, until, visit } from '#test/support/smpp.ts';
import { accept, id, receiptText } from '#test/support/smsc-zoo.ts';

test('submits that are ready together go in one write', async (t) => {
  const { session, zoo } = await visit(t, {});
  let chunks = 0;
  zoo.peers[0]?.socket.on('data', () => chunks++);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => session.submit(hello())));
  t.true(outcomes.every(({ outcome }) => outcome === 'accepted'));
  t.is(chunks, 1);
});

test('a full queue refuses at once, and capacity says so beforehand', async (t) => {
  const { session, zoo } = await visit(t, { submit: () => {} }, { query: 'window=2&queue=3' });
  t.is(session.capacity(), 5);
  const five = Array.from({ length: 5 }, () => session.submit(hello()));
  t.is(session.capacity(), 0);
  t.deepEqual(await session.submit(hello()), { outcome: 'notSent', why: 'queueFull' });
  await until(() => zoo.count(id.submit) === 2);
  t.like(session.snapshot(), { inFlight: 2, queued: 3 });
  await session.stop(0);
  t.deepEqual(
    (await Promise.all(five)).map((outcome) => 'why' in outcome && [outcome.outcome, outcome.why]),
    [
      ['unknown', 'stopped'],
      ['unknown', 'stopped'],
      ['notSent', 'stopped'],
      ['notSent', 'stopped'],
      ['notSent', 'stopped'],
    ],
  );
});

test('a message whose time is over while it waits is not sent', async (t) => {
  const held: (() => void)[] = [];
  const { session, zoo } = await visit(
    t,
    { submit: (peer, pdu) => void held.push(() => accept(peer, pdu)) },
    { query: 'window=1' },
  );
  const first = session.submit(hello());
  const second = session.submit(hello({ notAfter: Date.now() - 1 }));
  await until(() => held.length === 1);
  held[0]?.();
  t.is((await first).outcome, 'accepted');
  t.deepEqual(await second, { outcome: 'notSent', why: 'expired' });
  t.is(zoo.count(id.submit), 1);
});

test('the rate can be set anew while the session runs', async (t) => {
  const { session } = await visit(t, {}, { query: 'tps=100' });
  t.like(session.snapshot(), { rate: 100, slowed: false });
  session.setTps(50);
  t.like(session.snapshot(), { rate: 50, slowed: false });
  session.setTps(null);
  t.like(session.snapshot(), { rate: null, slowed: false });
  t.like(await session.submit(hello()), { outcome: 'accepted' });
});

test('a message that no PDU can hold is a RangeError', async (t) => {
  const { session } = await visit(t, {});
  const part = { kind: 'short', octets: Buffer.alloc(255), udh: false, dataCoding: 0 } as const;
  await t.throwsAsync(session.submit(hello({ part })), { instanceOf: RangeError });
  t.like(await session.submit(hello()), { outcome: 'accepted' });
});

test('a stop waits for answers and handlers, unbinds, and only then closes', async (t) => {
  const order: string[] = [];
  const answer: (() => void)[] = [];
  const stored = Promise.withResolvers<void>();
  const { session, states } = await visit(
    t,
    {
      submit: (peer, pdu) => {
        peer.deliver({ body: receiptText('m'), esmClass: 4 });
        answer.push(() => accept(peer, pdu, 'm'));
      },
      unbind: (peer, { sequence }) => {
        order.push('unbind');
        peer.send(id.unbindResp, { sequence });
      },
      response: (_, pdu) => void (pdu.id === id.deliverResp && order.push('receipt answered')),
    },
    { handlers: { onReceipt: () => stored.promise } },
  );
  const submitted = session.submit(hello()).then(({ outcome }) => order.push(outcome));
  await until(() => session.snapshot().counters.receipts === 1);
  const stopped = session.stop(5000);
  t.deepEqual(await session.submit(hello()), { outcome: 'notSent', why: 'stopped' });
  answer[0]?.();
  await submitted;
  stored.resolve();
  await stopped;
  t.deepEqual(order, ['accepted', 'receipt answered', 'unbind']);
  t.deepEqual(
    states.map(({ phase }) => phase),
    ['connecting', 'bound', 'stopping', 'stopped'],
  );
  t.is(session.stop(1), session.stop(1));
});

test('a stop does not wait longer than it was told: what is unanswered is unknown', async (t) => {
  const { session, zoo } = await visit(t, { submit: () => {}, unbind: () => {} });
  const outcome = session.submit(hello());
  await until(() => zoo.count(id.submit) === 1);
  await session.stop(30);
  t.deepEqual(await outcome, { outcome: 'unknown', why: 'stopped' });
  t.is(session.snapshot().phase, 'stopped');
});

test('a stop leaves nothing that keeps the process alive', async (t) => {
  const script = fileURLToPath(new URL('../support/smpp-stops.ts', import.meta.url));
  await t.notThrowsAsync(promisify(execFile)(process.execPath, [script]));
});

test('a stop ends the attempts to connect', async (t) => {
  const { session, zoo } = await visit(
    t,
    { bind: (peer, { sequence }) => peer.send(id.bindResp, { sequence, status: 0x0e }) },
    { bound: false },
  );
  await until(() => zoo.count(id.bind) >= 2);
  const waiting = session.whenBound(60_000);
  await session.stop(1000);
  t.false(await waiting);
  const binds = zoo.count(id.bind);
  await new Promise((resolve) => setTimeout(resolve, 60));
  t.is(zoo.count(id.bind), binds);
});

test('with nobody there it goes on trying, and binds when somebody comes', async (t) => {
  const server = net.createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  const { session, states } = openSession(t, `smpp://mohr:secret@127.0.0.1:${port}`);
  await until(() => states.filter(({ reason }) => reason === 'ECONNREFUSED').length >= 2);
  t.false(await session.whenBound(1));
  const smsc: Server = smpp.createServer((peer) => {
    peer.on('error', () => peer.destroy());
    peer.on('pdu', (pdu) => void peer.send(pdu.response()));
  });
  smsc.listen(port, '127.0.0.1');
  t.teardown(() => {
    for (const peer of smsc.sessions) peer.destroy();
    smsc.close();
  });
  t.true(await session.whenBound(5000));
});

test('a message from a subscriber in parts is answered when it was handed over whole', async (t) => {
  const { mo, zoo } = await visit(t, {});
  const part = (n: number) => ({
    body: Buffer.concat([Buffer.from([5, 0, 3, 1, 2, n]), Buffer.from(`part ${n} `)]),
    esmClass: 0x40,
  });
  zoo.peers[0]?.deliver(part(2));
  zoo.peers[0]?.deliver(part(1));
  await until(() => zoo.count(id.deliverResp) === 2);
  t.like(mo, [{ text: 'part 1 part 2 ', complete: true }]);
});

test('a part whose companions wait for its answer is answered after a while', async (t) => {
  const part = (n: number) => ({ body: Buffer.from([5, 0, 3, 1, 2, n, 0x30 + n]), esmClass: 0x40 });
  const { mo, zoo } = await visit(t, {
    response: (peer, { id: command, sequence }) => {
      if (command === id.deliverResp && sequence === 1) peer.deliver(part(2));
    },
  });
  zoo.peers[0]?.deliver(part(1));
  await until(() => mo.length === 1);
  t.like(mo, [{ text: '12', complete: true }]);
});

test('a stop hands over what has come of an unfinished message', async (t) => {
  const { mo, session, zoo } = await visit(t, {});
  zoo.peers[0]?.deliver({ body: Buffer.from([5, 0, 3, 1, 2, 1, 0x31]), esmClass: 0x40 });
  zoo.peers[0]?.send(id.enquire, { sequence: 5 });
  await until(() => zoo.count(id.enquireResp) === 1);
  await session.stop(1000);
  t.like(mo, [{ text: '1', complete: false }]);
});

test('smpps binds where the certificate is trusted, and nowhere else', async (t) => {
  const { key, cert } = selfSigned();
  const folder = await mkdtemp(join(tmpdir(), 'mohr-tls-'));
  const ca = join(folder, 'ca.pem');
  await writeFile(ca, cert);
  const server = smpp.createServer({ key, cert }, (peer) => {
    peer.on('error', () => peer.destroy());
    peer.on('pdu', (pdu) => void peer.send(pdu.response()));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `smpps://mohr:secret@127.0.0.1:${(server.address() as AddressInfo).port}`;
  const trusting = openSession(t, url, { query: `ca=${ca}` });
  const strange = openSession(t, url);
  const misnamed = openSession(t, url, { query: `ca=${ca}&servername=other.test` });
  const missing = openSession(t, url, { query: `ca=${folder}/none.pem` });
  t.teardown(async () => {
    for (const peer of server.sessions) peer.destroy();
    server.close();
    await rm(folder, { recursive: true });
  });
  t.true(await trusting.session.whenBound(5000));
  const why = (watched: typeof strange) => watched.states.find(({ phase }) => phase === 'waiting')?.reason;
  await until(() => [strange, misnamed, missing].every((watched) => why(watched) !== undefined));
  t.is(why(strange), 'DEPTH_ZERO_SELF_SIGNED_CERT');
  t.is(why(misnamed), 'ERR_TLS_CERT_ALTNAME_INVALID');
  t.is(why(missing), 'ENOENT');
});
