import type pg from 'pg';

/** How long whoever holds a connection that was lost has to give it back. */
const GRACE_MS = 1000;

/**
 * A connection that is lost while nothing runs on it (between the statements of a transaction, or idle in the pool)
 * would end the process. Whoever uses it learns of the loss by the next statement's failure.
 */
export function surviveLostConnections(pool: pg.Pool): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
}

/**
 * MikroORM gives the connection of a transaction back after its COMMIT or ROLLBACK, and on one that was lost neither
 * succeeds: its place would stay taken, and after as many losses as there are places everybody would wait for ever.
 */
export function takeBackLostConnections(pool: pg.Pool): void {
  const known = new WeakSet<pg.PoolClient>();
  const held = new Set<pg.PoolClient>();
  const takeBack = (client: pg.PoolClient) => {
    if (held.has(client)) client.release(true);
  };
  // Not as they connect: MikroORM has made the first one before anybody can listen.
  pool.on('acquire', (client) => {
    held.add(client);
    if (known.has(client)) return;
    known.add(client);
    client.once('end', () => {
      if (held.has(client)) setTimeout(takeBack, GRACE_MS, client);
    });
  });
  pool.on('release', (_error, client) => held.delete(client));
}
