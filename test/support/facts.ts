import type { Pool } from 'pg';
import { blockListSource, consentSource, LEDGER_SEQ_SQL } from '#src/consent/index.ts';
import type { FactRow } from '#src/gate/fact-row.ts';
import { createReadFacts } from '#src/gate/read-facts.ts';
import { audienceSource } from '#src/senders/index.ts';

const read = createReadFacts([consentSource, blockListSource, audienceSource], LEDGER_SEQ_SQL);

/** What a test asks about a recipient. */
export interface Asked {
  msisdn: string;
  organizationId?: string;
  senderId?: string | null;
  at?: Date;
  asOf?: boolean;
}

/** What is recorded of recipients, asked as the gate does: many at once, in one statement for each kind of question. */
export async function readFacts(pool: Pool, asked: readonly Asked[]): Promise<FactRow[]> {
  const questions = asked.map(({ msisdn, organizationId = null, senderId = null, at = new Date(), asOf = false }) => ({
    msisdn,
    organizationId,
    senderId,
    at: Temporal.Instant.fromEpochMilliseconds(at.getTime()),
    asOf,
    wantsRecent: false,
  }));
  return (await read(pool, questions)).rows;
}
