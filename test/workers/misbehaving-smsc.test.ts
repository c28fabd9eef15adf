import test, { type ExecutionContext } from 'ava';
import {
  accept,
  id as command,
  cstring,
  type Habits,
  type Peer,
  type RawPdu,
  receiptText,
  startZoo,
} from '#test/support/smsc-zoo.ts';
import { startTraffic, type Traffic } from '#test/support/traffic.ts';

let traffic: Traffic;
test.before(async () => {
  traffic = await startTraffic();
});
test.after.always(() => traffic?.stop());

async function scene(t: ExecutionContext, habits: Habits, query = '') {
  const zoo = await startZoo(habits);
  const worker = await traffic.start(`${zoo.url}?reconnectMinMs=5&reconnectMaxMs=20&${query}`);
  t.teardown(async () => {
    await worker.stop(1000);
    await zoo.stop();
  });
  return zoo;
}

const receipt = (messageId: string, stat?: string) => ({ body: receiptText(messageId, stat), esmClass: 4 });
const later = (ms: number) => new Promise((next) => setTimeout(next, ms));

/** Which part of how many a submit_sm carries, from its user data header; 1 of 1 without. */
function part(pdu: RawPdu): { part: number; parts: number } {
  const at = pdu.octets.indexOf(Buffer.from([5, 0, 3]));
  return at < 0 ? { part: 1, parts: 1 } : { part: pdu.octets[at + 5] ?? 0, parts: pdu.octets[at + 4] ?? 0 };
}

test.serial('a receipt that overtakes the answer to its submit is kept and matched', async (t) => {
  await scene(t, {
    submit: (peer, pdu) => {
      peer.deliver(receipt('early-1'));
      setTimeout(() => accept(peer, pdu, 'early-1'), 100);
    },
  });
  const message = await traffic.until(await traffic.send(), 'delivered');
  t.is(message.smsc_ids[0]?.id, 'early-1');
  const kept = await traffic.db.pool.query('select count(*)::int from unmatched_receipt');
  t.is(kept.rows[0].count, 0);
});

test.serial('a receipt that is read together with the answer to its submit is written with it', async (t) => {
  await scene(t, {
    submit: (peer, pdu) => {
      peer.socket.cork();
      accept(peer, pdu, 'at-once');
      peer.deliver(receipt('at-once'));
      peer.socket.uncork();
    },
  });
  const id = await traffic.send();
  await traffic.until(id, 'delivered');
  // The SMSC's id is kept for receipts to come, and none is to come.
  const kept = await traffic.db.pool.query('select from message_part where message_id = $1', [id]);
  t.is(kept.rowCount, 0);
});

test.serial('a duplicate receipt changes nothing, and a delivery overrules a failure that came first', async (t) => {
  const peers: Peer[] = [];
  await scene(t, {
    submit: (peer, pdu) => {
      peers.push(peer);
      accept(peer, pdu, 'twice');
      peer.deliver(receipt('twice', 'UNDELIV'));
      peer.deliver(receipt('twice', 'UNDELIV'));
    },
  });
  const id = await traffic.send();
  await traffic.until(id, 'undeliverable');
  peers[0]?.deliver(receipt('twice', 'DELIVRD'));
  await traffic.until(id, 'delivered');
  peers[0]?.deliver(receipt('twice', 'UNDELIV'));
  await later(150);
  const message = await traffic.message(id);
  t.deepEqual(
    message.timeline.map(({ status }) => status),
    ['queued', 'submitting', 'submitted', 'undeliverable', 'delivered'],
  );
});

test.serial('a receipt that names its message in the other base is matched', async (t) => {
  await scene(
    t,
    {
      submit: (peer, pdu) => {
        accept(peer, pdu, '0000beef');
        peer.deliver(receipt('48879'));
      },
    },
    'receiptIdBase=dec',
  );
  t.truthy(await traffic.until(await traffic.send(), 'delivered'));
});

