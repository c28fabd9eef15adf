import { setTimeout as sleep } from 'node:timers/promises';
import { sealLedger } from '#src/consent/index.ts';
import type { House } from '#src/house.ts';
import { toDate } from '#src/kernel/index.ts';
import type { TreeHead } from '#src/signing/index.ts';

/** Seals what the ledger has gained, until it is stopped. */
export interface Sealer {
  stop(): Promise<void>;
}

/** How often it looks; an entry is sealed within five seconds. */
const EVERY_MS = 1_000;

/** Starts the sealer. Any number of nodes may run one: each new head is made by one of them. */
export function startSealer(
  house: Pick<House, 'db' | 'clock' | 'log' | 'signingKey'>,
  options: { everyMs?: number; sealed?(head: TreeHead): Promise<void> } = {},
): Sealer {
  const ended = new AbortController();
  const loop = async () => {
    while (!ended.signal.aborted) {
      const head = await sealOnce(house).catch((error: unknown) => {
        house.log.error(
          { err: error instanceof Error ? error.name : typeof error },
          'sealing the ledger failed; trying again',
        );
        return null;
      });
      if (head) await options.sealed?.(head).catch(() => undefined);
      else await sleep(options.everyMs ?? EVERY_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  const running = loop();
  return {
    stop: async () => {
      ended.abort();
      await running;
    },
  };
}

async function sealOnce({
  db,
  clock,
  signingKey,
}: Pick<House, 'db' | 'clock' | 'signingKey'>): Promise<TreeHead | null> {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    const head = await sealLedger(client, signingKey, toDate(clock.now()));
    await client.query('commit');
    return head;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
