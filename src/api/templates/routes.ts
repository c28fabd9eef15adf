import { listAudit } from '#src/audit/index.ts';
import type { House } from '#src/house.ts';
import { systemActor } from '#src/kernel/index.ts';
import {
  createTemplate,
  editTemplate,
  getTemplate,
  listTemplateReviews,
  listTemplates,
  type MessageTemplate,
  submitTemplate,
  withdrawTemplate,
} from '#src/templates/index.ts';
import { type Answer, type Call, created, ok, type Route, readRoute, writeRoute } from '#src/web/index.ts';
import { idParams, pageOf, pageQuery } from '../shared-schemas.ts';
import { matchRoutes } from './match-routes.ts';
import { presentTemplate, presentTemplateDetail, presentTemplateHistory } from './present.ts';
import { templateReviewRoutes } from './review-routes.ts';
import {
  optionalWhy,
  templateDetail,
  templateHistory,
  templateInput,
  templateOutput,
  templatePatch,
  templateQuery,
} from './schemas.ts';

/** What the routes of templates need of the house. */
export type TemplateHouse = Pick<House, 'db' | 'registry' | 'templates'>;

const tag = 'Templates';
const readers = ['reviewer', 'auditor', 'gateway', 'business'] as const;
const MOST_STEPS = 200;

/** All routes of message templates. */
export function templateRoutes(house: TemplateHouse): readonly Route[] {
  return [...ownerRoutes(house), ...templateReviewRoutes(house), ...matchRoutes(house)];
}

/** Answers with a template as the caller may see it. */
export function templateAnswer(
  { registry }: Pick<House, 'registry'>,
  template: MessageTemplate,
  { actor, language }: Pick<Call, 'actor' | 'language'>,
): Answer {
  return ok(presentTemplateDetail(template, { registry, actor, language }));
}

function ownerRoutes(house: TemplateHouse): readonly Route[] {
  const { registry } = house;
  return [
    writeRoute({
      method: 'post',
      path: '/v1/templates',
      operation: 'createTemplate',
      summary: 'Write a template of a sender as a draft: words and variables {name:type}',
      tag,
      access: ['business'],
      body: templateInput,
      answers: { 201: templateDetail },
      run: async ({ actor, language, body, at }, tx) =>
        created(presentTemplateDetail(await createTemplate(tx, actor, body, at), { registry, actor, language })),
    }),
    readRoute({
      method: 'get',
      path: '/v1/templates',
      operation: 'listTemplates',
      summary: 'List templates',
      tag,
      access: readers,
      query: templateQuery,
      answers: { 200: pageOf(templateOutput) },
      run: async ({ actor, language, query: { limit, cursor, sort, ...filter } }, em) => {
        const page = await listTemplates(em, actor, filter, { limit, cursor, sort });
        return ok({ ...page, items: page.items.map((it) => presentTemplate(it, { registry, actor, language })) });
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/template-reviews',
      operation: 'listTemplateReviews',
      summary: 'Templates that wait for a reviewer, the longest waiting first',
      tag,
      access: ['reviewer', 'auditor'],
      query: pageQuery,
      answers: { 200: pageOf(templateOutput) },
      run: async ({ actor, language, query }, em) => {
        const page = await listTemplateReviews(em, query);
        return ok({ ...page, items: page.items.map((it) => presentTemplate(it, { registry, actor, language })) });
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/templates/{id}',
      operation: 'getTemplate',
      summary: 'One template, with what its words are judged to be',
      tag,
      access: readers,
      params: idParams,
      answers: { 200: templateDetail },
      run: async (call, em) => templateAnswer(house, await getTemplate(em, call.actor, call.params.id), call),
    }),
    readRoute({
      method: 'get',
      path: '/v1/templates/{id}/history',
      operation: 'getTemplateHistory',
      summary: 'Every step of a template, oldest first',
      tag,
      access: readers,
      params: idParams,
      answers: { 200: templateHistory },
      run: async ({ actor, params }, em) => {
        const { id } = await getTemplate(em, actor, params.id);
        const steps = await listAudit(em, systemActor, { objectKind: 'template', objectId: id }, { limit: MOST_STEPS });
        return ok(presentTemplateHistory(steps.items));
      },
    }),
    writeRoute({
      method: 'patch',
      path: '/v1/templates/{id}',
      operation: 'editTemplate',
      summary: 'Change a template that is being written',
      tag,
      access: ['business'],
      params: idParams,
      body: templatePatch,
      answers: { 200: templateDetail },
      run: async (call, tx) => {
        const given = Object.fromEntries(Object.entries(call.body).filter(([, value]) => value !== undefined));
        return templateAnswer(house, await editTemplate(tx, call.actor, call.params.id, given, call.at), call);
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/templates/{id}/submit',
      operation: 'submitTemplate',
      summary: 'Hand a template in',
      tag,
      access: ['business'],
      params: idParams,
      answers: { 200: templateDetail },
      run: async (call, tx) =>
        templateAnswer(house, await submitTemplate(tx, call.actor, call.params.id, call.at), call),
    }),
    writeRoute({
      method: 'post',
      path: '/v1/templates/{id}/withdraw',
      operation: 'withdrawTemplate',
      summary: 'Take a template back, or give it up',
      tag,
      access: ['business'],
      params: idParams,
      body: optionalWhy,
      answers: { 200: templateDetail },
      run: async (call, tx) => {
        const why = call.body.reason || null;
        return templateAnswer(house, await withdrawTemplate(tx, call.actor, call.params.id, why, call.at), call);
      },
    }),
  ];
}
