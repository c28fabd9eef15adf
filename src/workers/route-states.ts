import type { Database } from '#src/db/index.ts';
import type { BoundRoute, RouteBook } from './route-book.ts';

const EVERY_MS = 2000;
/** A worker that has not reported for so long is gone. */
const GONE_MS = 10_000;
const CHANNEL = 'smpp_workers';

/** Reports how the routes of a worker are. */
export interface RouteStateReporter {
  /** Reports now and not only at the next tick. */
  report(): Promise<void>;
  stop(): Promise<void>;
}

// The statement sees the table as it was before: of the others, then, and this worker makes one more.
const REPORT = `
  with mine as (select * from jsonb_to_recordset($1::jsonb) as r(route text, state jsonb)),
  written as (
    insert into smpp_route_state (route, worker, state, seen_at)
    select route, $2, state, clock_timestamp() from mine
    on conflict (route, worker) do update set state = excluded.state, seen_at = excluded.seen_at)
  select m.route, 1 + (select count(*)::int from smpp_route_state s where s.route = m.route and s.worker <> $2
    and s.state ->> 'phase' = 'bound' and s.seen_at > clock_timestamp() - interval '${GONE_MS} ms') as sharers
  from mine m`;

/**
 * Keeps the table of route states up to date, so that any process can tell how this worker's routes are, and
 * `share` how many workers have each route bound: a worker that comes or goes changes everyone's share at once, one that died
 * after ten seconds.
 */
export async function reportRouteStates(
  { pool, listener }: Pick<Database, 'pool' | 'listener'>,
  worker: string,
  routes: RouteBook,
  share: (route: BoundRoute, workers: number) => void,
): Promise<RouteStateReporter> {
  let stopped = false;
  let last: Promise<unknown> = Promise.resolve();
  let told = '';

  // One at a time, so that nothing old is written over something newer, or after the end.
  const write = (): Promise<void> => {
    const next = last.then(writeNow);
    last = next.catch(() => undefined);
    return next;
  };
  const writeNow = async () => {
    if (stopped) return;
    const states = routes.routes().map(({ key, session }) => ({ route: key, state: session.snapshot() }));
    const { rows } = await pool.query<{ route: string; sharers: number }>(REPORT, [JSON.stringify(states), worker]);
    const sharers = new Map(rows.map((row) => [row.route, row.sharers]));
    for (const route of routes.routes()) share(route, sharers.get(route.key) ?? 1);
    const phases = states.map(({ route, state }) => `${route} ${state.phase}`).join();
    if (phases !== told) await tell();
    told = phases;
  };
  const tell = () => pool.query('select pg_notify($1, $2)', [CHANNEL, worker]);
  // A database that is away is told at the next tick.
  const quietly = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      () => undefined,
    );

  await listener.on(CHANNEL, (from) => {
    if (from !== worker) void quietly(write());
  });
  const report = () => quietly(write());
  const timer = setInterval(() => void quietly(write()), EVERY_MS);
  await report();
  return {
    report,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await last;
      const forget = pool.query(
        `delete from smpp_route_state where worker = $1 or seen_at < clock_timestamp() - interval '1 hour'`,
        [worker],
      );
      await quietly(forget.then(tell));
    },
  };
}
