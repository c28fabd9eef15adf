import type { PoolClient } from 'pg';
import { type Actor, newId } from '#src/kernel/index.ts';
import type { Category, Outcome } from '#src/policy/index.ts';
import type { BatchAnswer, BatchResult } from './batch-answer.ts';
import { type BatchQuestion, decideAddressees } from './batch-decisions.ts';
import { BatchKinds } from './batch-kinds.ts';
import { type Addressee, readRecipients } from './batch-recipients.ts';
import { recipientHmac, textSha256 } from './decide.ts';
import type { GateParts } from './gate.ts';
import type { Prepared } from './prepare.ts';
import type { ReadFacts } from './read-facts.ts';
import { lockRecipients } from './recipient-locks.ts';
import { storeAccepted, storeBatch } from './store-batch.ts';

/** One text, or one template, to many recipients. */
export interface BatchRequest {
  sender: string;
  text?: string | undefined;
  templateId?: string | null | undefined;
  category?: Category | undefined;
  reference?: string | null | undefined;
  minSeq?: number | undefined;
  dryRun?: boolean | undefined;
  recipients: readonly { to: string; variables?: Readonly<Record<string, string>> | undefined }[];
}

/** The answer to a batch; `results` in the order of the recipients. */
export interface BatchDecision {
  id: string;
  at: string;
  counts: Record<Outcome, number>;
  results: BatchResult[];
  /** The pack that decided for most recipients. */
  policy: { pack: string; version: string; digest: string };
  ledgerSeq: number;
  receipt: string;
}

/** Recipients per statement: a read of this size takes some ten milliseconds and holds few locks. */
const CHUNK = 1000;

/** Decides a batch: the text is judged once, and each recipient's record is looked at. */
export async function checkBatch(
  parts: GateParts,
  readFacts: ReadFacts,
  request: BatchRequest,
  actor: Actor,
): Promise<BatchDecision> {
  const [id, at] = [newId(), parts.clock.now()];
  const addressees = await readRecipients(parts, request);
  const kinds = new BatchKinds();
  const { minSeq = 0, dryRun = false } = request;
  const question = { actor, at, now: parts.clock.now, minSeq, bulk: addressees.length > 1, kinds };
  const results: BatchResult[] = [];
  let ledgerSeq = 0;
  for (let start = 0; start < addressees.length; start += CHUNK) {
    const chunk = addressees.slice(start, start + CHUNK);
    const decided = await decideChunk(parts, readFacts, { id, chunk, question, dryRun });
    for (const [i, { outcome, codes, notBefore }] of decided.answers.entries())
      results.push({ to: (chunk[i] as Addressee).to, outcome, codes, notBefore });
    ledgerSeq = decided.ledgerSeq;
  }
  const decision = await summarise(parts, { id, at, results, ledgerSeq, addressees, request });
  const sender = addressees[0]?.alike.prepared.sender ?? null;
  if (!dryRun) await storeBatch(parts.pool, decision, request, { sender, kinds });
  return decision;
}

interface Chunk {
  id: string;
  chunk: readonly Addressee[];
  question: BatchQuestion;
  dryRun: boolean;
}

async function decideChunk(
  { pool }: GateParts,
  readFacts: ReadFacts,
  { id, chunk, question, dryRun }: Chunk,
): Promise<{ answers: BatchAnswer[]; ledgerSeq: number }> {
  const capped = chunk.filter(({ alike }) => alike.capped);
  if (capped.length === 0 || dryRun) return decideAddressees(readFacts, pool, chunk, question);
  const places = capped.map(({ recipient, alike }) => ({ recipient, sender: alike.prepared.sender }));
  return lockRecipients(pool, places, async (client: PoolClient) => {
    const decided = await decideAddressees(readFacts, client, chunk, question);
    const accepted = chunk.filter((_, i) => decided.answers[i]?.outcome === 'allow');
    await storeAccepted(client, id, accepted, decided.ledgerSeq);
    return decided;
  });
}

interface Summary {
  id: string;
  at: Temporal.Instant;
  results: BatchResult[];
  ledgerSeq: number;
  addressees: readonly Addressee[];
  request: BatchRequest;
}

async function summarise(
  parts: GateParts,
  { id, at, results, ledgerSeq, addressees, request }: Summary,
): Promise<BatchDecision> {
  const counts = { allow: 0, defer: 0, hold: 0, deny: 0 };
  for (const { outcome } of results) counts[outcome]++;
  const pack = mostUsed(addressees);
  const seconds = Math.floor(at.epochMilliseconds / 1000);
  const claims = {
    jti: id,
    iss: parts.issuer,
    iat: seconds,
    exp: seconds + 15 * 60,
    outcome: 'batch',
    sender: addressees[0]?.alike.prepared.sender?.address ?? request.sender,
    to: recipientHmac(parts.recipientKey, results.map(({ to, outcome }) => `${to} ${outcome}`).join('\n')),
    text: textSha256(request.text ?? request.templateId ?? ''),
    policy: pack.digest,
    ledgerSeq,
  };
  const receipt = parts.sign(claims);
  return {
    id,
    at: at.toString(),
    counts,
    results,
    policy: { pack: pack.name, version: pack.version, digest: pack.digest },
    ledgerSeq,
    receipt,
  };
}

function mostUsed(addressees: readonly Addressee[]): Prepared['pack'] {
  const uses = new Map<Prepared['pack'], number>();
  for (const { alike } of addressees) uses.set(alike.prepared.pack, (uses.get(alike.prepared.pack) ?? 0) + 1);
  const [first] = [...uses].toSorted(([, a], [, b]) => b - a);
  if (!first) throw new Error('a batch has at least one recipient');
  return first[0];
}
