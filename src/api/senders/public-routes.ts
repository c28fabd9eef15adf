import { lookUpSender } from '#src/senders/index.ts';
import { ok, type Route, readRoute } from '#src/web/index.ts';
import { findingList, requirementList, requirementQuery } from './catalogue-schemas.ts';
import { presentFindingInfo, presentRequirements } from './present-catalogues.ts';
import type { SenderHouse } from './routes.ts';
import { publicQuery, publicSender } from './schemas.ts';

const tag = 'Senders';
/** Enough for a person and a page, too little to copy the register. */
const LOOKUPS_A_MINUTE = 60;

/** Routes anyone may call, and the catalogues. */
export function publicSenderRoutes({ registry }: SenderHouse): readonly Route[] {
  return [
    readRoute({
      method: 'get',
      path: '/v1/public/senders',
      operation: 'lookUpSender',
      summary: 'Whose is this sender?',
      tag,
      access: 'public',
      perMinute: LOOKUPS_A_MINUTE,
      query: publicQuery,
      answers: { 200: publicSender },
      run: async ({ query }, em) => ok(await lookUpSender(em, registry, query.address)),
    }),
    readRoute({
      method: 'get',
      path: '/v1/requirements',
      operation: 'listRequirements',
      summary: 'What an applicant must show, with sources',
      tag,
      access: ['reviewer', 'auditor', 'gateway', 'business'],
      query: requirementQuery,
      answers: { 200: requirementList },
      run: async ({ query, language, at }) => ok(presentRequirements(registry, query, language, at)),
    }),
    readRoute({
      method: 'get',
      path: '/v1/findings',
      operation: 'listFindings',
      summary: 'What reviewers can find wrong',
      tag,
      access: ['reviewer', 'auditor', 'gateway', 'business'],
      answers: { 200: findingList },
      run: async ({ language }) =>
        ok({ items: [...registry.findings.values()].map((it) => presentFindingInfo(it, language)) }),
    }),
  ];
}
