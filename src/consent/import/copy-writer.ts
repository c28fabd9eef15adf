import { newId } from '#src/kernel/index.ts';
import { canonicalEvidence } from '../evidence.ts';
import type { CheckedChunk } from './import-chunk.ts';
import { type ImportFile, type ImportRow, readRows } from './read-rows.ts';
import type { Block } from './record-splitter.ts';

/** Where a written line stands in the buffer. */
interface Line {
  /** The byte that says whether it is the only one of its scope. */
  alone: number;
  /** What the row says: from here to `end`. */
  said: number;
  end: number;
}

const FALSE = 'f'.charCodeAt(0);

/**
 * Checks the rows of one block after the other and puts the good ones into the text format of COPY, in a buffer that
 * it keeps. Of a row nothing but its place is remembered, so that an import of any length takes little more memory than
 * the buffer.
 */
export class CopyWriter {
  #buffer = Buffer.allocUnsafe(2 << 20);
  #length = 0;
  #lines = 0;
  readonly #scopes = new Map<string, Line | Line[]>();

  /** Reads a block; rows that say the same are written once. What was returned before is overwritten. */
  check(block: Block, file: ImportFile, importedAt: Date): CheckedChunk {
    this.#length = 0;
    this.#lines = 0;
    let accepted = 0;
    const rejected = readRows(block, file, importedAt.getTime(), (row) => {
      accepted++;
      this.#add(row, importedAt);
    });
    this.#scopes.clear();
    return { copy: this.#buffer.subarray(0, this.#length), accepted, rejected };
  }

  #add(row: ImportRow, importedAt: Date): void {
    const scope = `${row.msisdn} ${row.purpose} ${row.senderId}`;
    const before = this.#scopes.get(scope);
    const start = this.#length;
    const head = `${this.#lines}\t`;
    const said = `${head}t\t${newId()}\t`;
    this.#write(said + copyLine(row, importedAt));
    const line = { alone: start + head.length, said: start + said.length, end: this.#length };
    if (before === undefined) {
      this.#scopes.set(scope, line);
    } else {
      const others = Array.isArray(before) ? before : [before];
      if (others.some((other) => this.#sayTheSame(other, line))) {
        this.#length = start;
        return;
      }
      others.push(line);
      for (const { alone } of others) this.#buffer[alone] = FALSE;
      this.#scopes.set(scope, others);
    }
    this.#lines++;
  }

  #sayTheSame(one: Line, other: Line): boolean {
    return this.#buffer.compare(this.#buffer, one.said, one.end, other.said, other.end) === 0;
  }

  #write(text: string): void {
    // A UTF-16 unit is three bytes of UTF-8 at most.
    if (this.#buffer.length - this.#length < text.length * 3) {
      const larger = Buffer.allocUnsafe(2 * this.#buffer.length + text.length * 3);
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    this.#length += this.#buffer.write(text, this.#length);
  }
}

/** A row in the order of the staging table's columns, without those that the chunk gives it. */
function copyLine(row: ImportRow, importedAt: Date): string {
  const evidence = row.evidence === null ? null : canonicalEvidence(row.evidence);
  return `${[
    row.effectiveAt === null ? 'f' : 't',
    row.msisdn,
    row.senderId ?? '\\N',
    row.channel,
    row.purpose,
    row.action,
    row.source,
    escaped(row.touchpoint),
    escaped(evidence),
    (row.effectiveAt ?? importedAt).toISOString(),
    row.expiresAt?.toISOString() ?? '\\N',
  ].join('\t')}\n`;
}

/** A value in the text format of COPY. */
function escaped(value: string | null): string {
  if (value === null) return '\\N';
  return value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
