import type { Reader } from '#src/db/index.ts';
import { listsOf } from './page.ts';

/** A block list as it is shown. */
export interface Blocklist {
  name: string;
  entries: number;
  updatedAt: Date;
}

/** The lists that a number (E.164) is on, by name. */
export async function blockListsOf(em: Reader, msisdn: string): Promise<string[]> {
  const rows = await em.execute<{ list: string }[]>(
    `select l.list from (select ?::text as msisdn) n, lateral (${listsOf('n.msisdn')}) l order by l.list`,
    [msisdn],
  );
  return rows.map(({ list }) => list);
}

/** Lists the block lists by name. */
export async function listBlocklists(em: Reader): Promise<Blocklist[]> {
  const rows = await em.execute<{ name: string; entries: string; updated_at: string }[]>(
    'select name, entries, updated_at from blocklist order by name',
  );
  return rows.map((row) => ({ name: row.name, entries: Number(row.entries), updatedAt: new Date(row.updated_at) }));
}
