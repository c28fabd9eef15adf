import type { ServiceSecrets } from '#src/accounts/index.ts';
import type { Config } from '#src/config.ts';
import type { Database } from '#src/db/index.ts';
import type { Clock } from '#src/kernel/index.ts';
import type { Logger, Metrics } from '#src/telemetry/index.ts';

/** What the doors are handed: made once, in `assemble.ts`. Each door names the parts that it needs with `Pick`. */
export interface House {
  config: Config;
  db: Database;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  secrets: ServiceSecrets;
}
