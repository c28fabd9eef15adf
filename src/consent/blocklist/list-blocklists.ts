import type { Reader } from '#src/db/index.ts';

/** A block list as it is shown. */
export interface Blocklist {
  name: string;
  entries: number;
  updatedAt: Date;
}

/** Lists the block lists by name. */
export async function listBlocklists(em: Reader): Promise<Blocklist[]> {
  const rows = await em.execute<{ name: string; entries: string; updated_at: string }[]>(
    'select name, entries, updated_at from blocklist order by name',
  );
  return rows.map((row) => ({ name: row.name, entries: Number(row.entries), updatedAt: new Date(row.updated_at) }));
}
