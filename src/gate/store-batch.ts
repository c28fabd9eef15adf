import type { Pool, PoolClient } from 'pg';
import { newId } from '#src/kernel/index.ts';
import { storeResults } from './batch-answer.ts';
import type { BatchKinds } from './batch-kinds.ts';
import type { Addressee } from './batch-recipients.ts';
import type { BatchDecision, BatchRequest } from './check-batch.ts';
import { textSha256 } from './decide.ts';
import type { GateSender } from './gate-sender.ts';

/** Stores a batch as one row: the request without its text, every result, and the facts of those that are alike. */
export async function storeBatch(
  pool: Pool,
  { results, ...decision }: BatchDecision,
  request: BatchRequest,
  { sender, kinds }: { sender: GateSender | null; kinds: BatchKinds },
): Promise<void> {
  const { text, recipients: _, ...asked } = request;
  const textHash = text === undefined ? null : textSha256(text);
  const body = { ...decision, results: storeResults(results), request: { ...asked, textSha256: textHash } };
  await pool.query({
    name: 'gate-store-batch',
    text: 'insert into decision_batch (id, organization_id, sender_address, packs, kinds, body) values ($1, $2, $3, $4, $5, $6)',
    values: [
      decision.id,
      sender?.organizationId ?? null,
      sender?.address ?? null,
      JSON.stringify(kinds.packs()),
      JSON.stringify(kinds.stored()),
      JSON.stringify(body),
    ],
  });
}

/** Stores one short decision per accepted recipient of a capped batch: later messages count them. */
export async function storeAccepted(
  client: PoolClient,
  batchId: string,
  accepted: readonly Addressee[],
  ledgerSeq: number,
): Promise<void> {
  if (accepted.length === 0) return;
  const sender = accepted[0]?.alike.prepared.sender;
  const hashes = new Map(accepted.map(({ alike }) => [alike.prepared.text, '']));
  for (const text of hashes.keys()) hashes.set(text, textSha256(text));
  await client.query({
    name: 'gate-store-accepted',
    text: `insert into decision (id, organization_id, sender_id, msisdn, outcome, category, text_sha256, pack, ledger_seq, batch_id, body)
           select r.id, $1::uuid, $2::uuid, r.msisdn, 'allow', r.category, r.hash, r.pack, $3, $4::uuid, json_build_object('batchId', $4::text)
           from unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[]) as r(id, msisdn, category, hash, pack)`,
    values: [
      sender?.organizationId ?? null,
      sender?.id ?? null,
      ledgerSeq,
      batchId,
      accepted.map(() => newId()),
      accepted.map(({ recipient }) => recipient.msisdn),
      accepted.map(({ alike }) => alike.prepared.category),
      accepted.map(({ alike }) => hashes.get(alike.prepared.text)),
      accepted.map(({ alike }) => alike.prepared.pack.name),
    ],
  });
}
