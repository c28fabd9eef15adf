import type { Pool, PoolClient } from 'pg';
import { type Actor, AppError, type Clock } from '#src/kernel/index.ts';
import { type BatchDecision, type BatchRequest, checkBatch } from './check-batch.ts';
import type { CheckRequest } from './check-request.ts';
import { type DecideParts, decide, type ReceiptClaims, type Unsealed } from './decide.ts';
import type { Decision } from './decision.ts';
import type { FactRow } from './fact-row.ts';
import type { FactQuestion, FactSource } from './fact-source.ts';
import { microBatch } from './micro-batch.ts';
import {
  type ChoosePack,
  type Judged,
  judgeFreeText,
  judgeText,
  type Prepared,
  prepare,
  readRecipient,
  type Templated,
} from './prepare.ts';
import { isCapped, questionOf } from './question.ts';
import { createReadFacts } from './read-facts.ts';
import { lockRecipients } from './recipient-locks.ts';
import type { FindSender } from './sender-cache.ts';
import { type BatchWriter, type Companion, createStoreDecisions, type Storable } from './store-decisions.ts';

/**
 * Finds a template of a sender and renders it with the request's variables.
 * @throws INVALID_INPUT when there is none; when variables are missing or unknown, unless that is to be a mismatch
 */
export type RenderTemplate = (
  request: CheckRequest,
  senderId: string | null,
  options?: { mismatched?: boolean },
) => Promise<{ text: string; templated: Templated }>;

/** Holds a free text against the approved templates of a sender; null where it has none. */
export type RecogniseText = (text: string, senderId: string) => Promise<Templated | null>;

/** What the gate is made of. */
export interface GateParts extends DecideParts {
  pool: Pool;
  clock: Clock;
  choosePack: ChoosePack;
  findSender: FindSender;
  renderTemplate: RenderTemplate;
  recogniseText: RecogniseText;
  /** What is known of recipients, and scalar SQL of the ledger sequence number that a statement sees. */
  sources: readonly FactSource[];
  ledgerSeq: string;
  writers: readonly BatchWriter[];
  /** Signs what a receipt states. */
  sign(claims: ReceiptClaims): string;
  /** Told of every decision that was made, for measurements. */
  onDecision(decision: Decision): void;
}

/** What else to store in the commit of a decision; asked once the decision is made. */
export interface CheckOptions {
  /** Earlier decisions about the same message: this one takes their place, so they count towards no cap. */
  replaces?: readonly string[];
  /** Whether the message goes although the decision holds it, since a person said so: caps then count it as accepted. */
  released?(decision: Decision): boolean;
  also?(decision: Decision): readonly Companion[];
}

/** Decides whether messages may be sent; every decision but a dry run's is durable before it is answered. */
export interface Gate {
  check(request: CheckRequest, actor: Actor, options?: CheckOptions): Promise<Decision>;
  /** Decides one text for many recipients. */
  checkBatch(request: BatchRequest, actor: Actor): Promise<BatchDecision>;
}

interface Entry {
  prepared: Prepared;
  actor: Actor;
  options: CheckOptions;
}

/** Batches at a time: some read while others commit, if there is enough for them; more would only make each smaller. */
const LANES = 3;
const COMPANY = 10;
const MOST = 400;

