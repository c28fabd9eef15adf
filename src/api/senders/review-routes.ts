import {
  claimSender,
  type Evaluation,
  reinstateSender,
  releaseSender,
  reviewSender,
  revokeSender,
  setOperator,
  suspendSender,
} from '#src/senders/index.ts';
import { ok, type Route, writeRoute } from '#src/web/index.ts';
import { idParams, reasonInput } from '../shared-schemas.ts';
import { presentEvaluation } from './present.ts';
import { type SenderHouse, senderBody } from './routes.ts';
import { operatorInput, operatorParams, optionalReason, reviewInput, sender } from './schemas.ts';

const tag = 'Review';

/** Routes of reviewers: claim, decide, suspend, and what operators answered. */
export function reviewRoutes(house: SenderHouse): readonly Route[] {
  const { registry } = house;
  return [
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/claim',
      operation: 'claimSender',
      summary: 'Take an application into review for 30 minutes',
      tag,
      access: ['reviewer'],
      params: idParams,
      answers: { 200: sender },
      run: async (call, tx) => {
        const held = await claimSender(tx, call.actor, call.params.id, call.at);
        return ok(await senderBody(house, tx, held.sender, call));
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/release',
      operation: 'releaseSender',
      summary: 'Put an application back into the queue',
      tag,
      access: ['reviewer'],
      params: idParams,
      answers: { 200: sender },
      run: async (call, tx) => {
        const held = await releaseSender(tx, call.actor, call.params.id, call.at);
        return ok(await senderBody(house, tx, held.sender, call));
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/review',
      operation: 'reviewSender',
      summary: 'Decide on the application that one holds',
      tag,
      access: ['reviewer'],
      params: idParams,
      body: reviewInput,
      answers: { 200: sender },
      run: async (call, tx) => {
        const present = (result: Evaluation) => presentEvaluation(result, call.language);
        const held = await reviewSender(tx, registry, call.actor, call.params.id, call.body, present, call.at);
        return ok(await senderBody(house, tx, held.sender, call));
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/suspend',
      operation: 'suspendSender',
      summary: 'Stop a sender',
      tag,
      access: ['reviewer'],
      params: idParams,
      body: reasonInput,
      answers: { 200: sender },
      run: async (call, tx) => {
        const stopped = await suspendSender(tx, call.actor, call.params.id, call.body.reason, call.at);
        return ok(await senderBody(house, tx, stopped, call));
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/reinstate',
      operation: 'reinstateSender',
      summary: 'Let a suspended sender go on; its owner may, where it was suspended for lying idle',
      tag,
      access: ['reviewer', 'business'],
      params: idParams,
      body: optionalReason,
      answers: { 200: sender },
      run: async (call, tx) => {
        const going = await reinstateSender(tx, call.actor, call.params.id, call.body.reason || null, call.at);
        return ok(await senderBody(house, tx, going, call));
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/revoke',
      operation: 'revokeSender',
      summary: 'End a sender for good',
      tag,
      access: ['reviewer'],
      params: idParams,
      body: reasonInput,
      answers: { 200: sender },
      run: async (call, tx) => {
        const ended = await revokeSender(tx, call.actor, call.params.id, call.body.reason, call.at);
        return ok(await senderBody(house, tx, ended, call));
      },
    }),
    writeRoute({
      method: 'put',
      path: '/v1/senders/{id}/operators/{operator}',
      operation: 'setSenderOperator',
      summary: 'Record what an operator answered',
      tag,
      access: ['reviewer'],
      params: operatorParams,
      body: operatorInput,
      answers: { 200: sender },
      run: async (call, tx) => {
        const { id, operator } = call.params;
        const set = await setOperator(tx, registry, call.actor, id, operator, call.body, call.at);
        return ok(await senderBody(house, tx, set.sender, call));
      },
    }),
  ];
}
