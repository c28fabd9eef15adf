const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;

/** Whether there is a quote between two places. */
export function hasQuote(buffer: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (buffer[i] === QUOTE) return true;
  return false;
}

/**
 * Where the record after this one begins. If the bytes end first: `closed` outside quotes, `more` inside; `unclosed` if
 * it is longer than `most` bytes.
 */
export function quotedRecordEnd(buffer: Buffer, from: number, most: number): number | 'closed' | 'more' | 'unclosed' {
  let inQuotes = false;
  let fieldStart = true;
  const limit = Math.min(buffer.length, from + most);
  for (let i = from; i < limit; i++) {
    const byte = buffer[i];
    if (inQuotes) {
      if (byte !== QUOTE) continue;
      if (buffer[i + 1] === QUOTE) i++;
      else inQuotes = false;
      continue;
    }
    if (byte === NEWLINE) return i + 1;
    if (byte === QUOTE && fieldStart) inQuotes = true;
    fieldStart = byte === COMMA;
  }
  if (limit < buffer.length) return 'unclosed';
  return inQuotes ? 'more' : 'closed';
}
