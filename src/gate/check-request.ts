import type { Category } from '#src/policy/index.ts';

/** One question to the gate: may this text go from this sender to this recipient? */
export interface CheckRequest {
  /** Sender address in any accepted form. */
  sender: string;
  /** Recipient in any accepted form. */
  to: string;
  /** The text itself, or a template and its variables. */
  text?: string | undefined;
  templateId?: string | null | undefined;
  variables?: Readonly<Record<string, string>> | undefined;
  /** What the caller declares the message to be. */
  category?: Category | undefined;
  channel?: 'sms' | undefined;
  /** The caller's own name for the message; kept with the decision. */
  reference?: string | null | undefined;
  /** The answer must have seen at least this ledger sequence number. */
  minSeq?: number | undefined;
  /** Decide without recording. */
  dryRun?: boolean | undefined;
  /** Decide as if it were this instant; with `dryRun` only. */
  at?: Temporal.Instant | null | undefined;
  /** Name the rules that passed, too. */
  explain?: boolean | undefined;
}
