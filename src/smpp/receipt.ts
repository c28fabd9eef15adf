import { esm, tag } from './commands.ts';
import { receiptKey } from './message-id.ts';
import { type Delivery, splitUdh } from './pdu-read.ts';
import type { RouteSettings } from './route-settings.ts';

/** What became of a message (SMPP 3.4 §5.2.28). */
export type ReceiptState =
  | 'delivered'
  | 'undeliverable'
  | 'expired'
  | 'rejected'
  | 'accepted'
  | 'unknown'
  | 'deleted'
  | 'enroute';

/** A delivery receipt. */
export interface Receipt {
  /** The ids that it names, as written: the TLV's before the text's, which may differ in padding. */
  readonly messageIds: readonly string[];
  /** The same ids in the form of `Accepted.messageKey`. */
  readonly messageKeys: readonly string[];
  readonly state: ReceiptState;
  /** Nothing more will come for the message: neither `enroute` nor `accepted`. */
  readonly final: boolean;
  /** The network's or SMSC's error code as written; null for none. */
  readonly errorCode: string | null;
  /** The SMSC's own clock, to the minute as a rule; null where absent or unreadable. */
  readonly doneAt: Date | null;
  /** Who the message had gone to, and who from. */
  readonly from: string;
  readonly to: string;
}

const byCode: Readonly<Record<number, ReceiptState>> = {
  0: 'enroute', // SCHEDULED in SMPP 5.0
  1: 'enroute',
  2: 'delivered',
  3: 'expired',
  4: 'deleted',
  5: 'undeliverable',
  6: 'accepted',
  7: 'unknown',
  8: 'rejected',
  9: 'deleted', // SKIPPED in SMPP 5.0
};

/** Texts of SMPP 3.4 Appendix B and those that SMSCs write instead, by their first five letters. */
const byText: Readonly<Record<string, ReceiptState>> = {
  DELIV: 'delivered',
  EXPIR: 'expired',
  DELET: 'deleted',
  UNDEL: 'undeliverable',
  FAILE: 'undeliverable',
  ACCEP: 'accepted',
  ACKED: 'accepted',
  UNKNO: 'unknown',
  REJEC: 'rejected',
  ENROU: 'enroute',
  BUFFR: 'enroute',
  BUFFE: 'enroute',
  SCHED: 'enroute',
  SKIPP: 'deleted',
};

/**
 * Reads a delivery as a receipt, or gives null where it is none. A receipt is what esm_class marks as one, what carries
 * receipted_message_id, or — some SMSCs mark nothing — what has the whole form of Appendix B. Both TLVs and text are
 * read; a TLV wins over the text.
 */
export function readReceipt(
  delivery: Delivery,
  route: Pick<RouteSettings, 'receiptIdBase' | 'receiptTimeZone'>,
): Receipt | null {
  const type = delivery.esmClass & esm.typeMask;
  const idTlv = delivery.tlvs.get(tag.receiptedMessageId);
  const marked = type === esm.receipt || type === esm.intermediate || idTlv !== undefined;
  if (!marked && !looksLikeReceipt(delivery)) return null;

  // Receipt texts are ASCII whatever data_coding says: taken as UCS-2 they would be noise.
  const text = splitUdh(delivery).text.toString('latin1');
  const textId = field(text, /(?:^|\s)id:\s*(\S+)/i);
  const tlvId = idTlv?.toString('latin1').replace(/\0.*$/s, '').trim();
  const messageIds = [...new Set([tlvId, textId].filter((id) => id !== undefined && id !== ''))] as string[];
  const state = stateOf(delivery, text);
  return {
    messageIds,
    messageKeys: [...new Set(messageIds.map((id) => receiptKey(id, route.receiptIdBase)))],
    state,
    final: state !== 'enroute' && state !== 'accepted',
    errorCode: errorOf(delivery, text),
    doneAt: doneDate(field(text, /done[ _]?date:\s*(\d{10,14})/i), route.receiptTimeZone),
    from: delivery.source.address,
    to: delivery.destination.address,
  };
}

/** An unmarked text counts only with every field that Appendix B puts in a receipt: a subscriber's words do not. */
function looksLikeReceipt({ body, esmClass }: Delivery): boolean {
  if ((esmClass & esm.typeMask) !== 0 || body.length < 40) return false;
  return /^id:\S+ .*submit date:\d+ .*done date:\d+ .*stat:[A-Z]{5,7} .*err:/i.test(body.toString('latin1'));
}

function stateOf(delivery: Delivery, text: string): ReceiptState {
  const code = delivery.tlvs.get(tag.messageState)?.[0];
  if (code !== undefined) return byCode[code] ?? 'unknown';
  const word = field(text, /(?:^|\s)stat:\s*([A-Za-z]+)/i);
  return byText[word?.slice(0, 5).toUpperCase() ?? ''] ?? 'unknown';
}

function errorOf(delivery: Delivery, text: string): string | null {
  const written = field(text, /(?:^|\s)err:\s*(\w+)/i);
  if (written !== undefined) return /^0+$/.test(written) ? null : written;
  const network = delivery.tlvs.get(tag.networkErrorCode);
  return network?.length === 3 && network.readUInt16BE(1) !== 0 ? String(network.readUInt16BE(1)) : null;
}

/** YYMMDDhhmm with optional seconds, or YYYYMMDDhhmm[ss] as some write it. */
function doneDate(digits: string | undefined, timeZone: string): Date | null {
  if (digits === undefined) return null;
  const full =
    digits.length >= 14 ||
    (digits.length === 12 &&
      digits.startsWith('20') &&
      Number(digits.slice(4, 6)) <= 12 &&
      Number(digits.slice(2, 4)) > 12);
  const all = full ? digits : `20${digits}`;
  const [year, month, day, hour, minute, second] = [
    Number(all.slice(0, 4)),
    ...[4, 6, 8, 10, 12].map((at) => Number(all.slice(at, at + 2))),
  ] as [number, number, number, number, number, number];
  if (timeZone === 'UTC') {
    const valid = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 60;
    return valid ? new Date(Date.UTC(year, month - 1, day, hour, minute, second)) : null;
  }
  try {
    const wall = Temporal.ZonedDateTime.from(
      { timeZone, year, month, day, hour, minute, second },
      { overflow: 'reject' },
    );
    return new Date(wall.epochMilliseconds);
  } catch {
    return null;
  }
}

const field = (text: string, pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
