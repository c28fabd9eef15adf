import { listProvisioning, listReviews } from '#src/senders/index.ts';
import { ok, type Route, readRoute } from '#src/web/index.ts';
import { pageOf } from '../shared-schemas.ts';
import { presentOperator, presentSummary } from './present.ts';
import type { SenderHouse } from './routes.ts';
import { provisioning, provisioningQuery, queuedReview, reviewQuery } from './schemas.ts';

const tag = 'Review';

/** What waits: applications for reviewers, lines for operators. */
export function workRoutes({ registry }: SenderHouse): readonly Route[] {
  return [
    readRoute({
      method: 'get',
      path: '/v1/reviews',
      operation: 'listReviews',
      summary: 'Applications to review, the longest waiting first',
      tag,
      access: ['reviewer', 'auditor'],
      query: reviewQuery,
      answers: { 200: pageOf(queuedReview) },
      run: async ({ query, language, at }, em) => {
        const { limit, cursor, sort, ...filter } = query;
        const page = await listReviews(em, filter, { limit, cursor, sort });
        const items = page.items.map(({ sender, application }) => ({
          sender: presentSummary(sender, language),
          number: application.number,
          status: application.status,
          submittedAt: application.submittedAt ?? null,
          waitingHours: hours(application.submittedAt, at),
          approvals: application.approvals.length,
          claim: application.claimedBy
            ? { by: application.claimedByName ?? null, until: application.claimedUntil ?? null }
            : null,
        }));
        return ok({ ...page, items });
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/provisioning',
      operation: 'listProvisioning',
      summary: 'Provisioning records with their age; `overdue=true`: longer than is usual for the operator',
      tag,
      access: ['reviewer', 'auditor', 'business'],
      query: provisioningQuery,
      answers: { 200: pageOf(provisioning) },
      run: async ({ actor, query, language, at }, em) => {
        const { limit, cursor, sort, ...filter } = query;
        const page = await listProvisioning(em, registry, actor, filter, { limit, cursor, sort }, at);
        const items = page.items.map(({ sender, ...state }) => ({
          ...presentOperator(state, language),
          senderId: sender.id,
          address: sender.address,
        }));
        return ok({ ...page, items });
      },
    }),
  ];
}

const hours = (since: Date | null | undefined, at: Date) =>
  since ? Math.round((at.getTime() - since.getTime()) / 36_000) / 100 : 0;
