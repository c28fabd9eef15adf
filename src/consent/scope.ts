/** What an entry says. `request`: asked for by a code that is not confirmed yet; `pause`: an unclear revocation waits for a person. */
export const entryActions = ['opt_in', 'opt_out', 'request', 'pause', 'resume', 'erase'] as const;
export type EntryAction = (typeof entryActions)[number];

/** How consent came about. */
export const consentSources = [
  'web_form',
  'api',
  'mo_sms',
  'pos',
  'paper',
  'call_center',
  'chat',
  'import',
  'ussd',
] as const;
export type ConsentSource = (typeof consentSources)[number];

/** Nobody consented to text messages before; epoch milliseconds. */
export const EARLIEST_CONSENT = Date.UTC(1995, 0, 1);

/** State of one scope; `none` has no row in an answer. */
export type ConsentState = 'opted_in' | 'opted_out' | 'expired' | 'pending' | 'none';

/** The purpose of an opt-out of everything. */
export const ALL_PURPOSES = 'all';

/** Stands for "no sender" where a key column cannot be null. */
export const NO_SENDER = '00000000-0000-0000-0000-000000000000';

/** What is consented to or refused, by one recipient towards one organization. */
export interface Scope {
  channel: string;
  purpose: string;
  /** Null: every sender of the organization. */
  senderId: string | null;
}

/** A string that two scopes share if and only if they are the same. */
export const scopeKey = ({ channel, purpose, senderId }: Scope): string => `${channel} ${purpose} ${senderId ?? ''}`;
