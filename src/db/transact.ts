import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MikroORM, SqlEntityManager } from '@mikro-orm/postgresql';

declare const open: unique symbol;

/** An entity manager for reading; statements run outside a transaction. */
export type Reader = SqlEntityManager;

/** An entity manager with an open transaction. Only `transact` makes one. */
export type Tx = SqlEntityManager & { readonly [open]: true };

const running = new AsyncLocalStorage<true>();
const TRIES = 3;
/** serialization_failure and deadlock_detected: the transaction did nothing and may be run again. */
const RETRYABLE = new Set(['40001', '40P01']);

/**
 * Runs `work` in one transaction: it commits when `work` resolves and rolls back when it throws.
 *
 * `work` is run again after a deadlock, so it has no effects outside the database. Transactions are never nested:
 * a nested one that fails silently loses unflushed writes of the outer one.
 */
export async function transact<T>(orm: MikroORM, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (running.getStore()) throw new Error('a transaction is already open: pass its Tx down instead');
  for (let attempt = 1; ; attempt++) {
    try {
      return await running.run(true, () => orm.em.fork().transactional((em) => work(em as unknown as Tx)));
    } catch (error) {
      if (attempt === TRIES || !RETRYABLE.has(sqlState(error) ?? '')) throw error;
      await sleep(attempt * 10 + Math.random() * 20);
    }
  }
}

/** The SQLSTATE of a database error, whoever wrapped it. */
export function sqlState(error: unknown): string | undefined {
  return textField(error, 'code');
}

/**
 * Connection exceptions (class 08), too many connections (53300), shutdowns and start-ups (57P01–57P03) of PostgreSQL,
 * and what sockets and name servers say.
 */
const AWAY = /^(08...|53300|57P0[123]|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|EPIPE)$/;
/** What the driver says of a connection without a code: the last to the statement after the one that was cut short. */
const LOST =
  /^Connection terminated|^timeout exceeded when trying to connect|^Client (has encountered a connection error|was closed) and is not queryable/;

/** Whether an error means that the database is not there at present: trying again later may help. */
export function isDatabaseAway(error: unknown): boolean {
  const code = sqlState(error) ?? '';
  if (AWAY.test(code)) return true;
  // A socket that is not there, and not some other file.
  if (code === 'ENOENT' && textField(error, 'syscall') === 'connect') return true;
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (LOST.test(at.message)) return true;
  return false;
}

/** The name of the constraint that a statement violated; rooms map it to an error code. */
export function violatedConstraint(error: unknown): string | undefined {
  return textField(error, 'constraint');
}

function textField(error: unknown, field: string): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const value = (at as unknown as Record<string, unknown>)[field];
    if (typeof value === 'string') return value;
  }
  return undefined;
}
