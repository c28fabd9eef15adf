import type { PoolClient } from 'pg';
import { type Actor, AppError, newId } from '#src/kernel/index.ts';
import type { Category, Facts } from '#src/policy/index.ts';
import { evaluate, type Decision as Verdict } from '#src/policy/index.ts';
import { type BatchKind, BatchKinds } from './batch-kinds.ts';
import { recipientHmac, textSha256 } from './decide.ts';
import { blankRow, type FactRow } from './fact-row.ts';
import type { GateParts } from './gate.ts';
import { type Judged, judgeFreeText, judgeText, type Prepared, prepare, readRecipient } from './prepare.ts';
import { isCapped, questionOf } from './question.ts';
import type { createReadFacts } from './read-facts.ts';
import { lockRecipients } from './recipient-locks.ts';
import { storeAccepted, storeBatch } from './store-batch.ts';
import { toFacts } from './to-facts.ts';

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

/** What was decided for one recipient. */
export interface BatchResult {
  to: string;
  outcome: Verdict['outcome'];
  codes: readonly string[];
  notBefore: string | null;
}

/** The answer to a batch; `results` in the order of the recipients. */
export interface BatchDecision {
  id: string;
  at: string;
  counts: Record<Verdict['outcome'], number>;
  results: BatchResult[];
  /** The pack that decided for most recipients. */
  policy: { pack: string; version: string; digest: string };
  ledgerSeq: number;
  receipt: string;
}

/** Recipients per statement: a read of this size takes some ten milliseconds and holds few locks. */
const CHUNK = 1000;

/** Decides a batch. The text is judged once; recipients whose facts are alike share one evaluation. */
export async function checkBatch(
  parts: GateParts,
  readFacts: ReturnType<typeof createReadFacts>,
  request: BatchRequest,
  actor: Actor,
): Promise<BatchDecision> {
  const id = newId();
  const at = parts.clock.now();
  const prepared = await prepareAll(parts, request);
  const results: BatchResult[] = [];
  const kinds = new BatchKinds();
  let ledgerSeq = 0;
  for (let start = 0; start < prepared.length; start += CHUNK) {
    const chunk = prepared.slice(start, start + CHUNK);
    const decided = await decideChunk(parts, readFacts, { id, at, now: parts.clock.now, chunk, actor, request, kinds });
    results.push(...decided.results);
    ledgerSeq = decided.ledgerSeq;
  }
  const decision = await summarise(parts, { id, at, results, ledgerSeq, prepared, request });
  if (!request.dryRun) await storeBatch(parts.pool, decision, request, { sender: prepared[0]?.sender ?? null, kinds });
  return decision;
}

async function prepareAll(parts: GateParts, request: BatchRequest): Promise<Prepared[]> {
  const sender = await parts.findSender(request.sender);
  const shared = request.templateId ? null : await judgeFreeText(parts, request.text ?? '', sender);
  const prepared: Prepared[] = [];
  for (const { to, variables } of request.recipients) {
    const one = { ...request, to, variables };
    const judged: Judged = shared ?? (await renderAndJudge(parts, one, sender));
    prepared.push(prepare(one, judged, readRecipient(to), parts.choosePack));
  }
  return prepared;
}

async function renderAndJudge(
  parts: GateParts,
  request: Prepared['request'],
  sender: Judged['sender'],
): Promise<Judged> {
  // One recipient's missing variable is a result like any other, and does not fail the batch.
  const { text, templated } = await parts.renderTemplate(request, sender?.id ?? null, { mismatched: true });
  return judgeText(text, sender, templated);
}

interface Chunk {
  id: string;
  at: Temporal.Instant;
  now(): Temporal.Instant;
  chunk: readonly Prepared[];
  actor: Actor;
  request: BatchRequest;
  /** Takes note of what is decided, from which facts. */
  kinds: BatchKinds;
}

async function decideChunk(
  parts: GateParts,
  readFacts: ReturnType<typeof createReadFacts>,
  work: Chunk,
): Promise<{ results: BatchResult[]; ledgerSeq: number }> {
  const { chunk, request } = work;
  const capped = chunk.filter(isCapped);
  if (capped.length === 0 || request.dryRun) return evaluateChunk(readFacts, parts.pool, work);
  return lockRecipients(parts.pool, capped, async (client: PoolClient) => {
    const decided = await evaluateChunk(readFacts, client, work);
    const accepted = chunk.filter((_, i) => decided.results[i]?.outcome === 'allow');
    await storeAccepted(client, work.id, accepted, decided.ledgerSeq);
    return decided;
  });
}

