import { join, resolve } from 'node:path';
import pg from 'pg';
import type { Config } from '#src/config.ts';
// Not through the room's index: that loads the ORM, and this runs while the rest of the service is still loading.
import { startCluster } from './db/embedded/cluster.ts';
import { lockDataDir } from './db/embedded/lock.ts';

/** A database for this process, and what ends it. */
export interface ProcessDatabase {
  url: string;
  stop(): Promise<void>;
  /** Resolves when the database has gone by itself. */
  lost: Promise<void>;
}

const never = new Promise<never>(() => undefined);

/** Uses DATABASE_URL, or starts the embedded PostgreSQL under DATA_DIR. */
export async function processDatabase(config: Config): Promise<ProcessDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => undefined, lost: never };
  const dataDir = resolve(config.dataDir);
  const unlock = lockDataDir(dataDir);
  try {
    const cluster = await startCluster(join(dataDir, 'postgres'));
    const url = (name: string) =>
      `postgresql://${cluster.user}@localhost/${name}?host=${encodeURIComponent(cluster.socketDir)}`;
    await createDatabase(url('postgres'));
    const stop = async () => {
      await cluster.stop();
      unlock();
    };
    return { url: url('mohr'), stop, lost: cluster.exited };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query(`select 1 from pg_database where datname = 'mohr'`);
  if (rowCount === 0) await client.query('create database mohr');
  await client.end();
}
