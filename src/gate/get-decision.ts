import type { Reader } from '#src/db/index.ts';
import { type Actor, AppError, isUuid } from '#src/kernel/index.ts';
import type { BatchDecision } from './check-batch.ts';
import type { Decision } from './decision.ts';

/** A decision as it was stored: without the text, with the facts that it was made from. */
export type StoredDecision = Omit<Decision, 'text'>;

/** Finds a decision that the actor may see. @throws NOT_FOUND */
export async function getDecision(em: Reader, actor: Actor, id: string): Promise<StoredDecision> {
  if (!isUuid(id)) throw new AppError('NOT_FOUND');
  const [row] = await em.execute<{ organization_id: string | null; body: StoredDecision | string }[]>(
    'select organization_id, body from decision where id = ?::uuid and batch_id is null',
    [id],
  );
  if (!row || (actor.organizationId && row.organization_id !== actor.organizationId)) throw new AppError('NOT_FOUND');
  return typeof row.body === 'string' ? JSON.parse(row.body) : row.body;
}

/** Finds a batch that the actor may see. @throws NOT_FOUND */
export async function getBatch(em: Reader, actor: Actor, id: string): Promise<BatchDecision> {
  const [row] = await em.execute<{ organization_id: string | null; body: BatchDecision | string }[]>(
    'select organization_id, body from decision_batch where id = ?::uuid',
    [id],
  );
  if (!row || (actor.organizationId && row.organization_id !== actor.organizationId)) throw new AppError('NOT_FOUND');
  return typeof row.body === 'string' ? JSON.parse(row.body) : row.body;
}
