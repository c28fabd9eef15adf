import test from 'ava';
import { hello, until, visit } from '#test/support/smpp.ts';
import { accept, cstring, deliverBody, id, pduOctets, receiptText } from '#test/support/smsc-zoo.ts';

test('happy: a submit is accepted, its receipt handed over and answered', async (t) => {
  const { session, receipts, zoo } = await visit(t, {
    submit: (peer, pdu) => {
      const messageId = accept(peer, pdu);
      peer.deliver({ body: receiptText(messageId), esmClass: 4 });
    },
  });
  const outcome = await session.submit(hello());
  t.is(outcome.outcome, 'accepted');
  await until(() => zoo.count(id.deliverResp) === 1);
  t.like(receipts, [{ state: 'delivered', messageKeys: [outcome.outcome === 'accepted' ? outcome.messageKey : ''] }]);
  t.is(zoo.received.find((pdu) => pdu.id === id.deliverResp)?.status, 0);
});

test('silent on submit: unknown after the time-out, the session stays, nothing is sent again', async (t) => {
  const { session, zoo } = await visit(t, { submit: () => {} }, { query: 'responseTimeoutMs=50' });
  t.deepEqual(await session.submit(hello()), { outcome: 'unknown', why: 'timeout' });
  t.is(session.snapshot().phase, 'bound');
  t.is(zoo.count(id.submit), 1);
});

test('late: the answer after the time-out is told with the reference of its message', async (t) => {
  const { session, late } = await visit(
    t,
    { submit: (peer, pdu) => setTimeout(accept, 100, peer, pdu, 'late-1') },
    { query: 'responseTimeoutMs=40' },
  );
  t.like(await session.submit(hello({ reference: 'order-9' })), { outcome: 'unknown' });
  await until(() => late.length === 1);
  t.deepEqual(late, [['order-9', { outcome: 'accepted', messageId: 'late-1', messageKey: 'late-1' }]]);
});

for (const [name, status] of [
  ['ESME_RTHROTTLED', 0x58],
  ['ESME_RMSGQFUL', 0x14],
] as const) {
  test(`throttles with ${name}: refused for now, and the rate falls`, async (t) => {
    const { session } = await visit(t, {
      submit: (peer, { sequence }) => peer.send(id.submitResp, { sequence, status }),
    });
    const outcome = await session.submit(hello());
    t.deepEqual(outcome, { outcome: 'refused', status, name, permanent: false, throttled: true });
    t.true(session.snapshot().slowed);
    t.is(session.snapshot().rate, 5);
  });
}

test('refuses: the status by name, permanent, and the session goes on', async (t) => {
  const { session } = await visit(t, {
    submit: (peer, { sequence }) => peer.send(id.submitResp, { sequence, status: 0x0b }),
  });
  t.deepEqual(await session.submit(hello()), {
    outcome: 'refused',
    status: 0x0b,
    name: 'ESME_RINVDSTADR',
    permanent: true,
    throttled: false,
  });
  t.is(session.snapshot().phase, 'bound');
});

test('refuses with a status of the retry option: not permanent', async (t) => {
  const habits = {
    submit: (peer: Parameters<typeof accept>[0], { sequence }: { sequence: number }) =>
      peer.send(id.submitResp, { sequence, status: 0x401 }),
  };
  const known = await visit(t, habits, { query: 'retry=0x401' });
  t.like(await known.session.submit(hello()), { outcome: 'refused', name: '0x00000401', permanent: false });
  const stranger = await visit(t, habits);
  t.like(await stranger.session.submit(hello()), { outcome: 'refused', permanent: true });
});

test('closes on submit: unknown, never sent again, and bound anew', async (t) => {
  const { session, zoo } = await visit(t, { submit: (peer) => peer.socket.destroy() });
  const outcomes = await Promise.all([session.submit(hello()), session.submit(hello())]);
  t.deepEqual(outcomes, [
    { outcome: 'unknown', why: 'disconnected' },
    { outcome: 'unknown', why: 'disconnected' },
  ]);
  await until(() => zoo.count(id.bind) >= 2);
  t.is(zoo.count(id.submit), 2);
});

test('closes with submits waiting for the window: those were not sent', async (t) => {
  const { session, zoo } = await visit(t, { submit: (peer) => peer.socket.destroy() }, { query: 'window=1' });
  const outcomes = await Promise.all([session.submit(hello()), session.submit(hello())]);
  t.deepEqual(outcomes, [
    { outcome: 'unknown', why: 'disconnected' },
    { outcome: 'notSent', why: 'disconnected' },
  ]);
  t.is(zoo.count(id.submit), 1);
});

