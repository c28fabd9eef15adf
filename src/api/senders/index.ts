import type { Route } from '#src/web/index.ts';
import { audienceRoutes } from './audience-routes.ts';
import { proofRoutes } from './proof-routes.ts';
import { publicSenderRoutes } from './public-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { type SenderHouse, senderRoutes } from './routes.ts';
import { workRoutes } from './work-routes.ts';

/** All routes of the registry of senders. */
export function sendersRoutes(house: SenderHouse): readonly Route[] {
  return [
    ...senderRoutes(house),
    ...reviewRoutes(house),
    ...proofRoutes(house),
    ...audienceRoutes(house),
    ...publicSenderRoutes(house),
    ...workRoutes(house),
  ];
}
