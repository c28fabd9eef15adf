import type { Bilingual } from '#src/kernel/index.ts';
import type { Category, Effect, FactGroup, Facts, Outcome, ReasonCode } from '#src/policy/index.ts';

/** Why; `message` and `remedy` in both languages, for whoever reads the decision later. */
export interface DecisionReason {
  code: ReasonCode;
  /** `<pack>/<rule id>`. */
  rule: string;
  effect: Effect;
  message: Bilingual;
  basis: string;
  remedy: Bilingual;
  /** When this rule alone would let the message pass, if time alone heals it. */
  allowedAt: string | null;
  evidence: readonly string[];
}

/** A rule that will apply within 30 days and would then fire. */
export interface DecisionUpcoming {
  code: ReasonCode;
  rule: string;
  effect: Effect;
  message: Bilingual;
  from: string;
}

/** What the text was judged to be. */
export interface DecisionContent {
  declared: Category | null;
  detected: Category;
  promotional: boolean;
  fraud: boolean;
  confidence: number;
  /** The exact spans of the text that decided. */
  evidence: readonly string[];
  /** Where those spans are, UTF-16 offsets of the text. */
  spans: readonly { start: number; end: number; because: string }[];
}

/** The gate's answer, whole: what is stored, and what the API presents in one language. */
export interface Decision {
  id: string;
  at: string;
  outcome: Outcome;
  notBefore: string | null;
  expiresAt: string;
  reasons: readonly DecisionReason[];
  content: DecisionContent;
  encoding: { charset: 'GSM7' | 'UCS2'; characters: number; segments: number };
  sender: { id: string; address: string; kind: string; lineClass: string; organizationId: string } | null;
  recipient: {
    msisdn: string | null;
    country: string | null;
    lineType: string | null;
    operator: string | null;
    timeZone: string | null;
  };
  policy: { pack: string; version: string; digest: string };
  ledgerSeq: number;
  upcoming: readonly DecisionUpcoming[];
  /** Rules that did not fire; only when the request asked to explain. */
  passed?: readonly string[];
  reference: string | null;
  receipt: string;
  /** What the decision was made from. */
  facts: Facts;
  /** Groups of facts that were not looked up, since the pack needed none of them: they are blank, not known. */
  unread?: readonly FactGroup[];
  /** The text that was judged (for a template: rendered); never part of the stored decision. */
  text: string;
}