test('generic_nack on submit: refused with its status', async (t) => {
  const { session } = await visit(t, {
    submit: (peer, { sequence }) => peer.send(id.nack, { sequence, status: 3 }),
  });
  t.like(await session.submit(hello()), { outcome: 'refused', name: 'ESME_RINVCMDID', permanent: true });
  t.is(session.snapshot().phase, 'bound');
});

test('generic_nack without a sequence number: the link is given up, the submit is unknown', async (t) => {
  const { session, zoo, states } = await visit(t, {
    submit: (peer) => peer.send(id.nack, { sequence: 0, status: 2 }),
  });
  t.deepEqual(await session.submit(hello()), { outcome: 'unknown', why: 'disconnected' });
  await until(() => zoo.count(id.bind) === 2);
  t.true(states.some(({ reason }) => reason === 'generic_nack without a number: ESME_RINVCMDLEN'));
});

for (const [name, length] of [
  ['shorter than its header', 7],
  ['longer than any message', 0x7fffffff],
] as const) {
  test(`malformed length, ${name}: a new connection, and it works`, async (t) => {
    const { session, zoo } = await visit(t, {
      submit: (peer, pdu) => {
        if (peer.nth > 0) return void accept(peer, pdu);
        const bad = pduOctets(id.submitResp, 0, pdu.sequence, cstring('x'));
        bad.writeUInt32BE(length, 0);
        peer.socket.write(bad);
      },
    });
    t.deepEqual(await session.submit(hello()), { outcome: 'unknown', why: 'disconnected' });
    await until(() => zoo.count(id.bind) === 2);
    t.true(await session.whenBound(1000));
    t.like(await session.submit(hello()), { outcome: 'accepted' });
  });
}

test('malformed body: a deliver_sm whose fields run past its end is put off, and the session stays', async (t) => {
  const body = deliverBody({ body: Buffer.from('11') });
  body[body.length - 3] = 200; // sm_length
  const { session, mo, zoo } = await visit(t, {});
  zoo.peers[0]?.send(id.deliver, { sequence: 77, body });
  await until(() => zoo.count(id.deliverResp) === 1);
  t.like(
    zoo.received.find((pdu) => pdu.id === id.deliverResp),
    { status: 0x64, sequence: 77 },
  );
  t.like(await session.submit(hello()), { outcome: 'accepted' });
  t.is(mo.length, 0);
});

test('dribbles: octets that come one at a time are put together', async (t) => {
  const { session } = await visit(t, {
    submit: (peer, { sequence }) => {
      for (const octet of pduOctets(id.submitResp, 0, sequence, cstring('slow-1'))) peer.socket.write(Buffer.of(octet));
    },
  });
  t.like(await session.submit(hello()), { outcome: 'accepted', messageId: 'slow-1' });
});

test('never answers enquire_link: the link is given up and a new one bound', async (t) => {
  const { zoo, states } = await visit(t, { enquire: () => {} }, { query: 'enquireLinkMs=20&enquireTimeoutMs=30' });
  await until(() => zoo.count(id.bind) >= 2);
  t.true(zoo.count(id.enquire) >= 1);
  t.true(states.some(({ reason }) => reason === 'enquire_link was not answered'));
});

test('idle: enquire_link is answered, the session stays bound however long it is idle', async (t) => {
  const { zoo, session } = await visit(t, {}, { query: 'enquireLinkMs=10' });
  await until(() => zoo.count(id.enquire) >= 5);
  t.is(zoo.count(id.bind), 1);
  t.is(session.snapshot().phase, 'bound');
});

test('receipt before response: both are handed over under one key', async (t) => {
  const { session, receipts } = await visit(t, {
    submit: (peer, pdu) => {
      peer.deliver({ body: receiptText('early-1'), esmClass: 4 });
      accept(peer, pdu, 'early-1');
    },
  });
  t.like(await session.submit(hello()), { outcome: 'accepted', messageKey: 'early-1' });
  t.like(receipts, [{ messageKeys: ['early-1'] }]);
});

test('duplicate receipt: each is handed over and answered', async (t) => {
  const { session, receipts, zoo } = await visit(t, {
    submit: (peer, pdu) => {
      const messageId = accept(peer, pdu);
      for (let i = 0; i < 2; i++) peer.deliver({ body: receiptText(messageId), esmClass: 4 });
    },
  });
  await session.submit(hello());
  await until(() => zoo.count(id.deliverResp) === 2);
  t.is(receipts.length, 2);
  t.deepEqual(receipts[0], receipts[1]);
});

