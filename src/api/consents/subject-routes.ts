import { z } from 'zod';
import { forgetComplainant } from '#src/complaints/index.ts';
import { eraseSubject, sealLedgerNow, toMobile } from '#src/consent/index.ts';
import type { Tx } from '#src/db/index.ts';
import { eraseDecisions } from '#src/gate/index.ts';
import type { House } from '#src/house.ts';
import { type Actor, AppError, toDate } from '#src/kernel/index.ts';
import { eraseRecipient } from '#src/messages/index.ts';
import { ok, openRoute, type Route } from '#src/web/index.ts';

const params = z.strictObject({ msisdn: z.string().min(1).max(40) });
const erasure = z.object({
  seq: z.int(),
  erasedEntries: z.int(),
  enforcedOptOuts: z.int(),
  erasedMessages: z.int(),
  /** Those of them that had not gone out. */
  cancelledMessages: z.int(),
  erasedDecisions: z.int(),
});

type SubjectHouse = Pick<House, 'db' | 'clock' | 'signingKey'>;

/** Routes about a person. */
export function subjectRoutes(house: SubjectHouse): readonly Route[] {
  return [
    openRoute({
      method: 'post',
      path: '/v1/subjects/{msisdn}/erase',
      operation: 'eraseSubject',
      summary: 'Erase a person; proofs keep verifying and opt-outs stay enforced',
      tag: 'Consents',
      access: [],
      params,
      answers: { 200: erasure },
      run: async ({ actor, params: { msisdn }, at }) => {
        for (let tries = 0; ; tries++) {
          try {
            return ok(await house.db.transact((tx) => erase(tx, actor, msisdn, at)));
          } catch (error) {
            // What the person's last entries say must be in the tree before the key of their leaves is destroyed.
            if (!(error instanceof AppError) || error.code !== 'NOT_SEALED' || tries === MOST_SEALINGS) throw error;
            await seal(house);
          }
        }
      },
    }),
  ];
}

/**
 * What complaints, messages and decisions hold of a person goes in the same commit as what the ledger holds. The ledger
 * comes last: everyone who writes to it waits from then on, and messages and decisions may be many.
 */
async function erase(tx: Tx, actor: Actor, written: string, at: Date): Promise<z.infer<typeof erasure>> {
  const msisdn = toMobile(written);
  await forgetComplainant(tx, msisdn);
  const { erased: erasedMessages, cancelled: cancelledMessages } = await eraseRecipient(tx, actor, msisdn, at);
  const erasedDecisions = await eraseDecisions(tx, msisdn);
  return { ...(await eraseSubject(tx, actor, msisdn, at)), erasedMessages, cancelledMessages, erasedDecisions };
}

/** A long backlog is sealed in several steps. */
const MOST_SEALINGS = 50;

async function seal({ db, clock, signingKey }: SubjectHouse): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    await sealLedgerNow(client, signingKey, toDate(clock.now()));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
