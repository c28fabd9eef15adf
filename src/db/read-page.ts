import { type EntityName, type FilterQuery, type QueryOrderMap, raw } from '@mikro-orm/core';
import { offsetOf, type Page, type PageRequest, pageOf, readCursor, sortedPageOf } from '#src/kernel/index.ts';
import type { Reader } from './transact.ts';

/** What a list may be sorted by: the key of a column, and the SQL that orders by it. */
export type Sorts = Readonly<Record<string, string>>;

/** Names of people and organizations go by the alphabet of Persian, in which گ follows ک. */
export const byAlphabet = (column: string) => `${column} collate "fa-x-icu"`;

/**
 * The order that a page asks for, the id deciding between equals; undefined where it asks for none that there is.
 * Rows without a value come last, whichever way the rest goes.
 */
export function orderOf<E>(sort: string | undefined, sorts: Sorts): QueryOrderMap<E>[] | undefined {
  const key = sort?.replace(/^-/, '') ?? '';
  const expression = Object.hasOwn(sorts, key) ? sorts[key] : undefined;
  if (expression === undefined) return undefined;
  const way = sort?.startsWith('-') ? 'desc nulls last' : 'asc nulls last';
  return [{ [raw(expression)]: way }, { id: 'desc' }] as unknown as QueryOrderMap<E>[];
}

/** Reads a page of entities, newest first or as it is to be sorted: then over all rows, not over those of the page. */
export async function readPage<E extends { id: string }>(
  em: Reader,
  entity: EntityName<E>,
  where: Readonly<Record<string, unknown>>,
  page: PageRequest,
  sorts: Sorts = {},
): Promise<Page<E>> {
  const orderBy = orderOf<E>(page.sort, sorts);
  const limit = page.limit + 1;
  if (orderBy) {
    const rows = await em.find(entity, where as FilterQuery<E>, { orderBy, limit, offset: offsetOf(page) });
    return sortedPageOf(rows as E[], page, (row) => row);
  }
  const older = page.cursor ? { id: { $lt: readCursor(page.cursor, ['id'])[0] } } : {};
  const newest = { id: 'desc' } as unknown as QueryOrderMap<E>;
  const rows = await em.find(entity, { $and: [where, older] } as FilterQuery<E>, { orderBy: newest, limit });
  return pageOf(
    rows as E[],
    page,
    (row) => [row.id],
    (row) => row,
  );
}
