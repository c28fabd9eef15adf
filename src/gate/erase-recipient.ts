import type { Tx } from '#src/db/index.ts';
import { type DecisionBody, parseDecisionBody } from './get-decision.ts';

/**
 * Erases what decisions say of a recipient (E.164): the number, and the words of the text that were shown as evidence.
 * Outcome, reasons, facts, the hash of the text and the signed receipt stay, so that a receipt still verifies and still
 * matches its decision. Returns how many decisions there were, those made in batches included.
 */
export async function eraseDecisions(tx: Tx, msisdn: string): Promise<number> {
  const batches = await eraseInBatches(tx, msisdn);
  const rows = await tx.execute<{ id: string; batch_id: string | null; body: DecisionBody | string }[]>(
    'select id, batch_id, body from decision where msisdn = ? for update',
    [msisdn],
  );
  const blank = rows.map(({ id, batch_id, body }) => {
    const stored = parseDecisionBody(body);
    return { id, body: JSON.stringify(batch_id === null ? withoutPerson(stored) : stored) };
  });
  await tx.execute(
    `update decision d set msisdn = null, body = r.body::json
     from jsonb_to_recordset(?::jsonb) as r(id uuid, body text) where d.id = r.id`,
    [JSON.stringify(blank)],
  );
  return rows.filter(({ batch_id }) => batch_id === null).length + batches;
}

function withoutPerson(decision: DecisionBody): DecisionBody {
  return {
    ...decision,
    reasons: decision.reasons.map((reason) => ({ ...reason, evidence: [] })),
    content: { ...decision.content, evidence: [], spans: [] },
    recipient: { ...decision.recipient, msisdn: null },
  };
}

/** A batch lists its recipients (`StoredResults`) in one document, by which no index finds it: all that are kept are read through. */
async function eraseInBatches(tx: Tx, msisdn: string): Promise<number> {
  const rows = await tx.execute<unknown[]>(
    `update decision_batch set body = replace(body::text, ?, '[null,')::json where body::text like ? returning 1`,
    [`["${msisdn}",`, `%["${msisdn}",%`],
  );
  return rows.length;
}
