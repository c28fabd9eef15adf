import type { Basis, Effect } from './pack-schema.ts';
import type { ReasonCode } from './reason-code.ts';

export type Outcome = 'allow' | 'defer' | 'hold' | 'deny';
export type Language = 'fa' | 'en';
export type Text = Readonly<Record<Language, string>>;

/** Why a message was stopped, postponed or remarked upon: one rule that fired, or could not be decided. */
export interface Reason {
  readonly code: ReasonCode;
  /** `<pack>/<rule id>`. */
  readonly rule: string;
  readonly effect: Effect;
  readonly message: Text;
  readonly remedy: Text;
  readonly basis: Basis;
  /** When this rule alone would let the message pass, if time alone heals it. */
  readonly allowedAt?: Temporal.Instant;
  /** What in the message the rule points at, or the special days that stand against it. */
  readonly evidence?: readonly string[];
  /** Facts that were not supplied, for a rule that therefore could not be decided. */
  readonly missing?: readonly string[];
}

/** A rule that does not apply as strictly yet, but will within 30 days (as a warning or more), and would then fire for this message. */
export interface Upcoming {
  readonly code: ReasonCode;
  readonly rule: string;
  readonly effect: Effect;
  readonly message: Text;
  readonly remedy: Text;
  readonly basis: Basis;
  readonly from: Temporal.Instant;
}

/** What a pack says about one message at one instant. */
export interface Decision {
  readonly outcome: Outcome;
  /** The earliest instant at which every time rule lets the message pass; only for `defer`. */
  readonly notBefore: Temporal.Instant | null;
  readonly reasons: readonly Reason[];
  readonly upcoming: readonly Upcoming[];
}
