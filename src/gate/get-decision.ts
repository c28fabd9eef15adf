import type { Reader } from '#src/db/index.ts';
import { type Actor, AppError, isUuid } from '#src/kernel/index.ts';
import { type BatchAnswer, restoreResults, type StoredResults } from './batch-answer.ts';
import type { BatchDecision } from './check-batch.ts';
import type { Decision } from './decision.ts';
import { restoreFacts, type StoredFacts } from './stored-facts.ts';

/** A decision as it was stored: without the text, with the facts that it was made from. */
export type StoredDecision = Omit<Decision, 'text'>;

/** A decision as its column `body` holds it. */
export type DecisionBody = Omit<StoredDecision, 'facts'> & { facts: StoredFacts };

/** What is in the column: drivers differ in whether they parse it. */
export function parseDecisionBody(body: DecisionBody | string): DecisionBody {
  return typeof body === 'string' ? JSON.parse(body) : body;
}

/** The decision behind the column. */
export function readDecisionBody(stored: DecisionBody | string): StoredDecision {
  const body = parseDecisionBody(stored);
  return { ...body, facts: restoreFacts(body.facts) };
}

/** Finds a decision that the actor may see. @throws NOT_FOUND */
export async function getDecision(em: Reader, actor: Actor, id: string): Promise<StoredDecision> {
  if (!isUuid(id)) throw new AppError('NOT_FOUND');
  const [row] = await em.execute<{ organization_id: string | null; body: DecisionBody | string }[]>(
    'select organization_id, body from decision where id = ?::uuid and batch_id is null',
    [id],
  );
  if (!row || (actor.organizationId && row.organization_id !== actor.organizationId)) throw new AppError('NOT_FOUND');
  return readDecisionBody(row.body);
}

/** The decisions with these ids, by id. */
export async function readDecisions(em: Reader, ids: readonly string[]): Promise<Map<string, StoredDecision>> {
  const rows = await em.execute<{ id: string; body: DecisionBody | string }[]>(
    `select d.id, d.body from jsonb_array_elements_text(?::jsonb) i join decision d on d.id = i::uuid
     where d.batch_id is null`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, body }) => [id, readDecisionBody(body)]));
}

/** A batch as it was stored; a recipient that was erased has no number. */
export type StoredBatch = Omit<BatchDecision, 'results'> & { results: (BatchAnswer & { to: string | null })[] };

type BatchBody = Omit<BatchDecision, 'results'> & { results: StoredResults };

/** Finds a batch that the actor may see. @throws NOT_FOUND */
export async function getBatch(em: Reader, actor: Actor, id: string): Promise<StoredBatch> {
  const [row] = await em.execute<{ organization_id: string | null; body: BatchBody | string }[]>(
    'select organization_id, body from decision_batch where id = ?::uuid',
    [id],
  );
  if (!row || (actor.organizationId && row.organization_id !== actor.organizationId)) throw new AppError('NOT_FOUND');
  const body: BatchBody = typeof row.body === 'string' ? JSON.parse(row.body) : row.body;
  return { ...body, results: restoreResults(body.results) };
}
