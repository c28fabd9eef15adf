import { AppError } from './app-error.ts';
import { isUuid } from './ids.ts';

/** One page of a list; `nextCursor` is null on the last. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** What a caller asks of a list: at most `limit` items (1–200) after `cursor`. */
export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
  /** A column of the list, with a leading `-` from the last to the first; the list's own order where it is left out. */
  sort?: string | undefined;
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

const isPart = {
  id: isUuid,
  time: (text: string) => /^\d{4}-/.test(text) && !Number.isNaN(Date.parse(text)),
  number: (text: string) => text !== '' && Number.isSafeInteger(Number(text)),
};

/** Unpacks a cursor whose parts are of these kinds. @throws INVALID_CURSOR if one is not: such a cursor was made up */
export function readCursor(cursor: string, kinds: readonly (keyof typeof isPart)[]): string[] {
  const parts = decodeCursor(cursor, kinds.length).map(String);
  if (!parts.every((part, i) => isPart[kinds[i] as keyof typeof isPart](part))) throw new AppError('INVALID_CURSOR');
  return parts;
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

/** How many rows of a sorted list come before a page. @throws INVALID_CURSOR if it is no cursor of a sorted list */
export function offsetOf({ cursor }: PageRequest): number {
  if (!cursor) return 0;
  const offset = Number(decodeCursor(cursor, 1)[0]);
  if (Number.isSafeInteger(offset) && offset >= 0) return offset;
  throw new AppError('INVALID_CURSOR');
}

/** Cuts `limit + 1` rows of a sorted list, read from `offsetOf` on, to a page. */
export function sortedPageOf<Row, Item>(
  rows: readonly Row[],
  request: PageRequest,
  present: (row: Row) => Item,
): Page<Item> {
  const next = rows.length > request.limit ? encodeCursor([offsetOf(request) + request.limit]) : null;
  return { items: rows.slice(0, request.limit).map(present), nextCursor: next };
}
