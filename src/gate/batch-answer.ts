import type { Outcome } from '#src/policy/index.ts';

/** What was decided for a recipient of a batch; the same object for all that share it. */
export interface BatchAnswer {
  outcome: Outcome;
  codes: readonly string[];
  notBefore: string | null;
}

/** What was decided for one recipient. */
export interface BatchResult extends BatchAnswer {
  to: string;
}

/** Results as they are stored: every answer once, and each recipient with the number of its answer. */
export interface StoredResults {
  answers: readonly BatchAnswer[];
  recipients: readonly (readonly [to: string | null, answer: number])[];
}

/** The stored form of results: a quarter of the bytes. */
export function storeResults(results: readonly BatchResult[]): StoredResults {
  const numbers = new Map<string, number>();
  const answers: BatchAnswer[] = [];
  const recipients = results.map(({ to, outcome, codes, notBefore }) => {
    const key = `${outcome} ${codes.join()} ${notBefore}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = answers.push({ outcome, codes, notBefore }) - 1;
      numbers.set(key, number);
    }
    return [to, number] as const;
  });
  return { answers, recipients };
}

/** The results behind their stored form; `to` is null where the recipient was erased. */
export function restoreResults({ answers, recipients }: StoredResults): (BatchAnswer & { to: string | null })[] {
  return recipients.map(([to, number]) => {
    const answer = answers[number];
    if (!answer) throw new Error(`no answer ${number}`);
    return { to, ...answer };
  });
}
