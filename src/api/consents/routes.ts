import { type HistoryItem, listHistory, readStates, recordConsent, type StatesAnswer } from '#src/consent/index.ts';
import { created, ok, type Route, readRoute, writeRoute } from '#src/web/index.ts';
import { pageOf } from '../shared-schemas.ts';
import { consentInput, historyItem, historyQuery, recordedConsent, statesAnswer, statesQuery } from './schemas.ts';

const tag = 'Consents';

/** Routes of the consent ledger: record, state as of a time, history. */
export const consentRoutes: readonly Route[] = [
  writeRoute({
    method: 'post',
    path: '/v1/consents',
    operation: 'recordConsent',
    summary: 'Record an opt-in or opt-out',
    tag,
    access: ['gateway', 'business'],
    body: consentInput,
    answers: { 201: recordedConsent },
    run: async ({ actor, body, at }, tx) => created(await recordConsent(tx, actor, body, at)),
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
    run: async ({ actor, query, at }, em) => ok(presentStates(await readStates(em, actor, query, at))),
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

function presentStates({ msisdn, organizationId, asOf, knownAt, seq, states }: StatesAnswer) {
  const rows = states.map(({ purpose, channel, senderId, state, since, seq: own }) => {
    return { purpose, channel, senderId, state, since: new Date(since), seq: own };
  });
  return { msisdn, organizationId, asOf, knownAt, seq, states: rows };
}

function presentItem(item: HistoryItem) {
  const { seq, id, organizationId, senderId, channel, purpose, action, source, touchpoint, evidence } = item;
  const { effectiveAt, expiresAt, recordedAt } = item;
  const entry = { seq, id, organizationId, senderId, channel, purpose, action, source, touchpoint, evidence };
  return { ...entry, effectiveAt, expiresAt, recordedAt };
}
