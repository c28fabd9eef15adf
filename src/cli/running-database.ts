import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '#src/config.ts';
import { UsageError } from './usage-error.ts';

/**
 * The database that the service uses: that of DATABASE_URL, or the embedded one of a service that runs now with the
 * same DATA_DIR (its socket is named in the server's own file of its process).
 * @throws UsageError that says what is needed
 */
export function runningDatabase({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): string {
  if (databaseUrl) return databaseUrl;
  const file = join(resolve(dataDir), 'postgres', 'postmaster.pid');
  const socketDir = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[4] : undefined;
  if (socketDir) return `postgresql://mohr@localhost/mohr?host=${encodeURIComponent(socketDir)}`;
  throw new UsageError(
    `recorded traffic is read from the service's database: set DATABASE_URL, or start the service with the same DATA_DIR (${dataDir}) first`,
  );
}
