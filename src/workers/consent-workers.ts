import { join } from 'node:path';
import type { House } from '#src/house.ts';
import { startImportRunner } from './import-runner.ts';
import { publishHeads } from './publish-heads.ts';
import { startSealer } from './seal-ledger.ts';

/** Heads are in the file soon after they are signed: what is published late could be rewritten until then. */
const PUBLISH_MS = 5_000;

/** Starts what the consent room does in the background: imports, sealing, and publishing tree heads. */
export function startConsentWorkers(house: Pick<House, 'config' | 'db' | 'clock' | 'log' | 'metrics' | 'signingKey'>): {
  stop(): Promise<void>;
} {
  const imports = startImportRunner(house);
  const sealer = startSealer(house);
  void house.db.listener.on('import_queued', imports.wake);
  const file = join(house.config.dataDir, 'ledger-heads.jsonl');
  let publishing: Promise<unknown> = Promise.resolve();
  const publish = () => {
    publishing = publishing
      .then(() => publishHeads(house.db.pool, file))
      .catch((error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        house.log.error({ code }, 'tree heads could not be published; trying again');
      });
  };
  publish();
  const timer = setInterval(publish, PUBLISH_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all([imports.stop(), sealer.stop()]);
      publish();
      await publishing;
    },
  };
}
