import type { Reader } from '#src/db/index.ts';
import { type Actor, AppError, isUuid } from '#src/kernel/index.ts';
import type { BatchDecision } from './check-batch.ts';
import type { Decision } from './decision.ts';
import { restoreFacts, type StoredFacts } from './stored-facts.ts';

/** A decision as it was stored: without the text, with the facts that it was made from. */
export type StoredDecision = Omit<Decision, 'text'>;

/** The column `decision.body` as a driver gives it: parsed or not. */
export type DecisionBody = (Omit<StoredDecision, 'facts'> & { facts: StoredFacts }) | string;

/** The decision behind a stored body. */
export function readBody(body: DecisionBody): StoredDecision {
  if (typeof body === 'string') return readBody(JSON.parse(body));
  return { ...body, facts: restoreFacts(body.facts) };
}

/** Finds a decision that the actor may see. @throws NOT_FOUND */
export async function getDecision(em: Reader, actor: Actor, id: string): Promise<StoredDecision> {
  if (!isUuid(id)) throw new AppError('NOT_FOUND');
  const [row] = await em.execute<{ organization_id: string | null; body: DecisionBody }[]>(
    'select organization_id, body from decision where id = ?::uuid and batch_id is null',
    [id],
  );
  if (!row || (actor.organizationId && row.organization_id !== actor.organizationId)) throw new AppError('NOT_FOUND');
  return readBody(row.body);
}

/** The decisions with these ids, by id. */
export async function readDecisions(em: Reader, ids: readonly string[]): Promise<Map<string, StoredDecision>> {
  const rows = await em.execute<{ id: string; body: DecisionBody }[]>(
    `select d.id, d.body from jsonb_array_elements_text(?::jsonb) i join decision d on d.id = i::uuid
     where d.batch_id is null`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, body }) => [id, readBody(body)]));
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