test.serial(
  'of two messages with one id of the SMSC the receipt goes to its recipient, else to the newer one',
  async (t) => {
    await scene(t, { submit: (peer, pdu) => void accept(peer, pdu, 'again') });
    const older = await traffic.send({ to: '+989121111111' });
    await traffic.until(older, 'submitted');
    const newer = await traffic.send({ to: '+989122222222' });
    await traffic.until(newer, 'submitted');
    const { peers } = await scene(t, {});
    await later(50);
    peers[0]?.deliver({ ...receipt('again'), from: '989121111111' });
    await traffic.until(older, 'delivered');
    t.is(await traffic.status(newer), 'submitted');
  },
);

test.serial('of a long message only the part that the SMSC did not take is sent again', async (t) => {
  const seen: number[] = [];
  await scene(t, {
    submit: (peer, pdu) => {
      const { part: number } = part(pdu);
      seen.push(number);
      const refuse = number === 2 && seen.filter((one) => one === 2).length === 1;
      if (refuse) peer.send(command.submitResp, { sequence: pdu.sequence, status: 0x58 });
      else accept(peer, pdu, `part-${number}`);
    },
  });
  const text = `${'سفارش شما آماده ارسال است و پیک در راه است؛ '.repeat(4)}پایان`;
  const message = await traffic.until(await traffic.send({ category: 'transactional', text }), 'submitted');
  t.deepEqual([...seen].sort(), [1, 2, 2, 3]);
  t.deepEqual(message.smsc_ids.map(({ id }) => id).sort(), ['part-1', 'part-2', 'part-3']);
});

test.serial('an answer that comes after its time ends the uncertainty without another submit', async (t) => {
  const submits: RawPdu[] = [];
  const zoo = await scene(
    t,
    {
      submit: (peer, pdu) => {
        submits.push(pdu);
        setTimeout(() => accept(peer, pdu, 'late-1'), 400);
      },
    },
    'responseTimeoutMs=100',
  );
  const id = await traffic.send({ category: 'survey', text: 'لطفا به خدمات ما از ۱ تا ۵ امتیاز دهید. لغو۱۱' });
  await traffic.until(id, 'uncertain');
  const message = await traffic.until(id, 'submitted');
  t.is(message.smsc_ids[0]?.id, 'late-1');
  t.is(submits.length, 1);
  zoo.peers[0]?.deliver(receipt('late-1'));
  await traffic.until(id, 'delivered');
});

test.serial('generic_nack to a submit sends it to where it is known not to have gone', async (t) => {
  let nacked = 0;
  await scene(t, {
    submit: (peer, pdu) => {
      if (nacked++ === 0) peer.send(command.nack, { sequence: pdu.sequence, status: 0x08 });
      else accept(peer, pdu, 'after-nack');
    },
  });
  const message = await traffic.until(await traffic.send(), 'submitted');
  t.is(message.tries, 2);
});

test.serial(
  'an answer of a malformed length ends the connection, and what it may have answered is uncertain',
  async (t) => {
    let broken = 0;
    await scene(t, {
      submit: (peer, pdu) => {
        if (broken++ > 0) accept(peer, pdu, `whole-${broken}`);
        else {
          const octets = Buffer.concat([Buffer.alloc(16), cstring('x')]);
          octets.writeUInt32BE(7, 0);
          octets.writeUInt32BE(command.submitResp, 4);
          octets.writeUInt32BE(pdu.sequence, 12);
          peer.socket.write(octets);
        }
      },
    });
    const message = await traffic.until(await traffic.send(), 'submitted');
    t.is(message.resubmits, 1);
    t.true(message.timeline.some(({ status }) => status === 'uncertain'));
  },
);

test.serial('a bind that is refused leaves messages in the queue until one is taken', async (t) => {
  let binds = 0;
  await scene(t, {
    bind: (peer, { sequence }) => {
      const refused = binds++ < 2;
      peer.send(command.bindResp, { sequence, status: refused ? 0x0d : 0, body: cstring('zoo') });
    },
  });
  const message = await traffic.until(await traffic.send(), 'submitted');
  t.is(message.tries, 1);
  t.is(binds, 3);
});
