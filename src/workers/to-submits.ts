import type { ClaimedMessage } from '#src/messages/index.ts';
import {
  destinationAddress,
  type MessagePart,
  messageParts,
  type RouteSettings,
  type SenderKind,
  type SubmitMessage,
  sourceAddress,
  vendorTlvs,
} from '#src/smpp/index.ts';
import { type CutOptions, cut, encodeUcs2, segment } from '#src/text/index.ts';

/** The submit_sm of a message that are still to be sent, by the number of the part, and how many there are in all. */
export interface Submits {
  pdus: number;
  missing: { part: number; submit: SubmitMessage }[];
}

/** UCS-2 units in a whole message and in a part behind a header of six octets (3GPP TS 23.040 § 9.2.3.24). */
const UCS2 = { whole: 70, part: 67 };

/**
 * Turns a message into the submit_sm that carry it on a route; parts that the SMSC took on an earlier try are left out.
 * `at` and `notAfter` are now and the last moment at which one may be written to the socket, epoch milliseconds.
 */
export function toSubmits(
  message: ClaimedMessage,
  route: RouteSettings,
  { at, notAfter }: { at: number; notAfter: number },
): Submits {
  const parts = partsOf(message, route);
  const common = {
    source: sourceAddress({ kind: message.source_kind as SenderKind, address: message.source_address }, route),
    destination: destinationAddress(message.recipient, route),
    validityPeriod: relativeTime(message.valid_until.getTime() - at),
    serviceType: route.serviceType,
    tlvs: vendorTlvs(route.tlvs, valuesOf(message)),
    notAfter,
  };
  const missing = parts
    .map((part, i) => ({
      part: i + 1,
      submit: {
        ...common,
        part,
        reference: `${message.id} ${message.tries} ${i + 1} ${parts.length} ${message.recipient}`,
      },
    }))
    .filter(({ part }) => !wasTaken(message, part));
  return { pdus: parts.length, missing };
}

/** What a route's vendor parameters may name. */
function valuesOf({
  id,
  decision_id,
  organization_id,
  sender_id,
  template_id,
}: ClaimedMessage): Record<string, string> {
  const values = {
    messageId: id,
    decisionId: decision_id,
    organizationId: organization_id,
    senderId: sender_id,
    templateId: template_id,
  };
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null));
}

function wasTaken({ part_states }: ClaimedMessage, part: number): boolean {
  const state = part_states[part];
  return state !== undefined && state !== 'uncertain';
}

function partsOf({ id, text }: ClaimedMessage, route: RouteSettings): MessagePart[] {
  // The same number on every try: parts that are sent later must join those that went before.
  const reference = Number.parseInt(id.slice(-2), 16);
  const mode = route.long === 'payload' ? 'payload' : 'udh8';
  if (route.coding === 'ucs2' && segment(text).charset === 'GSM7') return ucs2Parts(text, { reference, mode });
  return cut(text, { reference, mode }).map(({ userData, udh, dataCoding }) => {
    const octets = Buffer.concat([udh ?? Buffer.alloc(0), userData]);
    if (segment(text).segments > 1 && !udh) return { kind: 'payload', octets, dataCoding };
    return { kind: 'short', octets, udh: udh !== null, dataCoding };
  });
}

/** A text of the GSM alphabet, which has no surrogate pairs to keep together, for an SMSC that takes UCS-2 only. */
function ucs2Parts(text: string, { reference, mode }: CutOptions): MessagePart[] {
  const whole = text.length <= UCS2.whole;
  const size = whole || mode === 'payload' ? text.length : UCS2.part;
  const pieces = text.match(new RegExp(`[^]{1,${Math.max(1, size)}}`, 'g')) ?? [''];
  const segments = pieces.map((piece) => Buffer.from(encodeUcs2(piece)));
  return messageParts({ dataCoding: 8, segments }, { long: 'udh', reference }).map((part) =>
    whole || mode === 'udh8' ? part : { kind: 'payload', octets: part.octets, dataCoding: 8 },
  );
}

/** SMPP relative time, YYMMDDhhmmss000R (SMPP 3.4 § 7.1.1.2): it asks nothing of the SMSC's clock and zone. */
function relativeTime(ms: number): string {
  const seconds = Math.max(1, Math.min(Math.floor(ms / 1000), 30 * 86_400));
  const fields = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  return `0000${fields.map((field) => String(field).padStart(2, '0')).join('')}000R`;
}
