import { Readable } from 'node:stream';
import type { Pool } from 'pg';

const PAGE = 5_000;

/** The rejected rows of an import as CSV: row, column, reason. Nothing that was in a row is repeated. */
export function importErrors(pool: Pool, importId: string): Readable {
  return Readable.from(lines(pool, importId));
}

async function* lines(pool: Pool, importId: string): AsyncGenerator<string> {
  yield 'row,column,reason\n';
  let after = { row: '0', column: '' };
  for (;;) {
    const { rows } = await pool.query<{ row_number: string; column_name: string; reason: string }>(
      `select row_number, column_name, reason from import_error
       where import_id = $1 and (row_number, column_name) > ($2, $3) order by row_number, column_name limit ${PAGE}`,
      [importId, after.row, after.column],
    );
    if (rows.length > 0) yield rows.map((r) => `${r.row_number},${r.column_name},${r.reason}\n`).join('');
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { row: last.row_number, column: last.column_name };
  }
}
