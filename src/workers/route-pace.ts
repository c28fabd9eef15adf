import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedPace } from '#src/queue/index.ts';
import type { BoundRoute } from './route-book.ts';

/** Keeps all workers together to a route's submits per second. */
export interface RoutePace {
  /** Says that a route is bound by so many workers, this one among them. */
  share(route: BoundRoute, workers: number): void;
  /** Resolves when a submit to the route may be handed to its session. */
  turn(route: BoundRoute): Promise<void>;
}

/**
 * Makes the pace of this worker. With Redis every submit takes its place in one line for all workers; without, or while
 * Redis is away, each worker keeps to its share of the rate. The session holds the line in either case.
 */
export function createRoutePace(line: SharedPace | null): RoutePace {
  const workersOf = new WeakMap<BoundRoute, number>();
  const rates = new WeakMap<BoundRoute, number>();
  const settle = (route: BoundRoute, inLine: boolean) => {
    const { tps } = route.settings;
    if (tps === null) return;
    const rate = inLine ? tps : tps / (workersOf.get(route) ?? 1);
    if (rates.get(route) === rate) return;
    rates.set(route, rate);
    route.session.setTps(rate);
  };
  return {
    share: (route, workers) => {
      workersOf.set(route, workers);
      settle(route, line?.answers() ?? false);
    },
    turn: async (route) => {
      const { tps } = route.settings;
      if (!line || tps === null) return;
      const waitMs = await line.waitMs(route.key, tps);
      settle(route, waitMs !== null);
      if (waitMs) await sleep(waitMs);
    },
  };
}
