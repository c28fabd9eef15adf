import type { House } from '#src/house.ts';
import { startImportRunner } from './import-runner.ts';
import { startSealer } from './seal-ledger.ts';

/** Starts what the consent room does in the background: imports and sealing. */
export function startConsentWorkers(house: Pick<House, 'db' | 'clock' | 'log' | 'metrics' | 'signingKey'>): {
  stop(): Promise<void>;
} {
  const imports = startImportRunner(house);
  const sealer = startSealer(house);
  void house.db.listener.on('import_queued', imports.wake);
  return {
    stop: async () => {
      await Promise.all([imports.stop(), sealer.stop()]);
    },
  };
}
