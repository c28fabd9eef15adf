import { encodeGsm7, gsm7Length, septetsOf } from './gsm7.ts';
import { encodeUcs2 } from './ucs2.ts';

/** How a text goes over the air: `characters` in units of the charset (septets, UTF-16 units). */
export type Segmentation = {
  readonly charset: 'GSM7' | 'UCS2';
  readonly characters: number;
  readonly segments: number;
};

/** One short message: what to put in the PDU. The user data header, where there is one, goes before the user data. */
export type Part = { readonly userData: Uint8Array; readonly udh: Uint8Array | null; readonly dataCoding: 0 | 8 };

/** How a long text is cut: parts with an 8-bit concatenation header, or one `message_payload`. */
export type CutOptions = { readonly reference: number; readonly mode: 'udh8' | 'payload' };

/** Parts that an 8-bit concatenation header can count. */
export const MAX_SEGMENTS = 255;

// 140 octets of user data: 160 septets or 70 units; the 6 octets of the header leave 153 or 67 (3GPP TS 23.040 § 9.2.3.24).
const LIMITS = { GSM7: { whole: 160, part: 153 }, UCS2: { whole: 70, part: 67 } } as const;

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** Code units that must stay together from `at` on: two for a surrogate pair. */
function unitsAt(text: string, at: number): 1 | 2 {
  if (!isHighSurrogate(text.charCodeAt(at)) || at + 1 >= text.length) return 1;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
}

/** Offsets at which the parts of a long text begin. */
function starts(text: string, charset: 'GSM7' | 'UCS2'): number[] {
  const limit = LIMITS[charset].part;
  const offsets = [0];
  let used = 0;
  let at = 0;
  while (at < text.length) {
    const units = charset === 'UCS2' ? unitsAt(text, at) : 1;
    const cost = charset === 'UCS2' ? units : septetsOf(text.charCodeAt(at));
    if (used + cost > limit) {
      offsets.push(at);
      used = 0;
    }
    used += cost;
    at += units;
  }
  return offsets;
}

/** Charset, length and number of segments of a text; an empty text is one segment. */
export function segment(text: string): Segmentation {
  const septets = gsm7Length(text);
  const charset = septets >= 0 ? 'GSM7' : 'UCS2';
  const characters = septets >= 0 ? septets : text.length;
  const segments = characters <= LIMITS[charset].whole ? 1 : starts(text, charset).length;
  return { charset, characters, segments };
}

/**
 * Cuts a text into short messages, never inside a surrogate pair or a GSM escape pair.
 *
 * `reference` is the 8-bit number that tells the handset which parts belong together; in mode `payload` the whole text
 * is one part. @throws RangeError where more than 255 parts were needed.
 */
export function cut(text: string, options: CutOptions): Part[] {
  const { charset, segments } = segment(text);
  const dataCoding = charset === 'GSM7' ? 0 : 8;
  const encode = (piece: string): Uint8Array => (charset === 'GSM7' ? encodeGsm7(piece)! : encodeUcs2(piece));
  if (segments === 1 || options.mode === 'payload') return [{ userData: encode(text), udh: null, dataCoding }];
  if (segments > MAX_SEGMENTS) throw new RangeError(`a text of ${segments} segments cannot be sent`);
  const offsets = starts(text, charset);
  return offsets.map((from, index) => ({
    userData: encode(text.slice(from, offsets[index + 1])),
    // Concatenated short messages, 8-bit reference: element 0x00 of three octets.
    udh: Uint8Array.of(5, 0, 3, options.reference & 0xff, segments, index + 1),
    dataCoding,
  }));
}
