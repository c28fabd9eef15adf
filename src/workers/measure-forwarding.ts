import type { Pool } from 'pg';
import type { SessionCounters } from '#src/smpp/index.ts';
import type { Metrics } from '#src/telemetry/index.ts';
import type { RouteBook } from './route-book.ts';

const EVERY_MS = 5000;
/** Beyond this a queue is simply long; counting on would cost what it measures. */
const MOST_COUNTED = 100_000;

const LENGTHS = `
  select 'messages' as queue, count(*)::int as length
    from (select from message where due_at <= now() limit ${MOST_COUNTED}) m
  union all select 'outbox', count(*)::int
    from (select from outbox where done_at is null and not_before <= now() limit ${MOST_COUNTED}) o
  union all select 'webhooks', count(*)::int
    from (select from webhook_delivery where due_at <= now() limit ${MOST_COUNTED}) w`;

const outcomes = ['accepted', 'refused', 'throttled', 'unknown'] as const satisfies readonly (keyof SessionCounters)[];

/** Measures routes and queues every five seconds. */
export function measureForwarding(
  pool: Pool,
  routes: RouteBook,
  metrics: Metrics,
): { stop(): void; measure(): Promise<void> } {
  const counted = new Map<string, SessionCounters>();

  const measure = async () => {
    for (const { name, session } of routes.routes()) {
      const { phase, inFlight, rate, counters } = session.snapshot();
      metrics.routeBound.set({ route: name }, phase === 'bound' ? 1 : 0);
      metrics.routeInFlight.set({ route: name }, inFlight);
      if (rate === null) metrics.routeRate.remove({ route: name });
      else metrics.routeRate.set({ route: name }, rate);
      count(name, counters);
    }
    // A database that is away has more to say than this.
    const lengths = await pool.query<{ queue: string; length: number }>(LENGTHS).catch(() => ({ rows: [] }));
    for (const { queue, length } of lengths.rows) metrics.queue.set({ queue }, length);
  };

  /** Counters of a session start anew when its route is opened again. */
  function count(route: string, now: SessionCounters): void {
    const before = counted.get(route);
    for (const outcome of outcomes) {
      const more = now[outcome] - (before && before[outcome] <= now[outcome] ? before[outcome] : 0);
      if (more > 0) metrics.submits.inc({ route, outcome }, more);
    }
    counted.set(route, { ...now });
  }

  const timer = setInterval(() => void measure(), EVERY_MS);
  void measure();
  return { stop: () => clearInterval(timer), measure };
}