async function evaluateChunk(
  readFacts: ReturnType<typeof createReadFacts>,
  client: Parameters<typeof readFacts>[0],
  work: Chunk,
): Promise<{ results: BatchResult[]; ledgerSeq: number }> {
  const { chunk, actor, request, kinds } = work;
  const questions = chunk.map((prepared) => questionOf(prepared, work.at, false));
  const { rows, ledgerSeq } = await readFacts(client, questions);
  // After the read and not before the locks: what others had accepted until then lies in the past of the caps.
  const at = work.now();
  const accepted = new Map<string, number>();
  if ((request.minSeq ?? 0) > ledgerSeq) throw new AppError('LEDGER_BEHIND', { extra: { ledgerSeq } });
  const known = new Map<string, Alike>();
  const results = chunk.map((prepared, i) => {
    const row = withAccepted(prepared, rows[i] as FactRow, accepted, at);
    const key = alike(prepared, row);
    const shared = known.get(key) ?? decideAlike(prepared, toFacts(prepared, row, actor, chunk.length > 1), at, kinds);
    known.set(key, shared);
    if (shared.answer.outcome === 'allow') countAccepted(prepared, accepted);
    shared.kind.count++;
    return { to: prepared.recipient.msisdn ?? prepared.request.to, ...shared.answer };
  });
  return { results, ledgerSeq };
}

/** What recipients whose facts are alike share. */
interface Alike {
  answer: Omit<BatchResult, 'to'>;
  kind: BatchKind;
}

function decideAlike(prepared: Prepared, facts: Facts, at: Temporal.Instant, kinds: BatchKinds): Alike {
  const verdict = { ...evaluate(prepared.pack, facts, at), facts };
  return { answer: brief(verdict), kind: kinds.of(kindOf(prepared, verdict, isCapped(prepared))) };
}

/** Counts what this chunk has accepted for a recipient that stands in it more than once. */
function countAccepted({ recipient }: Prepared, accepted: Map<string, number>): void {
  const msisdn = recipient.msisdn ?? '';
  accepted.set(msisdn, (accepted.get(msisdn) ?? 0) + 1);
}

function withAccepted(
  { recipient, category }: Prepared,
  row: FactRow,
  accepted: ReadonlyMap<string, number>,
  at: Temporal.Instant,
): FactRow {
  const times = accepted.get(recipient.msisdn ?? '') ?? 0;
  if (times === 0) return row;
  const instants = Array<number>(times).fill(at.epochMilliseconds);
  const organizationAll = [...instants, ...row.organizationAll];
  if (category !== 'promotional') return { ...row, organizationAll };
  const organizationPromotional = [...instants, ...row.organizationPromotional];
  return {
    ...row,
    organizationAll,
    organizationPromotional,
    senderPromotional: [...instants, ...row.senderPromotional],
  };
}

/** Recipients with the same key have the same facts: everything else of a batch is the same for all. */
function alike({ recipient, request, text, pack }: Prepared, row: FactRow): string {
  const { parsed, operator, timeZones } = recipient;
  const kind = parsed.ok ? parsed.lineType : 'invalid';
  // Regions are a function of the number's area code; without zones in common, numbers are not alike.
  const place = recipient.country === 'IR' ? '' : `${recipient.msisdn} ${timeZones.join()}`;
  // Of most recipients nothing is recorded, and they share one row.
  const recorded = row === blankRow ? '' : JSON.stringify(row);
  return `${pack.name} ${kind} ${operator} ${place} ${recorded} ${request.templateId ? text : ''}`;
}

function brief({ outcome, reasons, notBefore }: Verdict): Omit<BatchResult, 'to'> {
  return { outcome, codes: [...new Set(reasons.map(({ code }) => code))], notBefore: notBefore?.toString() ?? null };
}

function kindOf(
  { pack, recipient }: Prepared,
  { facts, outcome, notBefore, reasons }: Verdict & { facts: Facts },
  recentRead: boolean,
): Omit<BatchKind, 'count'> {
  return {
    pack: pack.name,
    country: recipient.country,
    facts,
    ...(recentRead ? {} : { unread: ['recent'] as const }),
    outcome,
    notBefore: notBefore?.toString() ?? null,
    reasons: reasons.map(({ rule, effect }) => ({ rule, effect })),
  };
}

interface Summary {
  id: string;
  at: Temporal.Instant;
  results: BatchResult[];
  ledgerSeq: number;
  prepared: readonly Prepared[];
  request: BatchRequest;
}

async function summarise(
  parts: GateParts,
  { id, at, results, ledgerSeq, prepared, request }: Summary,
): Promise<BatchDecision> {
  const counts = { allow: 0, defer: 0, hold: 0, deny: 0 };
  for (const { outcome } of results) counts[outcome]++;
  const pack = mostUsed(prepared);
  const seconds = Math.floor(at.epochMilliseconds / 1000);
  const claims = {
    jti: id,
    iss: parts.issuer,
    iat: seconds,
    exp: seconds + 15 * 60,
    outcome: 'batch',
    sender: prepared[0]?.sender?.address ?? request.sender,
    to: recipientHmac(parts.recipientKey, results.map(({ to, outcome }) => `${to} ${outcome}`).join('\n')),
    text: textSha256(request.text ?? request.templateId ?? ''),
    policy: pack.digest,
    ledgerSeq,
  };
  const [receipt = ''] = await parts.sign([claims]);
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

function mostUsed(prepared: readonly Prepared[]): Prepared['pack'] {
  const uses = new Map<Prepared['pack'], number>();
  for (const { pack } of prepared) uses.set(pack, (uses.get(pack) ?? 0) + 1);
  const [first] = [...uses].toSorted(([, a], [, b]) => b - a);
  if (!first) throw new Error('a batch has at least one recipient');
  return first[0];
}
