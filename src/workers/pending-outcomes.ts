import { type ReceiptReport, type SubmissionOutcome, timelineEntry } from '#src/messages/index.ts';

/** Outcomes that wait to be written, found by the id that the SMSC gave. */
export interface PendingOutcomes {
  /** Notes an outcome; `durable` resolves when it is written. */
  add(outcome: SubmissionOutcome, durable: Promise<void>): Promise<void>;
  /** These are being written: nothing can be added to them any more. */
  forget(outcomes: readonly SubmissionOutcome[]): void;
  /** Adds a receipt to the outcome of its message; resolves when both are durable. Null where none is waiting. */
  merge(report: ReceiptReport): Promise<void> | null;
}

interface Pending {
  outcome: SubmissionOutcome;
  durable: Promise<void>;
}

/**
 * Lets receipts that come at once be written together with the outcome of their submit: one statement and one version
 * of the row instead of two. Only messages of one part, whose receipt says all there is to say.
 */
export function createPendingOutcomes(): PendingOutcomes {
  const byKey = new Map<string, Pending>();
  const keysOf = ({ pdus, status, route, smscIds }: SubmissionOutcome) =>
    pdus === 1 && status === 'submitted' ? smscIds.map(({ smscKey }) => `${route} ${smscKey}`) : [];
  return {
    add: (outcome, durable) => {
      for (const key of keysOf(outcome)) byKey.set(key, { outcome, durable });
      return durable;
    },
    forget: (outcomes) => {
      for (const outcome of outcomes)
        for (const key of keysOf(outcome)) if (byKey.get(key)?.outcome === outcome) byKey.delete(key);
    },
    merge: (report) => {
      const found = report.smscKeys.map((key) => byKey.get(`${report.route} ${key}`)).find(Boolean);
      // An id that is used again may be another message's.
      if (!found || found.outcome.recipient !== report.recipient || found.outcome.entries.length > 1) return null;
      addReceipt(found.outcome, report);
      return found.durable;
    },
  };
}

function addReceipt(outcome: SubmissionOutcome, { state, errorCode, at }: ReceiptReport): void {
  if (state === 'submitted' || state === 'uncertain') return;
  outcome.states = { 1: state };
  outcome.entries = [...outcome.entries, timelineEntry(state, at, { receipts: [{ part: 1, state, code: errorCode }] })];
  if (state === 'delivered') outcome.smscIds = outcome.smscIds.map((id) => ({ ...id, over: true }));
}
