import net from 'node:net';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { messageParts, parseRouteUrl } from '#src/smpp/index.ts';
import { behaviours, type SimulatorOptions, startSimulator } from '#src/smsc-simulator/index.ts';
import { hello, openSession, until } from '#test/support/smpp.ts';
import { pduOctets } from '#test/support/smsc-zoo.ts';

async function connect(t: ExecutionContext, options: SimulatorOptions = {}, query = '') {
  const simulator = await startSimulator({ receiptDelayMs: 5, ...options });
  const watched = openSession(t, simulator.url, { query });
  t.teardown(() => simulator.stop());
  t.true(await watched.session.whenBound(5000));
  return { simulator, ...watched };
}

test('a message sent to the simulator is understood as it was meant, and delivered', async (t) => {
  const { simulator, session, receipts } = await connect(t);
  const octets = Buffer.from('سلام', 'utf16le').swap16();
  const outcome = await session.submit(
    hello({
      part: { kind: 'short', octets, udh: false, dataCoding: 8 },
      tlvs: [{ tag: 0x1400, value: Buffer.from('PE-1') }],
    }),
  );
  t.is(outcome.outcome, 'accepted');
  await until(() => receipts.length === 1);
  t.like(simulator.submits, [
    {
      text: 'سلام',
      dataCoding: 8,
      esmClass: 0,
      registeredDelivery: 1,
      segment: null,
      source: { address: '982142750000', ton: 1, npi: 1 },
      destination: { address: '989121234567', ton: 1, npi: 1 },
    },
  ]);
  t.deepEqual(simulator.submits[0]?.tlvs[0x1400], Buffer.from('PE-1'));
  t.like(receipts, [{ state: 'delivered', final: true, messageIds: [simulator.submits[0]?.messageId] }]);
  await until(() => simulator.undelivered === 0);
});

for (const long of ['udh', 'payload'] as const) {
  test(`a long text is understood whole when it goes as ${long}`, async (t) => {
    const { simulator, session } = await connect(t, {}, `long=${long}`);
    const segments = ['a'.repeat(153), 'b'.repeat(153), 'c'].map((text) => Buffer.from(text));
    for (const part of messageParts({ dataCoding: 0, segments }, { long, reference: 200 })) {
      t.like(await session.submit(hello({ part })), { outcome: 'accepted' });
    }
    t.is(simulator.submits.map(({ text }) => text).join(''), segments.join(''));
    t.deepEqual(
      simulator.submits.map(({ segment }) => segment),
      long === 'payload' ? [null] : [1, 2, 3].map((part) => ({ reference: 200, total: 3, part })),
    );
  });
}

test('an MO message is handed over, in one part and in many, in both alphabets', async (t) => {
  const { simulator, mo } = await connect(t);
  const texts = ['11', 'لغو۱۱', 'plain '.repeat(60), 'سلام دنیا '.repeat(40)];
  for (const text of texts) await simulator.sendMo({ from: '+989121234567', to: '+982142750000', text });
  t.deepEqual(
    mo.map(({ text, complete }) => ({ text, complete })),
    texts.map((text) => ({ text, complete: true })),
  );
  t.like(mo[0], { from: '+989121234567', to: '982142750000' });
});

test('every behaviour ends in the outcome that it is there to show', async (t) => {
  const { simulator, session, receipts } = await connect(t, {}, 'responseTimeoutMs=1000');
  const ends: Record<string, unknown> = {};
  for (const behaviour of behaviours) {
    await session.whenBound(5000);
    simulator.behave(behaviour);
    const outcome = await session.submit(hello());
    ends[behaviour] = outcome.outcome === 'refused' ? outcome.name : outcome.outcome;
  }
  t.deepEqual(ends, {
    happy: 'accepted',
    undeliverable: 'accepted',
    expires: 'accepted',
    silent: 'unknown',
    throttles: 'ESME_RTHROTTLED',
    queueFull: 'ESME_RMSGQFUL',
    refuses: 'ESME_RINVDSTADR',
    nacks: 'ESME_RINVCMDID',
    closes: 'unknown',
  });
  await until(() => receipts.length === 3);
  t.deepEqual(receipts.map(({ state }) => state).sort(), ['delivered', 'expired', 'undeliverable']);
});

test('what is to be delivered waits for a session, and outlives one that hangs up', async (t) => {
  const simulator = await startSimulator({ receiptDelayMs: 5 });
  const sent = simulator.sendMo({ from: '989121234567', to: '982142750000', text: '11' });
  t.is(simulator.undelivered, 1);
  const { mo, session } = openSession(t, simulator.url);
  t.teardown(() => simulator.stop());
  await sent;
  t.is(mo.length, 1);
  simulator.hangUp();
  await until(() => session.snapshot().counters.binds === 2);
  t.is(simulator.bound, 1);
});

test('a wrong password is refused', async (t) => {
  const simulator = await startSimulator({ password: 'right' });
  const { states } = openSession(t, simulator.url.replace('right', 'wrong'));
  t.teardown(() => simulator.stop());
  await until(() => states.some(({ reason }) => reason === 'bind refused: ESME_RINVPASWD'));
  t.is(simulator.bound, 0);
});

test('the url of a simulator is a route', async (t) => {
  const simulator = await startSimulator({ systemId: 'a b', password: 'p@ss' });
  t.teardown(() => simulator.stop());
  t.like(parseRouteUrl(simulator.url), { host: '127.0.0.1', systemId: 'a b', password: 'p@ss', tls: false });
});

test('a peer that sends nonsense is dropped, and others are served', async (t) => {
  const { simulator, session } = await connect(t);
  const port = Number(new URL(simulator.url).port);
  const commands = [1, 2, 4, 5, 9, 0x15, 0x103, 0x80000004, 0x99];
  const garbage = fc.tuple(fc.constantFrom(...commands), fc.uint8Array({ maxLength: 60 }));
  const stream = fc.array(garbage, { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(stream, async (pdus) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.on('error', () => {});
      for (const [command, body] of pdus) socket.write(pduOctets(command, 0, 1, Buffer.from(body)));
      socket.end();
      await new Promise((closed) => socket.resume().on('close', closed));
    }),
    { numRuns: 50 },
  );
  t.like(await session.submit(hello()), { outcome: 'accepted' });
});

test('only the latest submits are remembered', async (t) => {
  const { simulator, session } = await connect(t, { remember: 3 });
  for (const text of ['1', '2', '3', '4', '5']) {
    await session.submit(hello({ part: { kind: 'short', octets: Buffer.from(text), udh: false, dataCoding: 0 } }));
  }
  t.deepEqual(
    simulator.submits.map(({ text }) => text),
    ['3', '4', '5'],
  );
});
