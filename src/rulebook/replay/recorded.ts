import type { Effect, Facts, Outcome } from '#src/policy/index.ts';

/** A decision as it was recorded, with what is needed to make it again. */
export interface Recorded {
  /** Of the decision, or of the batch that it was part of. */
  id: string;
  at: Temporal.Instant;
  organizationId: string | null;
  /** Address of the sender as registered, or as it was asked for. */
  sender: string | null;
  /** ISO 3166 country of the recipient; empty if unknown. */
  country: string;
  facts: Facts;
  outcome: Outcome;
  notBefore: string | null;
  reasons: readonly RecordedReason[];
  /** How many recipients it stands for: those of a batch that are alike are recorded once. */
  weight: number;
}

/** A reason as far as a replay compares it. */
export interface RecordedReason {
  /** `<pack>/<rule id>`. */
  rule: string;
  effect: Effect;
}

/** Which recorded decisions: of one pack, made from `since` on and before `until`, of one organization or of all. */
export interface TrafficQuery {
  pack: string;
  since: Date;
  until: Date;
  organizationId: string | null;
}

/** A stretch of recorded traffic, newest first. */
export interface TrafficPage {
  decisions: readonly Recorded[];
  /** Decisions of the stretch whose facts were not kept. */
  factless: number;
  /** Where the next page begins; null after the last. */
  next: string | null;
}

/** Where recorded decisions come from; the room that stores them gives it. */
export interface RecordedTraffic {
  /** How many decisions there are, at most `limit`. */
  count(query: TrafficQuery, limit: number): Promise<number>;
  /** The page after `cursor` (null: the first), of about `size` decisions. */
  page(query: TrafficQuery, cursor: string | null, size: number): Promise<TrafficPage>;
}
