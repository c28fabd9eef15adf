import { Migrator } from '@mikro-orm/migrations';
import { type EntitySchema, MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { type Listener, startListener } from './listen.ts';
import { surviveLostConnections, takeBackLostConnections } from './lost-connections.ts';
import { type Reader, type Tx, transact } from './transact.ts';

/** The one door to PostgreSQL. */
export interface Database {
  orm: MikroORM;
  /** Parameters go over the wire, and named statements stay prepared. */
  pool: pg.Pool;
  /** The same for statements that run for every message and look all rows up by key (see `BY_KEY`). */
  hot: pg.Pool;
  /** Runs `work` in one transaction (see `transact`). */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A fresh reader; statements see what is committed when they run. */
  reader(): Reader;
  /** Notifications of PostgreSQL (`NOTIFY`), re-subscribed after a lost connection. */
  listener: Listener;
  /** Brings the schema up to date; processes that start together wait for each other. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/** The tables of a room, as its `index.ts` exports them. */
export type Entities = readonly EntitySchema[];

const setting = (text: string) => `-c ${text}`;

/**
 * Statements here take milliseconds, and compiling one takes hundreds. PostgreSQL does so where it guesses a statement to
 * be dear, and before 18 every plan that a setting of `BY_KEY` speaks against is guessed to be.
 */
const WITHOUT_COMPILING = setting('jit=off');

/**
 * One plan serves all values, and to plan costs more than to run. It is made when tables may still be empty, and would
 * then read them whole and hash them for as long as the connection lives: only ways by key are left to it.
 */
const BY_KEY = [
  'jit=off',
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'enable_material=off',
  'enable_bitmapscan=off',
]
  .map(setting)
  .join(' ');

/** Connects to `url` (a PostgreSQL connection string; `?host=` may name a socket folder). */
export async function openDatabase(url: string, entities: Entities, poolSize = 8): Promise<Database> {
  const orm = new MikroORM(ormOptions(url, entities, poolSize));
  await orm.connect();
  const settings = { connectionString: url, max: poolSize };
  const pool = new pg.Pool({ ...settings, application_name: 'mohr-pool', options: WITHOUT_COMPILING });
  const hot = new pg.Pool({ ...settings, application_name: 'mohr-hot', options: BY_KEY });
  surviveLostConnections(pool);
  surviveLostConnections(hot);
  const ofOrm = await ormPool(orm);
  surviveLostConnections(ofOrm);
  takeBackLostConnections(ofOrm);
  const listener = startListener(url);
  return {
    orm,
    pool,
    hot,
    listener,
    transact: (work) => transact(orm, work),
    reader: () => orm.em.fork(),
    migrate: () => migrate(orm, pool),
    close: async () => {
      await listener.stop();
      await pool.end();
      await hot.end();
      await orm.close();
    },
  };
}

/** The pool that MikroORM made for itself. */
async function ormPool(orm: MikroORM): Promise<pg.Pool> {
  return (await orm.em.getDriver().getConnection().getNativeClient()) as unknown as pg.Pool;
}

/** MikroORM's settings, shared by the service and its command line. */
export function ormOptions(url: string, entities: Entities, poolSize: number) {
  return {
    clientUrl: url,
    driverOptions: { connectionString: url, application_name: 'mohr', options: WITHOUT_COMPILING },
    entities: [...entities],
    extensions: [Migrator],
    pool: { min: 0, max: poolSize },
    migrations: {
      path: 'migrations',
      pathTs: 'migrations',
      snapshot: false,
      emit: 'ts' as const,
      transactional: true,
      silent: true,
    },
    forceUtcTimezone: true,
  };
}

/** Any number, the same in every process. */
const MIGRATION_LOCK = 7_238_114;

async function migrate(orm: MikroORM, pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await orm.migrator.up();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
  }
}
