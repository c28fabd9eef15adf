import { type Actor, AppError } from '#src/kernel/index.ts';
import { evaluate, type Facts, type Decision as Verdict } from '#src/policy/index.ts';
import type { BatchAnswer } from './batch-answer.ts';
import type { BatchKind, BatchKinds } from './batch-kinds.ts';
import type { Addressee, Alike } from './batch-recipients.ts';
import { blankRow, type FactRow } from './fact-row.ts';
import type { Prepared } from './prepare.ts';
import { questionOf } from './question.ts';
import type { ReadFacts } from './read-facts.ts';
import { toFacts } from './to-facts.ts';

/** What all recipients of a batch are decided with. */
export interface BatchQuestion {
  actor: Actor;
  /** As of when consents are read. */
  at: Temporal.Instant;
  now(): Temporal.Instant;
  minSeq: number;
  /** One text goes to more than one recipient. */
  bulk: boolean;
  /** Takes note of what is decided, from which facts. */
  kinds: BatchKinds;
}

/** What recipients whose facts are alike share. */
interface Shared {
  answer: BatchAnswer;
  kind: BatchKind;
}

/**
 * Decides some recipients of a batch with one statement; answers in their order. Those whose facts are alike share one
 * evaluation. @throws LEDGER_BEHIND
 */
export async function decideAddressees(
  readFacts: ReadFacts,
  client: Parameters<ReadFacts>[0],
  addressees: readonly Addressee[],
  batch: BatchQuestion,
): Promise<{ answers: BatchAnswer[]; ledgerSeq: number }> {
  const { rows, ledgerSeq } = await readFacts(client, questions(addressees, batch.at));
  // After the read and not before the locks: what others had accepted until then lies in the past of the caps.
  const at = batch.now();
  if (batch.minSeq > ledgerSeq) throw new AppError('LEDGER_BEHIND', { extra: { ledgerSeq } });
  const accepted = new Map<string, number>();
  const verdicts = new Verdicts(batch, at);
  const answers = addressees.map(({ to, alike }, i) => {
    const row = rows[i] as FactRow;
    const times = alike.capped ? (accepted.get(to) ?? 0) : 0;
    const { answer, kind } = verdicts.of(alike, times > 0 ? withAccepted(alike.prepared, row, times, at) : row);
    if (alike.capped && answer.outcome === 'allow') accepted.set(to, times + 1);
    kind.count++;
    return answer;
  });
  return { answers, ledgerSeq };
}

function questions(addressees: readonly Addressee[], at: Temporal.Instant) {
  const shared = new Map<Alike, ReturnType<typeof questionOf>>();
  return addressees.map(({ recipient, alike }) => {
    const question = shared.get(alike) ?? questionOf(alike.prepared, at, false);
    shared.set(alike, question);
    return { ...question, msisdn: recipient.msisdn };
  });
}

/** What was decided at one instant: of most recipients nothing is recorded, and one verdict serves all that are alike. */
class Verdicts {
  readonly #unrecorded = new Map<Alike, Shared>();
  readonly #recorded = new Map<Alike, Map<string, Shared>>();
  readonly #batch: BatchQuestion;
  readonly #at: Temporal.Instant;

  constructor(batch: BatchQuestion, at: Temporal.Instant) {
    this.#batch = batch;
    this.#at = at;
  }

  of(alike: Alike, row: FactRow): Shared {
    if (row === blankRow) return this.#look(this.#unrecorded, alike, alike, row);
    const recorded = this.#recorded.get(alike) ?? new Map<string, Shared>();
    this.#recorded.set(alike, recorded);
    return this.#look(recorded, JSON.stringify(row), alike, row);
  }

  #look<Key>(known: Map<Key, Shared>, key: Key, alike: Alike, row: FactRow): Shared {
    const shared = known.get(key) ?? this.#decide(alike, row);
    known.set(key, shared);
    return shared;
  }

  #decide({ prepared, capped }: Alike, row: FactRow): Shared {
    const { actor, bulk, kinds } = this.#batch;
    const facts = toFacts(prepared, row, actor, bulk);
    const verdict = evaluate(prepared.pack, facts, this.#at);
    return { answer: brief(verdict), kind: kinds.of(kindOf(prepared, verdict, facts, capped)) };
  }
}

/** The row of a recipient that the same statement's addressees named before: what was accepted for it counts. */
function withAccepted({ category }: Prepared, row: FactRow, times: number, at: Temporal.Instant): FactRow {
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

function brief({ outcome, reasons, notBefore }: Verdict): BatchAnswer {
  return { outcome, codes: [...new Set(reasons.map(({ code }) => code))], notBefore: notBefore?.toString() ?? null };
}

function kindOf(
  { pack, recipient }: Prepared,
  { outcome, notBefore, reasons }: Verdict,
  facts: Facts,
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
