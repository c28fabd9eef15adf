import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ClaimedImport,
  claimImport,
  endHopelessImports,
  failImport,
  finishBlocklist,
  releaseImport,
  runConsentImport,
} from '#src/consent/index.ts';
import type { House } from '#src/house.ts';
import { AppError, toDate } from '#src/kernel/index.ts';

/** Works off imports, one at a time, until it is stopped. */
export interface ImportRunner {
  /** Looks for work now rather than at the next poll. */
  wake(): void;
  /** Finishes the chunk in hand and lets the rest go to another worker. */
  stop(): Promise<void>;
}

const POLL_MS = 500;
/** Turns without work between two looks for imports that will never end: a minute. */
const IDLE_TURNS = 120;

/** Starts the worker of imports. */
export function startImportRunner(house: Pick<House, 'db' | 'clock' | 'log' | 'metrics'>): ImportRunner {
  let stopped = false;
  let waiting = new AbortController();
  let idle = 0;
  const now = () => toDate(house.clock.now());

  const loop = async () => {
    while (!stopped) {
      const worked = await step().catch((error: unknown) => {
        house.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'an import was interrupted');
        return false;
      });
      if (worked || stopped) continue;
      waiting = new AbortController();
      await sleep(POLL_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
    }
  };

  const step = async (): Promise<boolean> => {
    const claimed = await claimImport(house.db.pool, now());
    if (!claimed) {
      if (idle++ % IDLE_TURNS === 0) await endHopelessImports(house.db.pool, now());
      return false;
    }
    try {
      const result = await work(claimed);
      if (result === 'stopped') await releaseImport(house.db.pool, claimed.id);
      house.metrics.jobs.inc({ kind: `import.${claimed.kind}`, result });
    } catch (error) {
      await giveUp(claimed, error);
    }
    return true;
  };

  const work = async (claimed: ClaimedImport) => {
    if (claimed.kind === 'consents') return runConsentImport(house.db.pool, claimed, { now, stopped: () => stopped });
    await house.db.transact((tx) => finishBlocklist(tx, claimed, now()));
    return 'done';
  };

  const giveUp = async (claimed: ClaimedImport, error: unknown) => {
    house.metrics.jobs.inc({ kind: `import.${claimed.kind}`, result: 'failed' });
    // The database may be away: the claim runs out and the import is taken up where it stopped.
    if (!(error instanceof AppError)) throw error;
    await failImport(house.db.pool, claimed.id, error.code, now());
  };

  const running = loop();
  return {
    wake: () => waiting.abort(),
    stop: async () => {
      stopped = true;
      waiting.abort();
      await running;
    },
  };
}
