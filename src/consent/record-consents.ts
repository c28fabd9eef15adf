import type { Pool, PoolClient } from 'pg';
import { isDatabaseAway } from '#src/db/index.ts';
import { type Actor, AppError, newId } from '#src/kernel/index.ts';
import { APPEND_BATCH, KEEP_ANSWERS, MAKE_SUBJECTS, MAY_WRITE, STATES_OF, TAKE_NUMBERS } from './append-batch.sql.ts';
import { type StateRow, toScopeState } from './current-state.ts';
import { canonicalEvidence } from './evidence.ts';
import { effectiveState } from './fold.rules.ts';
import type { NewEntry } from './insert-entry.ts';
import { type ConsentInput, type RecordedConsent, toEntry } from './record-consent.ts';

/** One caller's wish to record an opt-in or opt-out. */
export interface ConsentRequest {
  actor: Actor;
  input: ConsentInput;
  at: Date;
  /** The Idempotency-Key record under which the answer is kept in the same commit, and what it is. */
  keep: { id: string; answer(recorded: RecordedConsent): { status: number; body: unknown } } | null;
}

interface Accepted {
  /** Its place among the requests. */
  i: number;
  request: ConsentRequest;
  entry: NewEntry;
  id: string;
}

/**
 * Records what came together with one transaction, in the order given: the ledger's lock, the statements and the commit
 * are shared. Each request is answered for itself, by what `recordConsent` would answer or throw; the state is the one
 * after the whole batch. What the database refuses is tried alone, so that nobody fails for another's sake.
 */
export async function recordConsents(
  pool: Pool,
  requests: readonly ConsentRequest[],
): Promise<(RecordedConsent | Error)[]> {
  try {
    return await recordTogether(pool, requests);
  } catch (error) {
    // Whether a commit went through on a connection that was lost, nobody knows: nothing is written twice.
    if (requests.length === 1 || isDatabaseAway(error)) return requests.map(() => error as Error);
    const answers: (RecordedConsent | Error)[] = [];
    for (const request of requests) answers.push(...(await recordConsents(pool, [request])));
    return answers;
  }
}

async function recordTogether(pool: Pool, requests: readonly ConsentRequest[]): Promise<(RecordedConsent | Error)[]> {
  const answers: (RecordedConsent | Error)[] = requests.map(() => new AppError('NOT_FOUND'));
  const written: Accepted[] = [];
  for (const [i, request] of requests.entries()) {
    try {
      written.push({ i, request, entry: toEntry(request.actor, request.input, request.at), id: newId() });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      answers[i] = error;
    }
  }
  const accepted = await allowed(pool, written);
  if (accepted.length === 0) return answers;
  const client = await pool.connect();
  let failed = true;
  try {
    await client.query('begin');
    const recorded = await append(client, accepted);
    await keepAnswers(client, accepted, recorded);
    await client.query('commit');
    failed = false;
    for (const [k, { i }] of accepted.entries()) answers[i] = recorded[k] as RecordedConsent;
    return answers;
  } finally {
    if (failed) await client.query('rollback').catch(() => undefined);
    client.release(failed);
  }
}

/** Those whose organization exists and is the caller's, and whose sender is that organization's. */
async function allowed(pool: Pool, written: readonly Accepted[]): Promise<Accepted[]> {
  if (written.length === 0) return [];
  const { rows } = await pool.query<{ may: boolean }>({
    name: 'consent-may',
    text: MAY_WRITE,
    values: [
      written.map(({ entry }) => entry.organizationId),
      written.map(({ entry }) => entry.senderId),
      written.map(({ request }) => request.actor.organizationId),
    ],
  });
  return written.filter((_, k) => rows[k]?.may);
}

async function append(client: PoolClient, accepted: readonly Accepted[]): Promise<RecordedConsent[]> {
  const at = new Date(Math.max(...accepted.map(({ request }) => request.at.getTime())));
  const counter = await client.query<{ last: string }>({
    name: 'consent-numbers',
    text: TAKE_NUMBERS,
    values: [accepted.length, at],
  });
  const before = Number(counter.rows[0]?.last) - accepted.length;
  const numbers = accepted.map(({ entry }) => entry.msisdn);
  await client.query({ name: 'consent-subjects', text: MAKE_SUBJECTS, values: [numbers] });
  const given = JSON.stringify(accepted.map((one, k) => toRow(one, k + 1)));
  await client.query({ name: 'consent-append', text: APPEND_BATCH, values: [given, before] });
  const { rows } = await client.query<StateRow & { n: string }>({
    name: 'consent-states',
    text: STATES_OF,
    values: [numbers, accepted.map(({ entry }) => entry.organizationId)],
  });
  const states = Map.groupBy(rows, ({ n }) => Number(n));
  return accepted.map(({ id, entry, request }, k) => {
    const own = (states.get(k + 1) ?? []).map((row) => toScopeState(row, request.at));
    return { seq: before + k + 1, id, state: effectiveState(own, entry) };
  });
}

function toRow({ entry, id, request: { actor, at } }: Accepted, ord: number): Record<string, unknown> {
  return {
    ...{ ord, id, audit_id: newId(), event_id: newId(), at, actor_name: actor.name, actor_role: actor.role },
    msisdn: entry.msisdn,
    organization_id: entry.organizationId,
    sender_id: entry.senderId,
    channel: entry.channel,
    purpose: entry.purpose,
    action: entry.action,
    source: entry.source,
    touchpoint: entry.touchpoint,
    evidence: entry.evidence && canonicalEvidence(entry.evidence),
    effective_at: entry.effectiveAt,
    expires_at: entry.expiresAt,
    recorded_by: entry.recordedBy,
  };
}

async function keepAnswers(client: PoolClient, accepted: readonly Accepted[], recorded: readonly RecordedConsent[]) {
  const kept = accepted.flatMap(({ request: { keep } }, k) => {
    if (!keep) return [];
    const { status, body } = keep.answer(recorded[k] as RecordedConsent);
    return [{ id: keep.id, status, body: JSON.stringify(body) }];
  });
  if (kept.length === 0) return;
  await client.query({ name: 'consent-answers', text: KEEP_ANSWERS, values: [JSON.stringify(kept)] });
}
