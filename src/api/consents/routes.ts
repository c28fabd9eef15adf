import {
  type ConsentRequest,
  type HistoryItem,
  listHistory,
  type RecordedConsent,
  readStates,
  recordConsents,
} from '#src/consent/index.ts';
import { microBatch } from '#src/gate/index.ts';
import type { House } from '#src/house.ts';
import { created, ok, openRoute, type Route, readRoute } from '#src/web/index.ts';
import { pageOf } from '../shared-schemas.ts';
import { statePresenter } from './present-state.ts';
import { consentInput, historyItem, historyQuery, recordedConsent, statesAnswer, statesQuery } from './schemas.ts';

const tag = 'Consents';

/** Batches at a time: the ledger takes one after the other, and while one commits the next is looked at. */
const LANES = 2;
const MOST = 200;

/** Routes of the consent ledger: record, state as of a time, history. What is to be recorded at the same time shares a transaction. */
export function consentRoutes(house: Pick<House, 'db' | 'rulebook'>): readonly Route[] {
  const record = microBatch((requests: readonly ConsentRequest[]) => recordConsents(house.db.hot, requests), {
    lanes: LANES,
    most: MOST,
  });
  return [
    openRoute({
      method: 'post',
      path: '/v1/consents',
      operation: 'recordConsent',
      summary: 'Record an opt-in or opt-out',
      tag,
      access: ['gateway', 'business'],
      body: consentInput,
      answers: { 201: recordedConsent },
      run: async (call) => {
        const { actor, body, at, idempotency } = call;
        const keep = idempotency && { id: idempotency.id, answer: (body: RecordedConsent) => ({ status: 201, body }) };
        const recorded = await record({ actor, input: body, at, keep });
        if (recorded instanceof Error) throw recorded;
        // The answer was kept in the commit.
        call.idempotency = null;
        return created(recorded);
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/consents',
      operation: 'getConsents',
      summary: 'What held for a recipient, as of a time and as it was known at a time',
      tag,
      access: ['reviewer', 'auditor', 'gateway', 'business'],
      query: statesQuery,
      answers: { 200: statesAnswer },
      run: async ({ actor, query, at }, em) => {
        const answer = await readStates(em, actor, query, at);
        return ok({ ...answer, states: answer.states.map(statePresenter(house, answer.msisdn, answer.asOf)) });
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/consents/history',
      operation: 'listConsentHistory',
      summary: 'The entries of a recipient, newest first',
      tag,
      access: ['reviewer', 'auditor', 'gateway', 'business'],
      query: historyQuery,
      answers: { 200: pageOf(historyItem) },
      run: async ({ actor, query }, em) => {
        const page = await listHistory(em, actor, query, query);
        return ok({ ...page, items: page.items.map(presentItem) });
      },
    }),
  ];
}

function presentItem(item: HistoryItem) {
  const { seq, id, organizationId, senderId, channel, purpose, action, source, touchpoint, evidence } = item;
  const { effectiveAt, expiresAt, recordedAt } = item;
  const entry = { seq, id, organizationId, senderId, channel, purpose, action, source, touchpoint, evidence };
  return { ...entry, effectiveAt, expiresAt, recordedAt };
}
