import type { House } from '#src/house.ts';
import type { RateLimit, Route } from '#src/web/index.ts';

/** What the site is built of: the house, and the routes of the API that its pages call. */
export interface SiteHouse extends House {
  rateLimit: RateLimit;
  routes: readonly Route[];
}
