import { enableCompileCache } from 'node:module';
import type { Part, Service } from './assemble.ts';
import { readConfig } from './config.ts';
import { processDatabase } from './embedded-database.ts';
import { createLog } from './telemetry/index.ts';

// Before the rest of the service is loaded: a second start need not compile it again.
enableCompileCache();

const PARTS: readonly string[] = ['all', 'api', 'worker'];
/** Everything must have ended by then (the contract's 10 seconds, less a margin). */
const STOP_TIMEOUT_MS = 9_500;

async function main(): Promise<void> {
  const part = process.argv[2] ?? 'all';
  if (!PARTS.includes(part)) throw new Error(`unknown part "${part}": npm start -- [${PARTS.join('|')}]`);
  const config = readConfig();
  const log = createLog(config.logLevel);
  // The service is loaded while PostgreSQL starts: each takes about a second.
  const loading = Promise.all([import('./assemble.ts'), import('./welcome.ts')]);
  loading.catch(() => undefined);
  const database = await processDatabase(config);
  let service: Service | undefined;
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    await service?.stop().catch((error: Error) => log.error({ err: { name: error.name } }, 'stopping'));
    await database.stop();
    process.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  void database.lost.then(() => (stopping ? undefined : fail(new Error('the embedded PostgreSQL has ended'))));
  try {
    const [{ assemble }, { welcome }] = await loading;
    service = await assemble({ config, databaseUrl: database.url, log, part: part as Part });
    await welcome(service);
  } catch (error) {
    console.error(oneLine(error));
    await stop(1);
  }
}

function fail(error: unknown): never {
  console.error(oneLine(error));
  process.exit(1);
}

/** What a person at a terminal needs: what is wrong, in one line. */
function oneLine(error: unknown): string {
  return `mohr: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
}

main().catch(fail);
