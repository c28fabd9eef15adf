import type { Pool, PoolClient } from 'pg';
import { newId } from '#src/kernel/index.ts';
import type { BatchKinds } from './batch-kinds.ts';
import type { BatchDecision, BatchRequest } from './check-batch.ts';
import { textSha256 } from './decide.ts';
import type { GateSender } from './gate-sender.ts';
import type { Prepared } from './prepare.ts';

/** Stores a batch as one row: the request without its text, every result, and the facts of those that are alike. */
export async function storeBatch(
  pool: Pool,
  decision: BatchDecision,
  request: BatchRequest,
  { sender, kinds }: { sender: GateSender | null; kinds: BatchKinds },
): Promise<void> {
  const { text, recipients: _, ...asked } = request;
  const body = { ...decision, request: { ...asked, textSha256: text === undefined ? null : textSha256(text) } };
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
  accepted: readonly Prepared[],
  ledgerSeq: number,
): Promise<void> {
  if (accepted.length === 0) return;
  const first = accepted[0] as Prepared;
  const hash = textSha256(first.text);
  await client.query({
    name: 'gate-store-accepted',
    text: `insert into decision (id, organization_id, sender_id, msisdn, outcome, category, text_sha256, pack, ledger_seq, batch_id, body)
           select r.id, $3::uuid, $4::uuid, r.msisdn, 'allow', $5, $6, r.pack, $7, $8::uuid, json_build_object('batchId', $8::text)
           from unnest($1::uuid[], $2::text[], $9::text[]) as r(id, msisdn, pack)`,
    values: [
      accepted.map(() => newId()),
      accepted.map(({ recipient }) => recipient.msisdn),
      first.sender?.organizationId ?? null,
      first.sender?.id ?? null,
      first.category,
      hash,
      ledgerSeq,
      batchId,
      accepted.map(({ pack }) => pack.name),
    ],
  });
}
