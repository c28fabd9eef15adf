import { decodeGsm7, decodeUcs2 } from '#src/text/index.ts';
import { tag } from './commands.ts';
import type { Delivery } from './pdu-read.ts';
import { splitUdh } from './pdu-read.ts';

/**
 * Decodes the octets of an MO text by its data_coding (SMPP 3.4 §5.2.19): 0 GSM 7-bit one septet an octet, 1 ASCII,
 * 3 Latin-1, 8 UCS-2, the 0xC0–0xFF groups of TS 23.038 §4. Binary codings (2, 4) give null. Total: undecodable octets
 * become U+FFFD, a lone last octet of UCS-2 is dropped.
 */
export function decodeText(dataCoding: number, octets: Buffer): string | null {
  if (isUcs2(dataCoding)) return decodeUcs2(octets);
  if (dataCoding === 1 || dataCoding === 3) return octets.toString('latin1');
  if (dataCoding === 2 || dataCoding === 4 || (dataCoding & 0xf4) === 0xf4) return null;
  return decodeGsm7(octets);
}

/** Where a part of a long MO stands: from the UDH (8- or 16-bit reference) or the sar_ TLVs (SMPP 3.4 §5.3.2.22–24). */
export interface Concatenation {
  readonly reference: number;
  readonly total: number;
  readonly part: number;
}

/** The concatenation that a delivery announces; null for a whole message or one whose numbers make no sense. */
export function concatenationOf(delivery: Delivery): Concatenation | null {
  const found = fromHeader(splitUdh(delivery).udh) ?? fromTlvs(delivery);
  return found && found.total > 1 && found.part >= 1 && found.part <= found.total ? found : null;
}

function fromHeader(udh: Buffer): Concatenation | null {
  for (let at = 0; at + 2 <= udh.length; ) {
    const [id, length] = [udh.readUInt8(at), udh.readUInt8(at + 1)];
    const value = udh.subarray(at + 2, at + 2 + length);
    if (id === 0 && value.length === 3) {
      return { reference: value.readUInt8(0), total: value.readUInt8(1), part: value.readUInt8(2) };
    }
    if (id === 8 && value.length === 4) {
      return { reference: value.readUInt16BE(0), total: value.readUInt8(2), part: value.readUInt8(3) };
    }
    at += 2 + length;
  }
  return null;
}

function fromTlvs({ tlvs }: Delivery): Concatenation | null {
  const reference = tlvs.get(tag.sarMessageReference);
  const [total, part] = [tlvs.get(tag.sarTotalSegments)?.[0], tlvs.get(tag.sarSegmentNumber)?.[0]];
  if (reference?.length !== 2 || total === undefined || part === undefined) return null;
  return { reference: reference.readUInt16BE(0), total, part };
}

/** 8 is UCS-2; so are the general groups of TS 23.038 whose alphabet bits say so, and 0xE0–0xEF. */
function isUcs2(dataCoding: number): boolean {
  if (dataCoding < 0x80) return (dataCoding & 0x2c) === 0x08;
  return (dataCoding & 0xf0) === 0xe0;
}