for (const [base, answered, reported] of [
  ['dec', '000012AB', '4779'],
  ['hex', '4779', '000012ab'],
] as const) {
  test(`receipt with the id in another base (${base}): the keys meet`, async (t) => {
    const habits = {
      submit: (peer: Parameters<typeof accept>[0], pdu: Parameters<typeof accept>[1]) => {
        accept(peer, pdu, answered);
        peer.deliver({ body: receiptText(reported), esmClass: 4 });
      },
    };
    const { session, receipts, zoo } = await visit(t, habits, { query: `receiptIdBase=${base}` });
    const outcome = await session.submit(hello());
    await until(() => zoo.count(id.deliverResp) === 1);
    t.like(outcome, { outcome: 'accepted', messageId: answered, messageKey: '4779' });
    t.like(receipts, [{ messageIds: [reported], messageKeys: ['4779'] }]);
  });
}

test('bind refused: nothing is sent, and it is tried again', async (t) => {
  const { session, states, zoo } = await visit(
    t,
    { bind: (peer, { sequence }) => peer.send(id.bindResp, { sequence, status: 0x0e }) },
    { bound: false },
  );
  await until(() => zoo.count(id.bind) >= 2);
  t.deepEqual(await session.submit(hello()), { outcome: 'notSent', why: 'notBound' });
  t.is(session.capacity(), 0);
  t.true(states.some(({ phase, reason }) => phase === 'waiting' && reason === 'bind refused: ESME_RINVPASWD'));
});

test('bind refused at first: bound as soon as the SMSC agrees', async (t) => {
  const { session } = await visit(t, {
    bind: (peer, { sequence }) => peer.send(id.bindResp, { sequence, status: peer.nth < 2 ? 0x0d : 0 }),
  });
  t.like(await session.submit(hello()), { outcome: 'accepted' });
});

test('silent on bind: given up and tried again', async (t) => {
  const { states, zoo } = await visit(t, { bind: () => {} }, { bound: false, query: 'bindTimeoutMs=30' });
  await until(() => zoo.count(id.bind) >= 2);
  t.true(states.some(({ reason }) => reason === 'bind timed out'));
});

test('slow: the window bounds what is on the wire, and all are accepted', async (t) => {
  let open = 0;
  let most = 0;
  const { session } = await visit(
    t,
    {
      submit: (peer, pdu) => {
        most = Math.max(most, ++open);
        setTimeout(() => {
          open--;
          accept(peer, pdu);
        }, 5);
      },
    },
    { query: 'window=4' },
  );
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => session.submit(hello())));
  t.true(outcomes.every(({ outcome }) => outcome === 'accepted'));
  t.is(most, 4);
});

test('half-open: a peer that is gone without a word is noticed, its submits are unknown', async (t) => {
  const { session, zoo } = await visit(t, {}, { query: 'enquireLinkMs=20&enquireTimeoutMs=100' });
  zoo.peers[0]?.socket.pause();
  t.deepEqual(await session.submit(hello()), { outcome: 'unknown', why: 'disconnected' });
  await until(() => zoo.count(id.bind) >= 2);
});

test('floods MO: reading stops at the limit, goes on when handlers have caught up, and nothing is lost', async (t) => {
  const waiting: (() => void)[] = [];
  let most = 0;
  const handled = new Set<string>();
  const { session, zoo } = await visit(
    t,
    {},
    {
      query: 'inbound=50',
      handlers: {
        onMo: async ({ text }) => {
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
            most = Math.max(most, waiting.length);
          });
          handled.add(text);
        },
      },
    },
  );
  const [peer] = zoo.peers;
  for (let i = 0; i < 20_000; i++) peer?.deliver({ body: Buffer.from(`message number ${i}`) });
  const release = setInterval(() => {
    for (const resolve of waiting.splice(0)) resolve();
  }, 1);
  t.teardown(() => clearInterval(release));
  const outcome = await session.submit(hello());
  await until(() => zoo.count(id.deliverResp) === 20_000);
  t.is(handled.size, 20_000);
  t.is(outcome.outcome, 'accepted');
  // One chunk of at most 64 KiB may come after the limit was reached.
  t.true(most < 50 + 65_536 / 70, `at most ${most} at once`);
  t.true(zoo.received.filter((pdu) => pdu.id === id.deliverResp).every(({ status }) => status === 0));
});

test('delivers while we fail: a delivery whose handler fails is put off with ESME_RX_T_APPN', async (t) => {
  const { zoo } = await visit(t, {}, { handlers: { onMo: () => Promise.reject(new Error('no database')) } });
  zoo.peers[0]?.deliver({ body: Buffer.from('11') });
  await until(() => zoo.count(id.deliverResp) === 1);
  t.is(zoo.received.find((pdu) => pdu.id === id.deliverResp)?.status, 0x64);
});

