import { type Acceptance, decideHeld, listHeld, sealOf } from '#src/messages/index.ts';
import { ok, type Route, readRoute, writeRoute } from '#src/web/index.ts';
import { presentMessage } from '../messages/present-message.ts';
import { messageOutput } from '../messages/schemas.ts';
import { pageOf } from '../shared-schemas.ts';
import { presentHeld } from './present-held.ts';
import { heldDecisionInput, heldOutput, heldParams, heldQuery } from './schemas.ts';

const tag = 'Messages';

/** Routes of messages that wait for a person. */
export function heldRoutes(acceptance: Pick<Acceptance, 'sealKey' | 'nudge'>): Route[] {
  return [list, decide(acceptance)];
}

const list = readRoute({
  method: 'get',
  path: '/v1/held',
  operation: 'listHeld',
  summary: 'Messages that wait for a person, the oldest first, with what was found in them',
  tag,
  access: ['reviewer', 'auditor', 'business'],
  query: heldQuery,
  answers: { 200: pageOf(heldOutput) },
  run: async ({ actor, query, language }, em) => {
    const page = await listHeld(em, actor, query);
    return ok({ ...page, items: page.items.map((held) => presentHeld(held, language)) });
  },
});

const decide = ({ sealKey, nudge }: Pick<Acceptance, 'sealKey' | 'nudge'>): Route =>
  writeRoute({
    method: 'post',
    path: '/v1/held/{messageId}/decision',
    operation: 'decideHeld',
    summary: 'Approve or refuse a held message, and say where the judgement was wrong; approved, it is checked again',
    tag,
    access: ['reviewer'],
    params: heldParams,
    body: heldDecisionInput,
    answers: { 200: messageOutput },
    run: async ({ actor, params, body, at }, tx) => {
      const sealAgain: Parameters<typeof decideHeld>[4] = (message, reviewed) =>
        sealOf(sealKey, { ...message, reviewed });
      const message = await decideHeld(tx, actor, params.messageId, body, sealAgain, at);
      setTimeout(nudge, 5);
      return ok(presentMessage(message));
    },
  });
