type ConsentState = 'opted_in' | 'opted_out' | 'expired' | 'pending' | 'none';

/** What the database says about one recipient of one sender, and the ledger sequence number that it has seen. */
export interface FactRow {
  promotional: ConsentState;
  vas: ConsentState;
  senderOptOut: boolean;
  organizationOptOut: boolean;
  /** Purposes that the recipient has opted out of, besides everything. */
  optOutPurposes: readonly string[];
  unclear: boolean;
  nationalBlock: boolean;
  blockLists: readonly string[];
  inAudience: boolean;
  /** Version of the declared audience that was asked; 0: none is declared. */
  audienceVersion: number;
  /** Instants (epoch milliseconds) of accepted messages of the last 31 days. */
  organizationPromotional: readonly number[];
  senderPromotional: readonly number[];
  organizationAll: readonly number[];
}

/** What is true of a recipient about whom nothing is recorded. */
export const blankRow: FactRow = {
  promotional: 'none',
  vas: 'none',
  senderOptOut: false,
  organizationOptOut: false,
  optOutPurposes: [],
  unclear: false,
  nationalBlock: false,
  blockLists: [],
  inAudience: false,
  audienceVersion: 0,
  organizationPromotional: [],
  senderPromotional: [],
  organizationAll: [],
};
