/** Encodes a text as UTF-16 big-endian octets, which is what handsets take data coding 8 (UCS-2) for. */
export function encodeUcs2(text: string): Uint8Array {
  const octets = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    octets[2 * i] = code >> 8;
    octets[2 * i + 1] = code & 0xff;
  }
  return octets;
}

/** Decodes UTF-16 big-endian octets; an odd octet at the end is ignored. Total. */
export function decodeUcs2(octets: Uint8Array): string {
  let text = '';
  for (let i = 0; i + 1 < octets.length; i += 2) text += String.fromCharCode((octets[i]! << 8) | octets[i + 1]!);
  return text;
}
