/** What a lexicon term speaks for; one text may speak for several at once, and none cancels another. */
export type LexiconClass =
  | 'discount'
  | 'offer'
  | 'gift'
  | 'urgency'
  | 'call'
  | 'credit'
  | 'goods'
  | 'event'
  | 'invitation'
  | 'election'
  | 'charity'
  | 'recruitment'
  | 'club'
  | 'contest'
  | 'claim'
  | 'service'
  | 'done'
  | 'own'
  | 'otp'
  | 'warning'
  | 'survey'
  | 'vas'
  | 'reminder'
  | 'support'
  | 'alert'
  | 'lure'
  | 'demand'
  | 'secret'
  | 'authority';

/**
 * One row of the lexicon. A term is written as people write it: a space matches a space, a ZWNJ or nothing, a final `*`
 * lets any ending follow. Terms are normalised when the lexicon is compiled, so one spelling of each is enough.
 */
export type LexiconEntry = {
  readonly id: string;
  readonly of: LexiconClass;
  /** Log-odds that one occurrence adds to the rule score of promotional content (0: only a feature of the model). */
  readonly weight: number;
  readonly because: string;
  readonly terms: readonly string[];
};
