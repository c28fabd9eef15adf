import type { Gate } from '#src/gate/index.ts';
import { getDecision } from '#src/gate/index.ts';
import { ok, openRoute, type Route, readRoute } from '#src/web/index.ts';
import { idParams } from '../shared-schemas.ts';
import { presentDecision } from './present-decision.ts';
import { checkInput, decisionOutput, storedDecisionOutput } from './schemas.ts';

const tag = 'Gate';

/** Routes of the gate: ask, and look at what was answered. */
export function gateRoutes({ gate }: { gate: Gate }): Route[] {
  return [
    openRoute({
      method: 'post',
      path: '/v1/check',
      operation: 'checkMessage',
      summary: 'May this message be sent? Every reason at once',
      tag,
      access: ['gateway', 'business'],
      body: checkInput,
      answers: { 200: decisionOutput },
      run: async ({ body, actor, language }) => {
        const at = body.at ? Temporal.Instant.from(body.at) : null;
        return ok(presentDecision(await gate.check({ ...body, at }, actor), language));
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/decisions/{id}',
      operation: 'getDecision',
      summary: 'A decision, with the facts that it was made from',
      tag,
      access: ['gateway', 'business', 'reviewer', 'auditor'],
      params: idParams,
      answers: { 200: storedDecisionOutput },
      run: async ({ params, actor, language }, em) => {
        const decision = await getDecision(em, actor, params.id);
        return ok({ ...presentDecision(decision, language), at: decision.at, facts: decision.facts });
      },
    }),
  ];
}
