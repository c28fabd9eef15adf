import pg from 'pg';
import type { Config } from '#src/config.ts';
import { loadPacks } from '#src/policy/index.ts';
import { cutoffs, plannedDrops } from '#src/workers/index.ts';
import { readPolicyFiles } from './policy-files.ts';
import { runningDatabase } from './running-database.ts';

/** Prints what the packs of a folder would have dropped at an instant; it only looks, workers do it by themselves. */
export async function retentionCommand(
  folder: string,
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  now: Temporal.Instant,
): Promise<number> {
  const sources = [...loadPacks(readPolicyFiles(folder)).packs.values()].map(({ source }) => source);
  const limits = cutoffs(sources, new Date(now.epochMilliseconds));
  for (const [kind, before] of Object.entries(limits))
    console.log(`${kind.padEnd(10)} older than ${before.toISOString()}`);
  const pool = new pg.Pool({ connectionString: runningDatabase(config), max: 1, application_name: 'mohr-policy' });
  try {
    const planned = await plannedDrops(pool, limits);
    for (const { partition, rows, bytes } of planned)
      console.log(`drop ${partition}: about ${rows} rows, ${(bytes / 1_048_576).toFixed(1)} MB`);
    console.log(`${planned.length} months of tables would be dropped`);
    return 0;
  } finally {
    await pool.end();
  }
}
