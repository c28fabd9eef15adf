import type { SmppAddress } from './pdu-read.ts';
import type { Refusal } from './statuses.ts';

/** data_coding as this project uses it (SMPP 3.4 §5.2.19): 0 is GSM 7-bit, one septet an octet; 8 is UCS-2. */
export type DataCoding = 0 | 8;

/** An optional parameter; vendor ones live in 0x1400–0x3FFF (SMPP 3.4 §5.3.1). */
export interface Tlv {
  readonly tag: number;
  readonly value: Buffer;
}

/** The body of one submit_sm: octets that are sent as they are. */
export type MessagePart =
  | { readonly kind: 'short'; readonly octets: Buffer; readonly udh: boolean; readonly dataCoding: DataCoding }
  | { readonly kind: 'payload'; readonly octets: Buffer; readonly dataCoding: DataCoding };

/** One submit_sm to be sent. */
export interface SubmitMessage {
  readonly source: SmppAddress;
  readonly destination: SmppAddress;
  readonly part: MessagePart;
  /** 1 (the default) asks for a receipt on success and on failure, 0 for none. */
  readonly registeredDelivery?: 0 | 1;
  /** SMPP time format, relative or absolute (§7.1.1); absent: the SMSC's own. */
  readonly validityPeriod?: string;
  readonly serviceType?: string;
  readonly priority?: 0 | 1 | 2 | 3;
  readonly tlvs?: readonly Tlv[];
  /** The caller's own name for the message, given back with an answer that came too late. */
  readonly reference?: string;
  /** Epoch milliseconds after which the message must not be written any more. */
  readonly notAfter?: number;
}

/** The SMSC took the message. */
export interface Accepted {
  readonly outcome: 'accepted';
  /** As the SMSC wrote it; empty where it sent none. */
  readonly messageId: string;
  /** The form of the id that receipts of the same route are to be matched by: see `Receipt.messageKeys`. */
  readonly messageKey: string;
}

/** The SMSC answered that it does not take the message. */
export interface Refused extends Refusal {
  readonly outcome: 'refused';
}

/** The message was written to the socket and nobody knows what became of it: never to be sent again blindly. */
export interface Unknown {
  readonly outcome: 'unknown';
  readonly why: 'timeout' | 'disconnected' | 'stopped';
}

/** The message never reached the socket: it may be tried again without a risk of a duplicate. */
export interface NotSent {
  readonly outcome: 'notSent';
  readonly why: 'notBound' | 'disconnected' | 'queueFull' | 'expired' | 'stopped';
}

export type SubmitOutcome = Accepted | Refused | Unknown | NotSent;

/**
 * Checks what would make a malformed submit_sm. The caller has already judged the message, so a fault here is a
 * mistake in the program.
 * @throws RangeError naming the field
 */
export function assertSubmittable(message: SubmitMessage): void {
  assertString('source address', message.source.address, 20);
  assertString('destination address', message.destination.address, 20);
  assertString('service type', message.serviceType ?? '', 5);
  const { part, validityPeriod } = message;
  if (validityPeriod && validityPeriod.length !== 16) throw new RangeError('a validity period has 16 characters');
  assertString('validity period', validityPeriod ?? '', 16);
  const limit = part.kind === 'short' ? 254 : 65_535;
  if (part.octets.length > limit) throw new RangeError(`a ${part.kind} body has at most ${limit} octets`);
  for (const { tag, value } of message.tlvs ?? []) {
    if (!Number.isInteger(tag) || tag < 0 || tag > 0xffff) throw new RangeError('a TLV tag is a 16-bit number');
    if (value.length > 65_535) throw new RangeError('a TLV value has at most 65535 octets');
  }
}

/** C-octet strings end at the first NUL and hold one octet a character, so neither may be broken by a value. */
function assertString(field: string, value: string, limit: number): void {
  if (value.length > limit) throw new RangeError(`${field}: at most ${limit} characters`);
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code === 0 || code > 0xff) throw new RangeError(`${field}: a character that SMPP cannot carry`);
  }
}
