import { command, esm, tag } from './commands.ts';
import { ProtocolError } from './pdu-framer.ts';

/** An address with its type of number and numbering plan (SMPP 3.4 §5.2.5, §5.2.6). */
export interface SmppAddress {
  readonly address: string;
  readonly ton: number;
  readonly npi: number;
}

/** A deliver_sm or data_sm as it came: nothing decoded, the body from short_message or message_payload. */
export interface Delivery {
  readonly source: SmppAddress;
  readonly destination: SmppAddress;
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly body: Buffer;
  readonly tlvs: ReadonlyMap<number, Buffer>;
}

/** The four header fields of a PDU (SMPP 3.4 §3.2). */
export const commandId = (pdu: Buffer): number => pdu.readUInt32BE(4);
export const commandStatus = (pdu: Buffer): number => pdu.readUInt32BE(8);
export const sequenceNumber = (pdu: Buffer): number => pdu.readUInt32BE(12);

/** The message_id of a submit_sm_resp or data_sm_resp; empty where the SMSC sent none. */
export function readMessageId(pdu: Buffer): string {
  const end = pdu.indexOf(0, 16);
  return pdu.toString('latin1', 16, end < 0 ? pdu.length : end).trim();
}

/**
 * Reads a deliver_sm (SMPP 3.4 §4.6.1) or data_sm (§4.7.1).
 * @throws ProtocolError where a field runs past the end of the PDU
 */
export function readDelivery(pdu: Buffer): Delivery {
  const cursor = new Cursor(pdu);
  const short = commandId(pdu) !== command.dataSm;
  cursor.string(); // service_type
  const source = cursor.address();
  const destination = cursor.address();
  const esmClass = cursor.octet();
  if (short) cursor.skip(2); // protocol_id, priority_flag
  if (short) cursor.string(); // schedule_delivery_time
  if (short) cursor.string(); // validity_period
  cursor.skip(short ? 2 : 1); // registered_delivery, replace_if_present_flag
  const dataCoding = cursor.octet();
  if (short) cursor.skip(1); // sm_default_msg_id
  const message = short ? cursor.octets(cursor.octet()) : Buffer.alloc(0);
  const tlvs = cursor.tlvs();
  const payload = tlvs.get(tag.messagePayload);
  return { source, destination, esmClass, dataCoding, body: payload ?? message, tlvs };
}

/** The user data header of a delivery and what follows it; no header where esm_class does not announce one. */
export function splitUdh(delivery: Delivery): { readonly udh: Buffer; readonly text: Buffer } {
  const { body } = delivery;
  const length = (delivery.esmClass & esm.udh) !== 0 ? (body[0] ?? 0) + 1 : 0;
  if (length > body.length) return { udh: body.subarray(0, 0), text: body };
  return { udh: body.subarray(Math.min(1, length), length), text: body.subarray(length) };
}

class Cursor {
  readonly #pdu: Buffer;
  #at = 16;

  constructor(pdu: Buffer) {
    this.#pdu = pdu;
  }

  octet(): number {
    const value = this.#pdu[this.#at++];
    if (value === undefined) throw new ProtocolError('a PDU ends before its mandatory fields do');
    return value;
  }

  skip(octets: number): void {
    this.#at += octets;
  }

  string(): string {
    const end = this.#pdu.indexOf(0, this.#at);
    if (end < 0) throw new ProtocolError('a C-octet string has no end');
    const value = this.#pdu.toString('latin1', this.#at, end);
    this.#at = end + 1;
    return value;
  }

  address(): SmppAddress {
    const ton = this.octet();
    const npi = this.octet();
    return { ton, npi, address: this.string() };
  }

  octets(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#pdu.length) throw new ProtocolError('a field runs past the end of its PDU');
    const value = this.#pdu.subarray(this.#at, end);
    this.#at = end;
    return value;
  }

  tlvs(): Map<number, Buffer> {
    const tlvs = new Map<number, Buffer>();
    while (this.#at + 4 <= this.#pdu.length) {
      const id = this.#pdu.readUInt16BE(this.#at);
      const length = this.#pdu.readUInt16BE(this.#at + 2);
      this.#at += 4;
      tlvs.set(id, this.octets(length));
    }
    return tlvs;
  }
}
