import type { ConsentFacts } from '#src/consent/index.ts';

/** What the database says about one recipient of one sender. */
export interface FactRow extends ConsentFacts {
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
