/**
 * The largest PDU taken from a peer, in octets: a message_payload of 64 KiB and its surroundings. A length beyond it is
 * a peer that has lost its framing, never a message.
 */
export const MAX_PDU_OCTETS = 70_000;

/** The peer broke the protocol in a way after which nothing on the connection can be trusted. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** Cuts a stream of octets into whole PDUs. */
export interface Framer {
  /** Calls `take` with each whole PDU in `chunk` and what came before it. @throws ProtocolError on a bad length. */
  push(chunk: Buffer, take: (pdu: Buffer) => void): void;
}

/**
 * Makes a framer for one connection. A length below 16 (the header) or above MAX_PDU_OCTETS throws: there is no way to
 * find the next PDU after it (SMPP 3.4 §3.2.1). The buffers handed out are views, valid for as long as they are kept.
 */
export function createFramer(): Framer {
  let waiting: Buffer[] = [];
  let have = 0;
  let need = 16;
  return {
    push(chunk, take) {
      waiting.push(chunk);
      have += chunk.length;
      if (have < need) return;
      const all = waiting.length === 1 ? chunk : Buffer.concat(waiting, have);
      let at = 0;
      need = 16;
      while (all.length - at >= 16) {
        const length = all.readUInt32BE(at);
        if (length < 16 || length > MAX_PDU_OCTETS) throw new ProtocolError(`a PDU cannot be ${length} octets long`);
        if (all.length - at < length) {
          need = length;
          break;
        }
        take(all.subarray(at, at + length));
        at += length;
      }
      have = all.length - at;
      waiting = have > 0 ? [all.subarray(at)] : [];
    },
  };
}
