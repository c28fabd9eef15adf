import { hasQuote, quotedRecordEnd } from './quoted-record.ts';

/** Whole records of an upload, numbered from its beginning; the unit in which an import is stored, worked off and resumed. */
export interface Block {
  /** Number of the first record, 1 being the first of the file. */
  firstRow: number;
  bytes: Buffer;
}

/** Longest record in bytes; a longer one is reported and skipped, however long it is. */
export const MAX_RECORD_BYTES = 64 * 1024;

/** Starts a record that stands for one that could not be read; the reason follows. No valid text has this byte. */
export const BAD_RECORD = '\0';

const NEWLINE = 0x0a;
/** What some programs put before UTF-8 text; it is no part of the first record. */
const MARK = Buffer.from('\ufeff');

/**
 * Cuts a stream of CSV (RFC 4180) or of lines into blocks of whole records, in bounded memory.
 *
 * A quote opens a quoted field only at a field's beginning. A record that is too long, or whose quote is never closed,
 * becomes a bad record of one line, and reading goes on with the next line.
 */
export class RecordSplitter {
  readonly #quoted: boolean;
  readonly #blockBytes: number;
  #buffer: Buffer = Buffer.alloc(0);
  #parts: Buffer[] = [];
  #partBytes = 0;
  #blockRow = 1;
  #row = 1;
  #skipping = false;
  #begun = false;

  constructor(options: { quoted: boolean; blockBytes: number }) {
    this.#quoted = options.quoted;
    this.#blockBytes = options.blockBytes;
  }

  /** Takes bytes as they come; returns the blocks that are complete. */
  push(chunk: Buffer): Block[] {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    return this.#cut(false);
  }

  /** Takes the end of the stream; returns what is left. */
  end(): Block[] {
    const blocks = this.#cut(true);
    if (this.#partBytes > 0) blocks.push(this.#flush());
    return blocks;
  }

  #cut(final: boolean): Block[] {
    const blocks: Block[] = [];
    if (!this.#begin(final)) return blocks;
    let kept = 0;
    let at = 0;
    const keep = (end: number) => {
      if (end > kept) this.#add(this.#buffer.subarray(kept, end));
      kept = end;
    };
    while (at < this.#buffer.length) {
      if (this.#skipping) {
        const end = this.#buffer.indexOf(NEWLINE, at);
        at = kept = end < 0 ? this.#buffer.length : end + 1;
        this.#skipping = end < 0;
        continue;
      }
      const found = this.#recordAt(at, final);
      if (found === null) break;
      if (found.bad) {
        keep(at);
        this.#add(Buffer.from(`${BAD_RECORD}${found.bad}\n`));
        kept = found.next;
        this.#skipping = found.endless === true;
      }
      at = found.next;
      this.#row++;
      if (this.#partBytes + at - kept < this.#blockBytes) continue;
      keep(at);
      blocks.push(this.#flush());
    }
    keep(at);
    this.#buffer = this.#buffer.subarray(at);
    return blocks;
  }

  /** Leaves out the mark at the beginning; false while it may still be coming. */
  #begin(final: boolean): boolean {
    if (this.#begun) return true;
    const start = this.#buffer.subarray(0, MARK.length);
    if (!final && start.length < MARK.length && MARK.indexOf(start) === 0) return false;
    if (start.equals(MARK)) this.#buffer = this.#buffer.subarray(MARK.length);
    this.#begun = true;
    return true;
  }

  /** The record that begins at `at`: where the next one begins, and what is wrong with it; null if more must be read. */
  #recordAt(at: number, final: boolean): { next: number; bad?: string; endless?: true } | null {
    const buffer = this.#buffer;
    const newline = buffer.indexOf(NEWLINE, at);
    const lineEnd = newline < 0 ? buffer.length : newline;
    const lineNext = newline < 0 ? buffer.length : newline + 1;
    const quoted = this.#quoted && hasQuote(buffer, at, lineEnd);
    if (!quoted) {
      if (lineEnd - at > MAX_RECORD_BYTES)
        return { next: lineNext, bad: 'too_long', ...(newline < 0 ? { endless: true } : {}) };
      return newline < 0 && !final ? null : { next: lineNext };
    }
    const end = quotedRecordEnd(buffer, at, MAX_RECORD_BYTES);
    if (end === 'closed') return final ? { next: buffer.length } : null;
    if (end === 'unclosed' || (end === 'more' && final)) {
      if (newline < 0) return { next: buffer.length, bad: 'too_long', ...(final ? {} : { endless: true }) };
      return { next: lineNext, bad: 'unclosed_quote' };
    }
    return end === 'more' ? null : { next: end };
  }

  #add(part: Buffer): void {
    this.#parts.push(part);
    this.#partBytes += part.length;
  }

  #flush(): Block {
    const block = { firstRow: this.#blockRow, bytes: Buffer.concat(this.#parts) };
    this.#parts = [];
    this.#partBytes = 0;
    this.#blockRow = this.#row;
    return block;
  }
}
