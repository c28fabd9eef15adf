import { AppError } from './app-error.ts';

/** One page of a list; `nextCursor` is null on the last. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** What a caller asks of a list: at most `limit` items (1–200) after `cursor`. */
export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

/** Packs the sort key of a page's last item into an opaque cursor. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Unpacks a cursor of `length` parts. @throws INVALID_CURSOR if this service did not make it. */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const whole = Array.isArray(key) && key.length === length;
    if (whole && key.every((part) => typeof part === 'string' || typeof part === 'number')) return key;
  } catch {
    // not JSON: falls through to the one error
  }
  throw new AppError('INVALID_CURSOR');
}

/** Cuts `limit + 1` rows to a page; the extra row only says that there is a next one. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  request: PageRequest,
  key: (row: Row) => readonly (string | number)[],
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, request.limit);
  const last = shown.at(-1);
  const more = rows.length > request.limit && last !== undefined;
  return { items: shown.map(present), nextCursor: more ? encodeCursor(key(last)) : null };
}
