/** What a lexicon term speaks for; one text may speak for several at once, and none cancels another. */
export type LexiconClass =
  | 'discount'
  | 'offer'
  | 'gift'
  | 'urgency'
  | 'call'
  | 'credit'
  | 'claim'
  | 'goods'
  | 'place'
  | 'event'
  | 'invitation'
  | 'cause'
  | 'club'
  | 'contact'
  | 'contest'
  | 'unit'
  | 'passive'
  | 'own'
  | 'ledger'
  | 'leave'
  | 'done'
  | 'asked'
  | 'please'
  | 'body'
  | 'otp'
  | 'warning'
  | 'survey'
  | 'vas'
  | 'reminder'
  | 'support'
  | 'alert'
  | 'judiciary'
  | 'subsidy'
  | 'parcel'
  | 'bank'
  | 'prize'
  | 'fine'
  | 'sim'
  | 'windfall'
  | 'relative'
  | 'demand'
  | 'secret'
  | 'install'
  | 'pressure'
  | 'forbidden';

/**
 * One row of the lexicon. A term is written as people write it: a space matches a space, a ZWNJ or nothing, a final `*`
 * lets any ending follow. Terms are normalised when the lexicon is compiled, so one spelling of each is enough.
 */
export type LexiconEntry = {
  readonly id: string;
  readonly of: LexiconClass;
  readonly because: string;
  readonly terms: readonly string[];
};

/** Splits a list of terms that is written with `|` between them. */
export function terms(list: string): string[] {
  return list
    .split(/[|\n]/u)
    .map((term) => term.trim())
    .filter((term) => term !== '');
}
