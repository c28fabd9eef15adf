const ESCAPE = 0x1b;
const REPLACEMENT = '\ufffd';

/** GSM 03.38 (3GPP TS 23.038 § 6.2.1) default alphabet, in code order; position 0x1B is the escape. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** The extension table (§ 6.2.1.1): the code that follows the escape. */
const EXTENSION: Readonly<Record<string, number>> = {
  '\f': 0x0a,
  '^': 0x14,
  '{': 0x28,
  '}': 0x29,
  '\\': 0x2f,
  '[': 0x3c,
  '~': 0x3d,
  ']': 0x3e,
  '|': 0x40,
  '€': 0x65,
};

const LAST = 0x20ac;
const NONE = -1;
const EXTENDED = 0x100;
/** Code unit → septet, with `EXTENDED` added where an escape goes before it, or `NONE`. */
const SEPTETS = new Int16Array(LAST + 1).fill(NONE);
for (let code = 0; code < BASIC.length; code += 1) if (code !== ESCAPE) SEPTETS[BASIC.charCodeAt(code)] = code;
for (const [character, code] of Object.entries(EXTENSION)) SEPTETS[character.charCodeAt(0)] = EXTENDED + code;
const EXTENDED_CHARACTERS = new Map(Object.entries(EXTENSION).map(([character, code]) => [code, character]));

/** Septets that a code unit takes in the GSM alphabet: 1, 2 with its escape, or 0 where it is not in it. */
export function septetsOf(code: number): 0 | 1 | 2 {
  const septet = code > LAST ? NONE : SEPTETS[code]!;
  if (septet === NONE) return 0;
  return septet >= EXTENDED ? 2 : 1;
}

/** Septets that a text takes in the GSM alphabet, or −1 where it has a character outside it. */
export function gsm7Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    const septets = septetsOf(text.charCodeAt(i));
    if (septets === 0) return -1;
    length += septets;
  }
  return length;
}

/** Encodes a text in the GSM 7-bit alphabet, one septet an octet (unpacked, as SMPP has it), or null where it does not fit. */
export function encodeGsm7(text: string): Uint8Array | null {
  const length = gsm7Length(text);
  if (length < 0) return null;
  const septets = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    const septet = SEPTETS[text.charCodeAt(i)]!;
    if (septet >= EXTENDED) {
      septets[at] = ESCAPE;
      at += 1;
    }
    septets[at] = septet & 0x7f;
    at += 1;
  }
  return septets;
}

/**
 * Decodes unpacked GSM 7-bit octets. Total: an escape before a code without extension shows the basic character
 * (3GPP TS 23.038), a lone escape at the end a space, an octet above 0x7F U+FFFD.
 */
export function decodeGsm7(septets: Uint8Array): string {
  let text = '';
  for (let i = 0; i < septets.length; i += 1) {
    const code = septets[i]!;
    if (code > 0x7f) text += REPLACEMENT;
    else if (code !== ESCAPE) text += BASIC[code];
    else if (i + 1 >= septets.length) text += ' ';
    else {
      i += 1;
      const next = septets[i]!;
      text += EXTENDED_CHARACTERS.get(next) ?? (next > 0x7f ? REPLACEMENT : next === ESCAPE ? ' ' : BASIC[next]);
    }
  }
  return text;
}
