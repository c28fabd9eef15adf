import type { Reader } from '#src/db/index.ts';
import type { House } from '#src/house.ts';
import {
  applicationFaults,
  createSender,
  describeSender,
  editSender,
  evaluateSender,
  getSender,
  listSenders,
  readHistory,
  readVersions,
  renewSender,
  type Sender,
  type SenderContent,
  submitSender,
  withdrawSender,
} from '#src/senders/index.ts';
import { senderKey } from '#src/text/index.ts';
import { type Answer, type Call, created, ok, type Route, readRoute, withFaults, writeRoute } from '#src/web/index.ts';
import { idParams, pageOf } from '../shared-schemas.ts';
import { presentEvaluation, presentHistory, presentSender, presentSummary, presentVersions } from './present.ts';
import {
  evaluation,
  evaluationQuery,
  history,
  optionalReason,
  sender,
  senderInput,
  senderPatch,
  senderQuery,
  senderSummary,
  versions,
} from './schemas.ts';

/** What the routes of senders need of the house. */
export type SenderHouse = Pick<House, 'db' | 'registry' | 'secrets' | 'files'>;

const tag = 'Senders';
const readers = ['reviewer', 'auditor', 'gateway', 'business'] as const;

type Caller = Pick<Call, 'actor' | 'language' | 'at'>;

/** Answers with a sender as the caller may see it. */
export async function senderBody(
  { registry }: SenderHouse,
  em: Reader,
  found: Sender,
  { actor, language, at }: Caller,
) {
  return presentSender(registry, await describeSender(em, registry, found, at), actor, language);
}

/** Routes of the applicant: write, read, hand in, take back. */
export function senderRoutes(house: SenderHouse): readonly Route[] {
  const { registry } = house;
  const answer = async (em: Reader, found: Sender, call: Caller): Promise<Answer> =>
    ok(await senderBody(house, em, found, call));
  return [
    writeRoute({
      method: 'post',
      path: '/v1/senders',
      operation: 'createSender',
      summary: 'Register a sender as a draft',
      tag,
      access: ['business'],
      body: withFaults(senderInput, applicationFaults(registry), { foundLater: true }),
      answers: { 201: sender },
      run: async (call, tx) => {
        const { operators: requestedOperators, ...input } = call.body;
        const made = await createSender(tx, registry, call.actor, { ...input, requestedOperators }, call.at);
        return created(await senderBody(house, tx, made, call));
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/senders',
      operation: 'listSenders',
      summary: 'List senders',
      tag,
      access: readers,
      query: senderQuery,
      answers: { 200: pageOf(senderSummary) },
      run: async ({ actor, query, language }, em) => {
        const { limit, cursor, sort, address, ...filter } = query;
        const key = address === undefined ? undefined : senderKey(address);
        const page = await listSenders(em, actor, { ...filter, key }, { limit, cursor, sort });
        return ok({ ...page, items: page.items.map((it) => presentSummary(it, language)) });
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/senders/{id}',
      operation: 'getSender',
      summary: 'One sender, with operators, proofs and the newest version of its application',
      tag,
      access: readers,
      params: idParams,
      answers: { 200: sender },
      run: async (call, em) => answer(em, await getSender(em, call.actor, call.params.id), call),
    }),
    writeRoute({
      method: 'patch',
      path: '/v1/senders/{id}',
      operation: 'editSender',
      summary: 'Edit a draft; of a sender in force, open a new version',
      tag,
      access: ['business'],
      params: idParams,
      body: senderPatch,
      answers: { 200: sender },
      run: async (call, tx) => {
        const { version, operators, ...rest } = call.body;
        const fields = { ...rest, requestedOperators: operators };
        const content = Object.fromEntries(
          Object.entries(fields).filter(([, value]) => value !== undefined),
        ) as Partial<SenderContent>;
        const edited = await editSender(tx, registry, call.actor, call.params.id, { content, version }, call.at);
        return answer(tx, edited.sender, call);
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/senders/{id}/history',
      operation: 'getSenderHistory',
      summary: 'Every step of a sender, oldest first',
      tag,
      access: readers,
      params: idParams,
      answers: { 200: history },
      run: async ({ actor, params }, em) => {
        const { id } = await getSender(em, actor, params.id);
        return ok(presentHistory(await readHistory(em, id)));
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/senders/{id}/versions',
      operation: 'listSenderVersions',
      summary: 'Every version of the application and what it changed, oldest first',
      tag,
      access: readers,
      params: idParams,
      answers: { 200: versions },
      run: async ({ actor, params, language }, em) => {
        const { id } = await getSender(em, actor, params.id);
        return ok(presentVersions(registry, await readVersions(em, id), language));
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/senders/{id}/evaluation',
      operation: 'evaluateSender',
      summary: 'What the requirement pack still wants, now or at a time to come (`at`)',
      tag,
      access: readers,
      params: idParams,
      query: evaluationQuery,
      answers: { 200: evaluation },
      run: async ({ actor, params, query, language, at }, em) => {
        const found = await getSender(em, actor, params.id);
        const asOf = query.at ? new Date(query.at) : at;
        return ok(presentEvaluation(await evaluateSender(em, registry, found, asOf), language));
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/submit',
      operation: 'submitSender',
      summary: 'Hand the application in',
      tag,
      access: ['business'],
      params: idParams,
      answers: { 200: sender },
      run: async (call, tx) => {
        const present = (result: Parameters<typeof presentEvaluation>[0]) => presentEvaluation(result, call.language);
        return answer(tx, await submitSender(tx, registry, call.actor, call.params.id, present, call.at), call);
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/withdraw',
      operation: 'withdrawSender',
      summary: 'Take the application back, or give the sender up',
      tag,
      access: ['business'],
      params: idParams,
      body: optionalReason,
      answers: { 200: sender },
      run: async (call, tx) => {
        const why = call.body.reason || null;
        return answer(tx, (await withdrawSender(tx, call.actor, call.params.id, why, call.at)).sender, call);
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/renew',
      operation: 'renewSender',
      summary: 'Open a new version while the one in force stays',
      tag,
      access: ['business'],
      params: idParams,
      answers: { 200: sender },
      run: async (call, tx) => answer(tx, (await renewSender(tx, call.actor, call.params.id, call.at)).sender, call),
    }),
  ];
}
