import type { FactRow } from './fact-row.ts';

/** One question to the database: what is recorded about this recipient, for this sender, at this instant? */
export interface FactQuestion {
  msisdn: string | null;
  organizationId: string | null;
  senderId: string | null;
  at: Temporal.Instant;
  /** True: as of `at` (a dry run in another time); false: what holds now. */
  asOf: boolean;
  /** Ids of decisions that are not counted; see `CheckOptions.replaces`. */
  replaces?: readonly string[];
  /** Whether earlier messages must be counted. */
  wantsRecent: boolean;
  /** Opt-ins to promotion without an expiry of their own that are not younger have lapsed; absent: they never do. */
  lapsedBefore?: Temporal.Instant | null;
}

/** Which consents hold: those of now, or those of the question's instant. */
export type When = 'now' | 'as_of';

/** What a source tells of one question: the question's number, and what the source's `read` takes. */
export type Told = readonly [i: number, ...unknown[]];

/**
 * A part of the facts, told by the room that knows it. Of most recipients nothing is recorded, so a source tells only of
 * those of whom something is: `blankRow` stands for the others.
 */
export interface FactSource {
  /** Its column in the statement. */
  name: string;
  /**
   * SQL text of a query with one column, a JSON array that begins with the question's number, over the questions
   * `r` (i int, msisdn text, organization_id uuid, sender_id uuid, at timestamptz). Its plan is made while tables may be
   * empty, so `r` must come first: `from r cross join lateral (… offset 0)`.
   */
  rows(when: When): string;
  /** What is told of one question, as facts. Pure. */
  read(told: readonly Told[], question: FactQuestion): Partial<FactRow>;
}
