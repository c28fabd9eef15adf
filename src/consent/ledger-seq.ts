import type { Pool } from 'pg';

/** Scalar SQL: the ledger sequence number that the statement sees. */
export const LEDGER_SEQ_SQL = '(select last from ledger_counter where id = 1)';

/** The number of the last committed entry; every smaller one is committed, too. 0 while the ledger is empty. */
export async function ledgerSeq(pool: Pick<Pool, 'query'>): Promise<number> {
  const { rows } = await pool.query<{ seq: string }>({ name: 'ledger-seq', text: `select ${LEDGER_SEQ_SQL} as seq` });
  return Number(rows[0]?.seq ?? 0);
}
