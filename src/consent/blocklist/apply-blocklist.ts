import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError } from '#src/kernel/index.ts';
import { PAGE_NUMBERS } from './page.ts';

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
  const { added, removed } = await change(tx, list);
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

/** Pages of the staged numbers, and beside each the list's own as it was. */
const PAGES = `
  with staged as (
    select number / ${PAGE_NUMBERS} as page, bit_or(set_bit(b'0'::bit(${PAGE_NUMBERS}), (number % ${PAGE_NUMBERS})::int, 1)) as numbers
    from blocklist_stage where import_id = ? group by 1
  ), own as (
    select page, numbers from blocklist_page where list = ?
  )`;

const COUNTS = `
  select coalesce(sum(bit_count(after & ~before)), 0) as added, coalesce(sum(bit_count(before & ~after)), 0) as removed
  from (select coalesce(before, b'0'::bit(${PAGE_NUMBERS})) as before, coalesce(after, b'0'::bit(${PAGE_NUMBERS})) as after from changed) c`;

/** Of a list that is replaced, pages may go; what is not another than before is left alone. */
const REPLACE = `${PAGES}, changed as materialized (
    select page, own.numbers as before, staged.numbers as after from own full join staged using (page)
    where own.numbers is distinct from staged.numbers
  ), gone as (
    delete from blocklist_page p using changed c where p.list = ? and p.page = c.page and c.after is null
  ), written as (
    insert into blocklist_page (page, list, numbers) select page, ?, after from changed where after is not null order by page
    on conflict (page, list) do update set numbers = excluded.numbers
  ) ${COUNTS}`;

const ADD = `${PAGES}, changed as materialized (
    select page, own.numbers as before, coalesce(own.numbers | staged.numbers, staged.numbers) as after
    from staged left join own using (page) where own.numbers is null or own.numbers | staged.numbers <> own.numbers
  ), written as (
    insert into blocklist_page (page, list, numbers) select page, ?, after from changed order by page
    on conflict (page, list) do update set numbers = excluded.numbers
  ) ${COUNTS}`;

/** Writes the pages that differ, and counts the numbers that came and went. */
async function change(tx: Tx, { importId, name, mode }: StagedList): Promise<{ added: number; removed: number }> {
  const [text, values] = mode === 'replace' ? [REPLACE, [importId, name, name, name]] : [ADD, [importId, name, name]];
  const [row] = await tx.execute<{ added: string; removed: string }[]>(text, values);
  return { added: Number(row?.added), removed: Number(row?.removed) };
}
