import { z } from 'zod';
import {
  decideReview,
  findMoContext,
  listReviews,
  moEffects,
  moFaults,
  type Review,
  receiveMo,
} from '#src/consent/index.ts';
import type { House } from '#src/house.ts';
import { accepted, ok, openRoute, type Route, readRoute, withFaults, writeRoute } from '#src/web/index.ts';
import { idParams, instant, pageOf, pageQuery } from '../shared-schemas.ts';

const tag = 'Consents';

const moInput = withFaults(
  z.strictObject({
    from: z.string().min(1).max(40),
    to: z.string().min(1).max(40),
    text: z.string().max(10_000),
    receivedAt: instant.transform((value) => new Date(value)).optional(),
  }),
  moFaults,
  { foundLater: true },
);

const moAnswer = z.object({ id: z.uuid(), effect: z.enum(moEffects) });

const review = z.object({
  id: z.uuid(),
  organizationId: z.uuid(),
  senderId: z.uuid().nullable(),
  msisdn: z.string(),
  text: z.string(),
  status: z.enum(['open', 'revoked', 'kept']),
  openedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
});

/** Routes of messages from subscribers, and of those that a person must read. */
export function moRoutes({ db, rulebook }: Pick<House, 'db' | 'rulebook'>): readonly Route[] {
  return [
    openRoute({
      method: 'post',
      path: '/v1/mo',
      operation: 'receiveMo',
      summary: 'Take a message from a subscriber; its effect is in the ledger when this answers',
      tag,
      access: ['gateway'],
      body: moInput,
      answers: { 202: moAnswer },
      run: async ({ body, at }) => {
        const context = await findMoContext(db.reader(), rulebook.choose, body);
        return accepted(await db.transact((tx) => receiveMo(tx, body, context, at)));
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/consents/reviews',
      operation: 'listConsentReviews',
      summary: 'Messages that may be revocations and wait for a person',
      tag,
      access: ['reviewer', 'auditor', 'business'],
      query: pageQuery,
      answers: { 200: pageOf(review) },
      run: async ({ actor, query }, em) => {
        const page = await listReviews(em, actor, query);
        return ok({ ...page, items: page.items.map(present) });
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/consents/reviews/{id}',
      operation: 'decideConsentReview',
      summary: 'Decide whether a message was a revocation',
      tag,
      access: ['reviewer', 'business'],
      params: idParams,
      body: z.strictObject({ decision: z.enum(['revoke', 'keep']) }),
      answers: { 200: review },
      run: async ({ actor, params, body, at }, tx) =>
        ok(present(await decideReview(tx, actor, params.id, body.decision, at))),
    }),
  ];
}

function present({ id, organizationId, senderId, msisdn, text, status, openedAt, decidedAt }: Review) {
  return { id, organizationId, senderId, msisdn, text, status, openedAt, decidedAt };
}
