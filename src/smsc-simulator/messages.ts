import type { Pdu, PduFields } from 'smpp';
import type { Fate } from './behaviours.ts';

/** A submit_sm as it was understood at the other end. */
export interface SimulatedSubmit {
  readonly at: Date;
  readonly messageId: string | null;
  readonly source: { readonly address: string; readonly ton: number; readonly npi: number };
  readonly destination: { readonly address: string; readonly ton: number; readonly npi: number };
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly registeredDelivery: number;
  /** Decoded from short_message or message_payload. */
  readonly text: string;
  /** Place in a long message; null for a whole one. */
  readonly segment: { readonly reference: number; readonly total: number; readonly part: number } | null;
  /** Vendor parameters by tag. */
  readonly tlvs: Readonly<Record<number, Buffer>>;
}

interface DecodedBody {
  readonly message?: unknown;
  readonly udh?: readonly Buffer[];
}

/** Reads what the codec has decoded into a record. */
export function submitOf(pdu: Pdu, messageId: string | null): SimulatedSubmit {
  const body = ((pdu.message_payload ?? pdu.short_message) as DecodedBody | undefined) ?? {};
  return {
    at: new Date(),
    messageId,
    source: { address: String(pdu.source_addr), ton: Number(pdu.source_addr_ton), npi: Number(pdu.source_addr_npi) },
    destination: {
      address: String(pdu.destination_addr),
      ton: Number(pdu.dest_addr_ton),
      npi: Number(pdu.dest_addr_npi),
    },
    esmClass: Number(pdu.esm_class),
    dataCoding: Number(pdu.data_coding),
    registeredDelivery: Number(pdu.registered_delivery),
    text: typeof body.message === 'string' ? body.message : '',
    segment: segmentOf(body.udh),
    tlvs: vendorTlvs(pdu),
  };
}

/** The deliver_sm that reports the fate of a message (SMPP 3.4 Appendix B, with both TLVs). */
export function receiptFields(submit: SimulatedSubmit, fate: Fate): PduFields {
  const done = stamp(new Date());
  const count = fate.stat === 'DELIVRD' ? '001' : '000';
  const text =
    `id:${submit.messageId} sub:001 dlvrd:${count} submit date:${stamp(submit.at)} done date:${done} ` +
    `stat:${fate.stat} err:${fate.error} text:`;
  return {
    source_addr_ton: submit.destination.ton,
    source_addr_npi: submit.destination.npi,
    source_addr: submit.destination.address,
    dest_addr_ton: submit.source.ton,
    dest_addr_npi: submit.source.npi,
    destination_addr: submit.source.address,
    esm_class: 4,
    data_coding: 0,
    short_message: Buffer.from(text, 'latin1'),
    receipted_message_id: submit.messageId ?? '',
    message_state: fate.state,
  };
}

/** A message from a subscriber. */
export interface SimulatedMo {
  /** Digits, with or without `+`. */
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** The deliver_sm of a message from a subscriber: ASCII as GSM 7-bit, else UCS-2, in as many parts as it takes. */
export function moFields(mo: SimulatedMo, reference: number): PduFields[] {
  const plain = /^[\x20-\x23\x25-\x3f\x41-\x5a\x61-\x7a\n\r]*$/.test(mo.text);
  const octets = plain ? Buffer.from(mo.text, 'latin1') : Buffer.from(mo.text, 'utf16le').swap16();
  const [whole, piece] = plain ? [160, 153] : [140, 134];
  const total = octets.length <= whole ? 1 : Math.ceil(octets.length / piece);
  const digits = mo.from.replace(/^\+/, '');
  const common = {
    source_addr_ton: 1,
    source_addr_npi: 1,
    source_addr: digits,
    dest_addr_ton: 1,
    dest_addr_npi: 1,
    destination_addr: mo.to.replace(/^\+/, ''),
    data_coding: plain ? 0 : 8,
  };
  if (total === 1) return [{ ...common, esm_class: 0, short_message: octets }];
  return Array.from({ length: total }, (_, i) => ({
    ...common,
    esm_class: 0x40,
    short_message: Buffer.concat([
      Buffer.from([5, 0, 3, reference & 0xff, total, i + 1]),
      octets.subarray(i * piece, (i + 1) * piece),
    ]),
  }));
}

function segmentOf(udh: readonly Buffer[] | undefined): SimulatedSubmit['segment'] {
  const element = udh?.find((one) => one[0] === 0 && one.length === 5);
  if (!element) return null;
  return { reference: element.readUInt8(2), total: element.readUInt8(3), part: element.readUInt8(4) };
}

/** The codec leaves what it does not know under its tag in decimal. */
function vendorTlvs(pdu: Pdu): Record<number, Buffer> {
  const unknown = Object.entries(pdu).filter(([name, value]) => /^\d+$/.test(name) && Buffer.isBuffer(value));
  return Object.fromEntries(unknown) as Record<number, Buffer>;
}

/** YYMMDDhhmm in UTC. */
const stamp = (at: Date): string => at.toISOString().replace(/\D/g, '').slice(2, 12);