/** Builds the gate. Requests that arrive together share one read and one commit (see `microBatch`). */
export function createGate(parts: GateParts): Gate {
  const readFacts = createReadFacts(parts.sources, parts.ledgerSeq);
  const store = createStoreDecisions(parts.writers);

  /** Reads, decides and stores on `client`. Earlier entries of a batch count towards the caps of later ones. */
  async function decideAll(client: Pool | PoolClient, entries: readonly Entry[]): Promise<Decision[]> {
    const questions = entries.map(question(parts.clock.now()));
    const { rows, ledgerSeq } = await readFacts(client, questions);
    const seen = new Seen();
    const now = parts.clock.now();
    const made = entries.map(({ prepared, actor }, i) => {
      if ((prepared.request.minSeq ?? 0) > ledgerSeq) return new AppError('LEDGER_BEHIND', { extra: { ledgerSeq } });
      const at = prepared.request.at ?? now;
      const row = seen.added(prepared, rows[i] as FactRow);
      const recentRead = questions[i]?.wantsRecent ?? false;
      const unsealed = decide(parts, { prepared, row, recentRead, ledgerSeq, actor, at, bulk: false });
      if (!prepared.request.dryRun) seen.note(prepared, unsealed.decision);
      return unsealed;
    });
    const decisions = made.map(seal);
    const storables = entries.flatMap((entry, i) =>
      storable(entry, made[i] as Unsealed | AppError, decisions[i] as Decision | AppError),
    );
    if (storables.length > 0) await store(client, storables);
    return decisions as Decision[];
  }

  const seal = (made: Unsealed | AppError): Decision | AppError =>
    made instanceof AppError ? made : { ...made.decision, receipt: parts.sign(made.claims) };

  const plain = microBatch((entries: readonly Entry[]) => decideAll(parts.pool, entries), {
    lanes: LANES,
    most: MOST,
    company: COMPANY,
  });
  const capped = microBatch(
    (entries: readonly Entry[]) =>
      lockRecipients(
        parts.pool,
        entries.map(({ prepared }) => prepared),
        (client) => decideAll(client, entries),
      ),
    {
      lanes: 1,
      most: MOST,
    },
  );

  return {
    async check(request, actor, options = {}) {
      const prepared = await prepareRequest(parts, request);
      const result: Decision | AppError = await (needsLock(prepared) ? capped : plain)({ prepared, actor, options });
      if (result instanceof AppError) throw result;
      parts.onDecision(result);
      return result;
    },
    checkBatch: (request, actor) => checkBatch(parts, readFacts, request, actor),
  };
}

async function prepareRequest(parts: GateParts, request: CheckRequest): Promise<Prepared> {
  const sender = await parts.findSender(request.sender);
  const judged = await judgeRequest(parts, request, sender);
  return prepare(request, judged, readRecipient(request.to), parts.choosePack);
}

/** Judges what a request would send: its text, or its template rendered. */
async function judgeRequest(parts: GateParts, request: CheckRequest, sender: Judged['sender']): Promise<Judged> {
  if (!request.templateId) return judgeFreeText(parts, request.text ?? '', sender);
  const { text, templated } = await parts.renderTemplate(request, sender?.id ?? null);
  return judgeText(text, sender, templated);
}

const question =
  (now: Temporal.Instant) =>
  ({ prepared, options }: Entry): FactQuestion => {
    const { at } = prepared.request;
    return { ...questionOf(prepared, at ?? now, Boolean(at)), replaces: options.replaces ?? [] };
  };

function needsLock(prepared: Prepared): boolean {
  return !prepared.request.dryRun && isCapped(prepared);
}

function storable({ prepared, options }: Entry, made: Unsealed | AppError, decision: Decision | AppError): Storable[] {
  if (prepared.request.dryRun || made instanceof AppError || decision instanceof AppError) return [];
  return [
    {
      decision,
      textSha256: made.claims.text,
      batchId: null,
      released: options.released?.(decision) ?? false,
      companions: options.also?.(decision) ?? [],
    },
  ];
}

/** Accepted messages of the batch in hand, which the database does not know yet. */
class Seen {
  readonly #accepted = new Map<string, { at: number; category: string; senderId: string }[]>();

  note(prepared: Prepared, decision: Unsealed['decision']): void {
    if (decision.outcome !== 'allow' || !prepared.sender) return;
    const key = this.#key(prepared);
    const list = this.#accepted.get(key) ?? [];
    list.push({
      at: Temporal.Instant.from(decision.at).epochMilliseconds,
      category: decision.facts.message.category,
      senderId: prepared.sender.id,
    });
    this.#accepted.set(key, list);
  }

  added(prepared: Prepared, row: FactRow): FactRow {
    const list = this.#accepted.get(this.#key(prepared));
    if (!list) return row;
    const promotional = list.filter(({ category }) => category === 'promotional');
    const ofSender = promotional.filter(({ senderId }) => senderId === prepared.sender?.id);
    // Newest first, as the database gives them.
    const instants = (of: typeof list) => of.map(({ at }) => at).reverse();
    return {
      ...row,
      organizationPromotional: [...instants(promotional), ...row.organizationPromotional],
      senderPromotional: [...instants(ofSender), ...row.senderPromotional],
      organizationAll: [...instants(list), ...row.organizationAll],
    };
  }

  #key({ recipient, sender }: Prepared): string {
    return `${recipient.msisdn} ${sender?.organizationId}`;
  }
}
