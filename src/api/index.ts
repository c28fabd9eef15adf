import type { House } from '#src/house.ts';
import { type Acceptance, forwardingRules } from '#src/messages/index.ts';
import { jwks } from '#src/signing/index.ts';
import type { Route } from '#src/web/index.ts';
import { accountRoutes } from './accounts/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { complaintRoutes } from './complaints/routes.ts';
import { consentsRoutes } from './consents/index.ts';
import { docsRoutes } from './docs/routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { gateRoutes } from './gate/routes.ts';
import { heldRoutes } from './held/routes.ts';
import { messageRoutes } from './messages/routes.ts';
import { pacingRoutes } from './pacing/routes.ts';
import { paperRoutes } from './papers/routes.ts';
import { policyRoutes } from './policies/routes.ts';
import { smppRouteRoutes } from './routes/routes.ts';
import { sendersRoutes } from './senders/index.ts';
import { jwksRoute } from './service/jwks-route.ts';
import { type ReadyCheck, serviceRoutes } from './service/routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

export type { ReadyCheck } from './service/routes.ts';

/** All routes of the API. */
export function apiRoutes(house: House, ready: Readonly<Record<string, ReadyCheck>>): readonly Route[] {
  const routes: Route[] = [
    ...accountRoutes,
    ...auditRoutes,
    ...complaintRoutes(house),
    ...consentsRoutes(house),
    ...gateRoutes(house),
    ...messageRoutes(acceptanceOf(house)),
    ...heldRoutes(acceptanceOf(house)),
    ...smppRouteRoutes(house),
    ...webhookRoutes(house),
    ...policyRoutes(house),
    ...docsRoutes,
    ...documentRoutes(house),
    ...paperRoutes(house),
    ...pacingRoutes,
    ...sendersRoutes(house),
    ...templateRoutes(house),
    jwksRoute(jwks([house.signingKey])),
  ];
  routes.push(...serviceRoutes(house, ready, () => routes));
  return routes;
}

function acceptanceOf({ gate, secrets, rulebook, transport, handOver, pacing }: House): Acceptance {
  return {
    gate,
    sealKey: secrets.sealKey,
    forwarding: forwardingRules(rulebook),
    nudge: transport.doorbell.ring,
    reserve: handOver.reserve,
    pacing,
  };
}
