import { newId } from '#src/kernel/index.ts';
import { canonicalEvidence } from '../evidence.ts';
import type { CheckedChunk } from './import-chunk.ts';
import { type ImportFile, type ImportRow, readRows } from './read-rows.ts';
import type { Block } from './record-splitter.ts';

/**
 * Checks the rows of one block after the other and puts the good ones into the text format of COPY, in a buffer that
 * it keeps: what a chunk needs is given back before the next is read, so that an import of any length takes no more
 * memory than its largest chunk.
 */
export class CopyWriter {
  #buffer = Buffer.allocUnsafe(2 << 20);
  #length = 0;

  /** Reads a block; rows that say the same are written once. What was returned before is overwritten. */
  check(block: Block, file: ImportFile, importedAt: Date): CheckedChunk {
    const lines = new Map<string, string>();
    const scopes = new Map<string, number>();
    let accepted = 0;
    const rejected = readRows(block, file, importedAt.getTime(), (row) => {
      accepted++;
      const line = copyLine(row, importedAt);
      if (lines.has(line)) return;
      const scope = `${row.msisdn} ${row.purpose} ${row.senderId}`;
      lines.set(line, scope);
      scopes.set(scope, (scopes.get(scope) ?? 0) + 1);
    });
    this.#length = 0;
    let ord = 0;
    for (const [line, scope] of lines)
      this.#write(`${ord++}\t${scopes.get(scope) === 1 ? 't' : 'f'}\t${newId()}\t${line}`);
    return { copy: this.#buffer.subarray(0, this.#length), accepted, rejected };
  }

  #write(line: string): void {
    // A UTF-16 unit is three bytes of UTF-8 at most.
    if (this.#buffer.length - this.#length < line.length * 3) {
      const larger = Buffer.allocUnsafe(2 * this.#buffer.length + line.length * 3);
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    this.#length += this.#buffer.write(line, this.#length);
  }
}

/** A row in the order of the staging table's columns, without those that the chunk gives it. */
function copyLine(row: ImportRow, importedAt: Date): string {
  const evidence = row.evidence === null ? null : canonicalEvidence({ text: row.evidence });
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
