import net, { type AddressInfo, type Socket } from 'node:net';

/**
 * An SMSC on a raw socket, written from the specification without the codec under test: well behaved unless an animal
 * says otherwise. Every override gets the peer and the PDU as it came, and does all of the answering.
 */
export interface Habits {
  connected?: (peer: Peer) => void;
  bind?: (peer: Peer, pdu: RawPdu) => void;
  submit?: (peer: Peer, pdu: RawPdu) => void;
  enquire?: (peer: Peer, pdu: RawPdu) => void;
  unbind?: (peer: Peer, pdu: RawPdu) => void;
  /** A response from the ESME. */
  response?: (peer: Peer, pdu: RawPdu) => void;
}

export interface RawPdu {
  readonly id: number;
  readonly status: number;
  readonly sequence: number;
  readonly octets: Buffer;
}

export interface Peer {
  readonly socket: Socket;
  /** How many connections there were before this one. */
  readonly nth: number;
  send(id: number, fields: { status?: number; sequence: number; body?: Buffer }): void;
  /** A deliver_sm with a sequence number of the SMSC's own, which is returned. */
  deliver(fields: DeliverFields): number;
}

export interface DeliverFields {
  readonly body: Buffer;
  readonly esmClass?: number;
  readonly dataCoding?: number;
  readonly from?: string;
  readonly to?: string;
  readonly tlvs?: readonly (readonly [tag: number, value: Buffer])[];
}

export interface Zoo {
  readonly url: string;
  readonly peers: readonly Peer[];
  /** Everything received, in order. */
  readonly received: readonly RawPdu[];
  count(id: number): number;
  stop(): Promise<void>;
}

export const id = {
  nack: 0x80000000,
  submit: 4,
  submitResp: 0x80000004,
  deliver: 5,
  deliverResp: 0x80000005,
  unbind: 6,
  unbindResp: 0x80000006,
  bind: 9,
  bindResp: 0x80000009,
  enquire: 0x15,
  enquireResp: 0x80000015,
  dataSm: 0x103,
  dataSmResp: 0x80000103,
} as const;

/** A C-octet string. */
export const cstring = (text: string): Buffer => Buffer.from(`${text}\0`, 'latin1');

/** Opens the cage, on a free port unless one is given. */
export async function startZoo(habits: Habits = {}, port = 0): Promise<Zoo> {
  const peers: Peer[] = [];
  const received: RawPdu[] = [];
  const server = net.createServer((socket) => {
    const peer = peerOn(socket, peers.length);
    peers.push(peer);
    socket.on('error', () => {});
    let rest: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 16 && rest.length >= rest.readUInt32BE(0)) {
        const octets = Buffer.from(rest.subarray(0, rest.readUInt32BE(0)));
        rest = rest.subarray(octets.length);
        const [id, status, sequence] = [octets.readUInt32BE(4), octets.readUInt32BE(8), octets.readUInt32BE(12)];
        received.push({ id, status, sequence, octets });
        behave(habits, peer, { id, status, sequence, octets });
      }
    });
    habits.connected?.(peer);
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    url: `smpp://mohr:secret@127.0.0.1:${(server.address() as AddressInfo).port}`,
    peers,
    received,
    count: (wanted) => received.filter((pdu) => pdu.id === wanted).length,
    stop() {
      for (const { socket } of peers) socket.destroy();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

let messages = 0;

/** The answer of a well-behaved SMSC to a submit_sm; returns the id that it gave. */
export function accept(peer: Peer, pdu: RawPdu, messageId = `m${++messages}`): string {
  peer.send(id.submitResp, { sequence: pdu.sequence, body: cstring(messageId) });
  return messageId;
}

/** The text of a receipt (SMPP 3.4 Appendix B). */
export function receiptText(messageId: string, stat = 'DELIVRD'): Buffer {
  return Buffer.from(
    `id:${messageId} sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 stat:${stat} err:000 text:`,
    'latin1',
  );
}

function behave(habits: Habits, peer: Peer, pdu: RawPdu): void {
  if (pdu.id >= 0x80000000) {
    habits.response?.(peer, pdu);
    return;
  }
  const { sequence } = pdu;
  const happy: Record<number, [Habits[keyof Habits], () => void]> = {
    [id.bind]: [habits.bind, () => peer.send(id.bindResp, { sequence, body: cstring('zoo') })],
    [id.submit]: [habits.submit, () => accept(peer, pdu)],
    [id.enquire]: [habits.enquire, () => peer.send(id.enquireResp, { sequence })],
    [id.unbind]: [habits.unbind, () => peer.send(id.unbindResp, { sequence })],
  };
  const [habit, usual] = happy[pdu.id] ?? [undefined, () => peer.send(id.nack, { sequence, status: 3 })];
  if (habit) habit(peer, pdu);
  else usual();
}

function peerOn(socket: Socket, nth: number): Peer {
  let sequence = 0;
  const send: Peer['send'] = (command, { status = 0, sequence, body = Buffer.alloc(0) }) => {
    if (!socket.destroyed) socket.write(pduOctets(command, status, sequence, body));
  };
  return {
    socket,
    nth,
    send,
    deliver(fields) {
      sequence++;
      send(id.deliver, { sequence, body: deliverBody(fields) });
      return sequence;
    },
  };
}

/** A whole PDU. */
export function pduOctets(command: number, status: number, sequence: number, body: Buffer): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(16 + body.length, 0);
  header.writeUInt32BE(command, 4);
  header.writeUInt32BE(status, 8);
  header.writeUInt32BE(sequence, 12);
  return Buffer.concat([header, body]);
}

/** The body of a deliver_sm (SMPP 3.4 §4.6.1). */
export function deliverBody(fields: DeliverFields): Buffer {
  const { body, esmClass = 0, dataCoding = 0, from = '989121234567', to = '982142750000', tlvs = [] } = fields;
  const options = tlvs.map(([tag, value]) => {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(tag, 0);
    head.writeUInt16BE(value.length, 2);
    return Buffer.concat([head, value]);
  });
  return Buffer.concat([
    cstring(''),
    Buffer.from([1, 1]),
    cstring(from),
    Buffer.from([1, 1]),
    cstring(to),
    Buffer.from([esmClass, 0, 0]),
    cstring(''),
    cstring(''),
    Buffer.from([0, 0, dataCoding, 0, body.length]),
    body,
    ...options,
  ]);
}
