import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError } from '#src/kernel/index.ts';

/** What became of a block list: its size, and what changed. */
export interface BlocklistChange {
  name: string;
  entries: number;
  added: number;
  removed: number;
}

/** Numbers that were staged for a list. */
export interface StagedList {
  importId: string;
  name: string;
  /** `replace`: the staged numbers are the whole list; `add`: they are added to it. */
  mode: 'replace' | 'add';
  staged: number;
}

/**
 * Makes staged numbers a block list, by the difference: what stays is not touched. Readers see the old list until the
 * commit and the new one after it.
 * @throws UNAVAILABLE when the staged numbers were lost in a crash of the database
 */
export async function applyBlocklist(tx: Tx, actor: Actor, list: StagedList, at: Date): Promise<BlocklistChange> {
  const { importId, name, mode } = list;
  // Two replacements of one list follow each other.
  await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 1))', [name]);
  const [found] = await tx.execute<{ n: string }[]>('select count(*) as n from blocklist_stage where import_id = ?', [
    importId,
  ]);
  if (Number(found?.n) !== list.staged) throw new AppError('UNAVAILABLE');
  const removed = mode === 'replace' ? await count(tx, REMOVE, [name, importId]) : 0;
  const added = await count(tx, ADD, [name, importId]);
  const [row] = await tx.execute<{ entries: string }[]>(
    `insert into blocklist (name, entries, updated_at) values (?, ?, ?)
     on conflict (name) do update set entries = blocklist.entries + excluded.entries, updated_at = excluded.updated_at
     returning entries`,
    [name, added - removed, at],
  );
  await tx.execute('delete from blocklist_stage where import_id = ?', [importId]);
  recordAudit(tx, actor, {
    at,
    action: `blocklist.${mode}`,
    object: { kind: 'blocklist', id: name },
    organizationId: null,
    detail: { staged: list.staged, added, removed },
  });
  await tx.flush();
  return { name, entries: Number(row?.entries), added, removed };
}

const REMOVE = `delete from blocklist_entry e where e.list = ? and not exists (
  select from blocklist_stage s where s.import_id = ? and s.number = e.number)`;

/** In the order of the index, so that its pages are filled one after the other. */
const ADD = `insert into blocklist_entry (number, list)
  select s.number, ? from blocklist_stage s where s.import_id = ? order by s.number on conflict do nothing`;

/** Runs a statement and counts the rows that it changed. */
async function count(tx: Tx, text: string, values: string[]): Promise<number> {
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(text, values, 'run');
  return affectedRows;
}
