import { claimTemplate, pauseTemplate, releaseTemplate, reviewTemplate } from '#src/templates/index.ts';
import { type Route, writeRoute } from '#src/web/index.ts';
import { idParams, reasonInput } from '../shared-schemas.ts';
import { type TemplateHouse, templateAnswer } from './routes.ts';
import { optionalWhy, templateDetail, templateReviewInput } from './schemas.ts';

const tag = 'Templates';
const access = ['reviewer'] as const;
const params = idParams;
const answers = { 200: templateDetail };

/** Routes of reviewers: claim, decide, pause. */
export function templateReviewRoutes(house: TemplateHouse): readonly Route[] {
  return [
    writeRoute({
      method: 'post',
      path: '/v1/templates/{id}/claim',
      operation: 'claimTemplate',
      summary: 'Take a template into review for 30 minutes',
      tag,
      access,
      params,
      answers,
      run: async (call, tx) =>
        templateAnswer(house, await claimTemplate(tx, call.actor, call.params.id, call.at), call),
    }),
    writeRoute({
      method: 'post',
      path: '/v1/templates/{id}/release',
      operation: 'releaseTemplate',
      summary: 'Put a template back into the queue',
      tag,
      access,
      params,
      answers,
      run: async (call, tx) =>
        templateAnswer(house, await releaseTemplate(tx, call.actor, call.params.id, call.at), call),
    }),
    writeRoute({
      method: 'post',
      path: '/v1/templates/{id}/review',
      operation: 'reviewTemplate',
      summary: 'Decide on a template; claiming it first keeps others away',
      tag,
      access,
      params,
      body: templateReviewInput,
      answers,
      run: async (call, tx) =>
        templateAnswer(
          house,
          await reviewTemplate(tx, house.registry, call.actor, call.params.id, call.body, call.at),
          call,
        ),
    }),
    writeRoute({
      method: 'post',
      path: '/v1/templates/{id}/pause',
      operation: 'pauseTemplate',
      summary: 'Keep an approved template from being used',
      tag,
      access,
      params,
      body: reasonInput,
      answers,
      run: async (call, tx) => {
        const step = { move: 'pause', why: call.body.reason, at: call.at } as const;
        return templateAnswer(house, await pauseTemplate(tx, call.actor, call.params.id, step), call);
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/templates/{id}/resume',
      operation: 'resumeTemplate',
      summary: 'Let a paused template be used again',
      tag,
      access,
      params,
      body: optionalWhy,
      answers,
      run: async (call, tx) => {
        const step = { move: 'resume', why: call.body.reason || null, at: call.at } as const;
        return templateAnswer(house, await pauseTemplate(tx, call.actor, call.params.id, step), call);
      },
    }),
  ];
}
