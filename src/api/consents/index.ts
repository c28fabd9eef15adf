import type { House } from '#src/house.ts';
import type { Route } from '#src/web/index.ts';
import { blocklistRoutes } from './blocklist-routes.ts';
import { confirmationRoutes } from './confirmation-routes.ts';
import { importRoutes } from './import-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { moRoutes } from './mo-routes.ts';
import { consentRoutes } from './routes.ts';
import { subjectRoutes } from './subject-routes.ts';
import { windowRoutes } from './window-routes.ts';

/** Routes of the consent ledger and what belongs to it. */
export function consentsRoutes(house: House): readonly Route[] {
  return [
    ...consentRoutes(house),
    ...importRoutes(house),
    ...blocklistRoutes(house),
    ...moRoutes(house),
    ...confirmationRoutes(house),
    ...ledgerRoutes(house),
    ...subjectRoutes(house),
    ...windowRoutes(house),
  ];
}
