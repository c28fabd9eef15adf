import type { DataCoding, MessagePart } from './submit-message.ts';

/** An encoded text: one buffer of octets for each segment, without user data headers. */
export interface EncodedText {
  readonly dataCoding: DataCoding;
  readonly segments: readonly Buffer[];
}

/**
 * The bodies of the submit_sm that carry a text: one plain part, or segments behind an 8-bit-reference concatenation
 * header (3GPP TS 23.040 §9.2.3.24.1), or the whole in message_payload where the route says `payload`.
 * @param reference 0–255, the same for all segments of one message
 */
export function messageParts(
  text: EncodedText,
  { long, reference }: { readonly long: 'udh' | 'payload'; readonly reference: number },
): MessagePart[] {
  const { dataCoding, segments } = text;
  const [first = Buffer.alloc(0)] = segments;
  if (segments.length <= 1) return [{ kind: 'short', octets: first, udh: false, dataCoding }];
  if (long === 'payload') return [{ kind: 'payload', octets: Buffer.concat(segments), dataCoding }];
  if (segments.length > 255) throw new RangeError('a message has at most 255 segments');
  return segments.map((segment, i) => ({
    kind: 'short',
    octets: Buffer.concat([Buffer.from([5, 0, 3, reference & 0xff, segments.length, i + 1]), segment]),
    udh: true,
    dataCoding,
  }));
}
