import { AppError } from '#src/kernel/index.ts';
import { type AskInput, type Json, show, type View, type Visit } from '../../page.ts';
import { type Problem, problemOf } from '../../problem.ts';
import { type Column, csv, sorted } from '../../table.ts';

/** A list of the API as a page: filters, order and cursor in the URL, the same rows as CSV. */
export interface List {
  /** The operation of the API, or how rows are read that the API does not list. */
  operation: string | ((query: Readonly<Record<string, unknown>>) => Promise<Rows>);
  params?: AskInput['params'];
  /** Parameters of the operation that are taken from the URL. */
  filters: readonly string[];
  /** Parameters that the URL does not set. */
  fixed?: Readonly<Record<string, unknown>>;
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
/** As many rows as a spreadsheet opens with ease; more than that is asked for with a filter. */
const CSV_PAGES = 50;

/** Shows a list, or hands it out as CSV (`?format=csv`); a filter that cannot be read is told above an empty list. */
export async function showList(visit: Visit, list: List): Promise<View> {
  const { query, language } = visit;
  const { columns } = list;
  const wanted = { ...list.fixed, ...Object.fromEntries(list.filters.map((name) => [name, query[name]])) };
  try {
    if (query.format === 'csv') return csv(list.file, columns, await everyRow(visit, list, wanted));
    const page = await read(visit, list, { ...wanted, cursor: query.cursor });
    const items = sorted(page.items, columns, query.sort);
    const beside = (await list.beside?.(items)) ?? {};
    return show(list.template, { items, next: page.nextCursor ?? null, filtered: isFiltered(visit, list), ...beside });
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    const beside = (await list.beside?.([])) ?? {};
    const view = show(list.template, { items: [], next: null, filtered: true, ...beside }, 422);
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

async function everyRow(visit: Visit, list: List, wanted: Record<string, unknown>): Promise<Json[]> {
  const rows: Json[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < CSV_PAGES; page++) {
    const { items, nextCursor } = await read(visit, list, { ...wanted, limit: CSV_PAGE, cursor });
    rows.push(...items);
    if (!nextCursor) break;
    cursor = nextCursor;
  }
  return rows;
}

/** Names of the organizations of some rows, for those who see all: id → name. */
export async function organizationNames({ ask }: Visit, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) {
    if (id) names.set(id, (await ask('getOrganization', { params: { id } })).legalName);
  }
  return names;
}