test('delivers while we are slow: a delivery is not answered before its handler is done', async (t) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { session, zoo } = await visit(t, {}, { query: 'enquireLinkMs=10', handlers: { onMo: () => promise } });
  zoo.peers[0]?.deliver({ body: Buffer.from('11') });
  await session.submit(hello());
  await until(() => zoo.count(id.enquire) >= 1);
  t.is(zoo.count(id.deliverResp), 0);
  resolve();
  await until(() => zoo.count(id.deliverResp) === 1);
});

test('delivers while we hang: a handler that never ends counts as failed after its time', async (t) => {
  const { zoo } = await visit(
    t,
    {},
    {
      query: 'handlerTimeoutMs=40',
      handlers: { onMo: () => new Promise(() => {}) },
    },
  );
  zoo.peers[0]?.deliver({ body: Buffer.from('11') });
  await until(() => zoo.count(id.deliverResp) === 1);
  t.is(zoo.received.find((pdu) => pdu.id === id.deliverResp)?.status, 0x64);
});

test('asks us: enquire_link, data_sm, unknown commands and alert_notification get what the specification says', async (t) => {
  const { zoo, mo } = await visit(t, {});
  const [peer] = zoo.peers;
  peer?.send(id.enquire, { sequence: 901 });
  peer?.send(0x00000999, { sequence: 902 });
  peer?.send(0x00000102, { sequence: 903 });
  const data = Buffer.concat([
    cstring(''),
    Buffer.from([1, 1]),
    cstring('989121234567'),
    Buffer.from([1, 1]),
    cstring('982142750000'),
    Buffer.from([0, 0, 0]),
    Buffer.from([0x04, 0x24, 0, 2]),
    Buffer.from('11'),
  ]);
  peer?.send(id.dataSm, { sequence: 904, body: data });
  await until(() => zoo.count(id.dataSmResp) === 1);
  const answers = zoo.received.filter(({ sequence }) => sequence >= 901 && sequence <= 904);
  t.deepEqual(
    answers.map(({ id, status, sequence }) => [id, status, sequence]),
    [
      [id.enquireResp, 0, 901],
      [id.nack, 3, 902],
      [id.dataSmResp, 0, 904],
    ],
  );
  t.like(mo, [{ from: '+989121234567', to: '982142750000', text: '11', complete: true }]);
});

test('unbinds us: answered, and bound anew', async (t) => {
  const { zoo, session } = await visit(t, {});
  zoo.peers[0]?.send(id.unbind, { sequence: 55 });
  await until(() => zoo.count(id.bind) === 2);
  t.is(zoo.count(id.unbindResp), 1);
  t.true(await session.whenBound(1000));
});

test('unbinds with submits on the wire: answers that still come count, the rest is unknown', async (t) => {
  const { session, zoo } = await visit(t, {
    submit: (peer, pdu) => {
      if (zoo.count(id.submit) < 2) return;
      peer.send(id.unbind, { sequence: 55 });
      accept(peer, pdu, 'after-unbind');
      setTimeout(() => peer.socket.end(), 20);
    },
  });
  const outcomes = await Promise.all([session.submit(hello()), session.submit(hello())]);
  t.deepEqual(outcomes, [
    { outcome: 'unknown', why: 'disconnected' },
    { outcome: 'accepted', messageId: 'after-unbind', messageKey: 'after-unbind' },
  ]);
});

test('delivers before the bind is answered: taken all the same', async (t) => {
  const { mo, zoo } = await visit(t, {
    bind: (peer, { sequence }) => {
      peer.deliver({ body: Buffer.from('11') });
      peer.send(id.bindResp, { sequence, body: cstring('zoo') });
    },
  });
  await until(() => zoo.count(id.deliverResp) === 1);
  t.like(mo, [{ text: '11' }]);
});

test('asks without reading the answers: memory is bounded, and the link is given up', async (t) => {
  const flood = Buffer.concat(Array.from({ length: 4096 }, () => pduOctets(id.enquire, 0, 7, Buffer.alloc(0))));
  const { states, zoo } = await visit(t, {}, { query: 'enquireTimeoutMs=100' });
  const socket = zoo.peers[0]?.socket;
  socket?.pause();
  const send = () => {
    while (socket?.writable && socket.write(flood));
  };
  socket?.on('drain', send);
  send();
  await until(() => zoo.count(id.bind) === 2);
  t.true(states.some(({ reason }) => reason === 'the SMSC does not read'));
});
