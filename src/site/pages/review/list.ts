import { organizationNames as namesOf } from '#src/accounts/index.ts';
import { AppError } from '#src/kernel/index.ts';
import { type AskInput, type Json, show, type View, type Visit } from '../../page.ts';
import { type Problem, problemOf } from '../../problem.ts';
import { type Column, csvStream } from '../../table.ts';

/** A list of the API as a page: filters, order and cursor in the URL, all of its rows as CSV. */
export interface List {
  /** The operation of the API, or how rows are read that the API does not list. */
  operation: string | ((query: Readonly<Record<string, unknown>>) => Promise<Rows>);
  params?: AskInput['params'];
  /** Parameters of the operation that are taken from the URL. */
  filters: readonly string[];
  /** Parameters that the URL does not set. */
  fixed?: Readonly<Record<string, unknown>>;
  /** Keys that the operation sorts all rows by; other heads of the table are no links. */
  sorts?: readonly string[];
  /** Rows of a page, where it is not the API's usual number. */
  limit?: number;
  columns: readonly Column[];
  template: string;
  /** Name of the CSV file, without its ending. */
  file: string;
  /** What the page shows beside the rows; called once they are known. */
  beside?(rows: readonly Json[]): Promise<object>;
}

interface Rows {
  items: readonly Json[];
  nextCursor?: string | null;
}

const CSV_PAGE = 200;

/** Shows a list, or hands it out as CSV (`?format=csv`); a filter that cannot be read is told above an empty list. */
export async function showList(visit: Visit, list: List): Promise<View> {
  const { query, language } = visit;
  const { sorts = [], limit } = list;
  const wanted = { ...list.fixed, ...Object.fromEntries(list.filters.map((name) => [name, query[name]])) };
  const sort = sorts.includes(query.sort?.replace(/^-/, '') ?? '') ? query.sort : undefined;
  try {
    if (query.format === 'csv') return await asCsv(visit, list, wanted);
    const page = await read(visit, list, { ...wanted, sort, limit, cursor: query.cursor });
    const beside = (await list.beside?.(page.items)) ?? {};
    const data = { items: page.items, next: page.nextCursor ?? null, filtered: isFiltered(visit, list), sorts };
    return show(list.template, { ...data, ...beside });
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    const beside = (await list.beside?.([])) ?? {};
    const view = show(list.template, { items: [], next: null, filtered: true, sorts, ...beside }, 422);
    return { ...view, sent: { form: visit.form, problem: plainly(problemOf(error, language), visit) } } as View;
  }
}

/** A choice that a filter does not have is said without the list of those that it has: they stand in the form. */
function plainly(problem: Problem, { say }: Visit): Problem {
  const words = (message: string) => (/"\w+"\|"/.test(message) ? say('site.no_such_choice') : message);
  return { ...problem, faults: new Map([...problem.faults].map(([path, message]) => [path, words(message)])) };
}

const isFiltered = ({ query }: Visit, { filters }: List) => filters.some((name) => Boolean(query[name]));

function read({ ask }: Visit, { operation, params = {} }: List, query: Record<string, unknown>): Promise<Rows> {
  return typeof operation === 'string' ? ask<Rows>(operation, { params, query }) : operation(query);
}

/** All rows, in the order of the list; what is wrong with the filters is told before the first of them is sent. */
async function asCsv(visit: Visit, list: List, wanted: Record<string, unknown>): Promise<View> {
  const first = await read(visit, list, { ...wanted, limit: CSV_PAGE });
  async function* pages(): AsyncGenerator<readonly Json[]> {
    let page = first;
    yield page.items;
    while (page.nextCursor) {
      page = await read(visit, list, { ...wanted, limit: CSV_PAGE, cursor: page.nextCursor });
      yield page.items;
    }
  }
  return csvStream(list.file, list.columns, pages());
}

/** Names of the organizations of some rows, for those who see all: id → name. */
export function organizationNames({ house }: Visit, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  return namesOf(
    house.db.reader(),
    ids.filter((id) => id !== null),
  );
}
