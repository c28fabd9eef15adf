import type { Database } from '#src/db/index.ts';
import { CONFIGURED_ROUTE, SmppRoute } from '#src/messages/index.ts';
import {
  createSession,
  parseRouteUrl,
  type RouteSettings,
  type Session,
  type SessionHandlers,
} from '#src/smpp/index.ts';
import { chooseRoute, type RouteTraits, takesLane } from './route-choice.rules.ts';

/** A route as its row or the configuration describes it. */
export interface RouteDescription extends RouteTraits {
  /** `default` for the configured one, else the row's id. */
  key: string;
  name: string;
  url: string;
}

/** A route in use by this worker. */
export interface BoundRoute extends RouteDescription {
  settings: RouteSettings;
  session: Session;
}

/** The routes of this worker and their sessions; follows changes of the table without a restart. */
export interface RouteBook {
  /** A route that can take one more submit of a message of this lane now, or null. */
  choose(lane: string): BoundRoute | null;
  /** How many more messages the routes can take now. */
  capacity(): number;
  /** Submits that may be on the wire at once, over all routes that are bound. */
  window(): number;
  /** Whether some route could take a message of this lane now. */
  isOpen(lane: string): boolean;
  routes(): readonly BoundRoute[];
  /** Takes no more submits and ends every session within `deadlineMs`. */
  stop(deadlineMs: number): Promise<void>;
}

/** What the sessions of a route report to; `route` is its key. */
export type HandlersOf = (route: RouteDescription) => SessionHandlers;

const RETIRE_MS = 5000;

/** Opens the configured route and those of the table. A route whose URL is no longer understood is left out. */
export async function openRouteBook(db: Database, configuredUrl: string, handlersOf: HandlersOf): Promise<RouteBook> {
  const routes = new Map<string, BoundRoute>();
  const retiring = new Set<Promise<void>>();
  let stopped = false;
  let reloading = Promise.resolve();

  async function reload(): Promise<void> {
    const wanted = await describe(db, configuredUrl);
    if (stopped) return;
    for (const [key, route] of routes) {
      const next = wanted.find((description) => description.key === key);
      if (!next || next.url !== route.url) retire(route);
      else Object.assign(route, next);
    }
    for (const description of wanted) if (!routes.has(description.key)) open(description);
  }

  function open(description: RouteDescription): void {
    const settings = parseRouteUrl(description.url);
    const session = createSession(settings, handlersOf(description));
    routes.set(description.key, { ...description, settings, session });
  }

  function retire(route: BoundRoute): void {
    routes.delete(route.key);
    const ending = route.session.stop(RETIRE_MS);
    retiring.add(ending);
    void ending.finally(() => retiring.delete(ending));
  }

  await reload();
  await db.listener.on('changed_smpp_route', () => {
    reloading = reloading.then(reload).catch(() => undefined);
  });
  const usable = (lane: string) =>
    [...routes.values()].filter((route) => takesLane(route, lane) && route.session.capacity() > 0);
  return {
    choose: (lane) => chooseRoute(usable(lane), Math.random()),
    isOpen: (lane) => usable(lane).length > 0,
    capacity: () => [...routes.values()].reduce((sum, route) => sum + depth(route), 0),
    window: () =>
      [...routes.values()].reduce(
        (sum, { session, settings }) => sum + (session.capacity() > 0 ? settings.window : 0),
        0,
      ),
    routes: () => [...routes.values()],
    stop: async (deadlineMs) => {
      stopped = true;
      await reloading;
      await Promise.all([...retiring, ...[...routes.values()].map(({ session }) => session.stop(deadlineMs))]);
    },
  };
}

/**
 * Enough to keep the window full while the next claim is under way, and no more: what waits in memory has left the
 * queue of the other workers.
 */
function depth({ session, settings }: BoundRoute): number {
  const free = session.capacity();
  if (free === 0) return 0;
  const { inFlight, queued } = session.snapshot();
  const perSecond = settings.tps ?? Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(free, 4 * settings.window + 64, Math.ceil(perSecond)) - inFlight - queued);
}

async function describe(db: Database, configuredUrl: string): Promise<RouteDescription[]> {
  const rows = await db.reader().find(SmppRoute, { enabled: true });
  const configured = {
    key: CONFIGURED_ROUTE,
    name: CONFIGURED_ROUTE,
    url: configuredUrl,
    operators: [],
    lineClasses: [],
    rank: 1000,
    weight: 1,
  };
  const described = rows.map(({ id, name, url, operators, lineClasses, rank, weight }) => ({
    key: id,
    name,
    url,
    operators,
    lineClasses,
    rank,
    weight,
  }));
  return [...described, configured];
}
