/** A claimed piece of work. */
export interface OutboxJob {
  id: string;
  kind: string;
  payload: Readonly<Record<string, unknown>>;
  key: string | null;
  /** This try included. */
  tries: number;
}

/**
 * Does one kind of work. It runs at least once, so it is idempotent; it may be run again when it throws, or when it
 * takes longer than a claim lasts.
 */
export type OutboxHandler = (job: OutboxJob) => Promise<void>;

/** Work that no further try will do: the row is closed with this reason. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp';
}

const SECOND = 1000;
const LONGEST_MS = 3_600_000;

/** How long to wait after the n-th failed try: 1 s, doubling, at most an hour. */
export function backOffMs(tries: number): number {
  return Math.min(LONGEST_MS, SECOND * 2 ** Math.min(tries - 1, 20));
}
