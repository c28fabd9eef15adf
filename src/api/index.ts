import type { House } from '#src/house.ts';
import type { Route } from '#src/web/index.ts';
import { accountRoutes } from './accounts/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { type ReadyCheck, serviceRoutes } from './service/routes.ts';

export type { ReadyCheck } from './service/routes.ts';

/** All routes of the API. */
export function apiRoutes(house: House, ready: Readonly<Record<string, ReadyCheck>>): readonly Route[] {
  const routes: Route[] = [...accountRoutes, ...auditRoutes];
  routes.push(...serviceRoutes(house, ready, () => routes));
  return routes;
}
