import type { Tx } from '#src/db/index.ts';
import { systemActor } from '#src/kernel/index.ts';
import { applyBlocklist } from './apply-blocklist.ts';

/** A large block list that was staged and answered with 202. */
interface StagedImport {
  id: string;
  target: string | null;
  rows: number;
  createdBy: string | null;
}

/** Applies a staged block list and ends its import, in one transaction. @throws UNAVAILABLE when the staged numbers are lost */
export async function finishBlocklist(tx: Tx, { id, target, rows, createdBy }: StagedImport, at: Date): Promise<void> {
  const [mode, name] = (target ?? '').split(' ');
  if (!name || (mode !== 'replace' && mode !== 'add')) throw new Error('an import of numbers names no list');
  const open = await tx.execute<unknown[]>(`select from import where id = ? and status = 'running' for update`, [id]);
  if (open.length === 0) return;
  const actor = { ...systemActor, id: createdBy };
  const change = await applyBlocklist(tx, actor, { importId: id, name, mode, staged: rows }, at);
  await tx.execute(
    `update import set status = 'done', finished_at = ?, claimed_until = null, accepted = rows,
       unchanged = rows - ? where id = ?`,
    [at, change.added, id],
  );
}
