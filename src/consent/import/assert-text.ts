import { AppError } from '#src/kernel/index.ts';

/**
 * Files in UTF-16 or compressed begin with bytes that no UTF-8 text begins with, or have zero bytes in their first line.
 * @throws UNSUPPORTED_FILE when the beginning of an upload is of such a file
 */
export function assertText(beginning: Buffer): void {
  const start = beginning.subarray(0, 4).toString('hex');
  const foreign = ['fffe', 'feff', '1f8b', '504b0304'].some((magic) => start.startsWith(magic));
  const newline = beginning.indexOf(0x0a);
  const firstLine = beginning.subarray(0, newline < 0 ? 1024 : Math.min(newline, 1024));
  if (foreign || firstLine.includes(0)) throw notText('UTF-8 text');
}

/** The error of an upload that is of another kind than `accepted`. */
export const notText = (accepted: string): AppError => new AppError('UNSUPPORTED_FILE', { extra: { accepted } });
