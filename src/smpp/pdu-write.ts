import { command, esm, tag } from './commands.ts';
import type { SubmitMessage } from './submit-message.ts';

/** What a bind_transceiver says (SMPP 3.4 §4.1.5). */
export interface BindFields {
  readonly systemId: string;
  readonly password: string;
  readonly systemType: string;
  readonly interfaceVersion: number;
}

/** A PDU of a header alone: enquire_link, unbind, generic_nack and the responses without a body. */
export function headerPdu(id: number, sequence: number, status = 0): Buffer {
  const pdu = Buffer.allocUnsafe(16);
  writeHeader(pdu, 0, { length: 16, id, status, sequence });
  return pdu;
}

/** A deliver_sm_resp or data_sm_resp: its message_id is unused and empty (SMPP 3.4 §4.6.2). */
export function deliveryResponse(id: number, sequence: number, status: number): Buffer {
  const pdu = Buffer.allocUnsafe(17);
  writeHeader(pdu, 0, { length: 17, id, status, sequence });
  pdu[16] = 0;
  return pdu;
}

/** A bind_transceiver; addr_ton, addr_npi and address_range are left to the SMSC. */
export function bindPdu(fields: BindFields, sequence: number): Buffer {
  const strings = `${fields.systemId}\0${fields.password}\0${fields.systemType}\0`;
  const pdu = Buffer.alloc(16 + strings.length + 4);
  writeHeader(pdu, 0, { length: pdu.length, id: command.bindTransceiver, status: 0, sequence });
  pdu.write(strings, 16, 'latin1');
  pdu[16 + strings.length] = fields.interfaceVersion;
  return pdu;
}

/** The size in octets that {@link writeSubmit} needs for a message. */
export function submitSize(message: SubmitMessage): number {
  let tlvs = 0;
  for (const { value } of message.tlvs ?? []) tlvs += 4 + value.length;
  const { part } = message;
  const body = part.kind === 'short' ? part.octets.length : part.octets.length + 4;
  const strings =
    (message.serviceType?.length ?? 0) +
    message.source.address.length +
    message.destination.address.length +
    (message.validityPeriod?.length ?? 0);
  // 16 header, 5 string ends, 4 TON/NPI, 3 + 5 single octets (SMPP 3.4 §4.4.1).
  return 33 + strings + body + tlvs;
}

/** Writes a submit_sm (SMPP 3.4 §4.4.1) at `offset` and returns the offset after it. */
export function writeSubmit(out: Buffer, offset: number, message: SubmitMessage, sequence: number): number {
  const { part } = message;
  const short = part.kind === 'short';
  let at = offset + 16;
  at = writeString(out, at, message.serviceType ?? '');
  out[at++] = message.source.ton;
  out[at++] = message.source.npi;
  at = writeString(out, at, message.source.address);
  out[at++] = message.destination.ton;
  out[at++] = message.destination.npi;
  at = writeString(out, at, message.destination.address);
  out[at++] = short && part.udh ? esm.udh : 0;
  out[at++] = 0; // protocol_id
  out[at++] = message.priority ?? 0;
  out[at++] = 0; // schedule_delivery_time: now
  at = writeString(out, at, message.validityPeriod ?? '');
  out[at++] = message.registeredDelivery ?? 1;
  out[at++] = 0; // replace_if_present_flag
  out[at++] = part.dataCoding;
  out[at++] = 0; // sm_default_msg_id
  out[at++] = short ? part.octets.length : 0;
  at = short ? at + part.octets.copy(out, at) : writeTlv(out, at, tag.messagePayload, part.octets);
  for (const tlv of message.tlvs ?? []) at = writeTlv(out, at, tlv.tag, tlv.value);
  writeHeader(out, offset, { length: at - offset, id: command.submitSm, status: 0, sequence });
  return at;
}

interface Header {
  readonly length: number;
  readonly id: number;
  readonly status: number;
  readonly sequence: number;
}

function writeHeader(out: Buffer, at: number, header: Header): void {
  out.writeUInt32BE(header.length, at);
  out.writeUInt32BE(header.id, at + 4);
  out.writeUInt32BE(header.status, at + 8);
  out.writeUInt32BE(header.sequence, at + 12);
}

function writeString(out: Buffer, at: number, value: string): number {
  const end = at + (value.length > 0 ? out.write(value, at, 'latin1') : 0);
  out[end] = 0;
  return end + 1;
}

function writeTlv(out: Buffer, at: number, id: number, value: Buffer): number {
  out.writeUInt16BE(id, at);
  out.writeUInt16BE(value.length, at + 2);
  return at + 4 + value.copy(out, at + 4);
}
