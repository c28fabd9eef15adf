import type { Pool } from 'pg';
import type { RouteBook } from './route-book.ts';

const EVERY_MS = 2000;

/** Reports how the routes of a worker are. */
export interface RouteStateReporter {
  /** Reports now and not only at the next tick. */
  report(): Promise<void>;
  stop(): Promise<void>;
}

/** Keeps the table of route states up to date, so that any process can tell how this worker's routes are. */
export function reportRouteStates(pool: Pool, worker: string, routes: RouteBook): RouteStateReporter {
  const report = async () => {
    const rows = routes.routes().map(({ key, session }) => ({ route: key, state: session.snapshot() }));
    await pool
      .query(
        `insert into smpp_route_state (route, worker, state, seen_at)
         select route, $2, state, clock_timestamp() from jsonb_to_recordset($1::jsonb) as r(route text, state jsonb)
         on conflict (route, worker) do update set state = excluded.state, seen_at = excluded.seen_at`,
        [JSON.stringify(rows), worker],
      )
      .catch(() => undefined);
  };
  const timer = setInterval(() => void report(), EVERY_MS);
  void report();
  return {
    report,
    stop: async () => {
      clearInterval(timer);
      await pool
        .query(`delete from smpp_route_state where worker = $1 or seen_at < clock_timestamp() - interval '1 hour'`, [
          worker,
        ])
        .catch(() => undefined);
    },
  };
}
