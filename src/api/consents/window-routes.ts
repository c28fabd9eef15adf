import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import {
  heldConsents,
  openWindow,
  readStates,
  requestWindow,
  revokeByOwner,
  type WindowOwner,
  windowOwner,
} from '#src/consent/index.ts';
import type { Reader } from '#src/db/index.ts';
import type { House } from '#src/house.ts';
import { AppError, systemActor } from '#src/kernel/index.ts';
import { createdAt, listMessages, type Message } from '#src/messages/index.ts';
import { loadSenderByKey } from '#src/senders/index.ts';
import { senderKey } from '#src/text/index.ts';
import { accepted, ok, openRoute, type Route, readRoute, writeRoute } from '#src/web/index.ts';
import { idParams, pageOf, pageQuery } from '../shared-schemas.ts';
import { codeInput } from './confirmation-routes.ts';
import { statePresenter } from './present-state.ts';
import { purpose, recordedConsent, scopeState } from './schemas.ts';

const tag = 'Recipient’s window';
/** Codes and looks from one address; the number itself is limited in the ledger. */
const PER_MINUTE = 20;

const opened = z.object({ id: z.uuid(), expiresAt: z.iso.datetime() });
const token = z.object({ token: z.string(), expiresAt: z.iso.datetime() });
const held = z.object({
  msisdn: z.string(),
  organizations: z.array(
    z.object({ organizationId: z.uuid(), organizationName: z.string(), states: z.array(scopeState) }),
  ),
  blockLists: z.array(z.string()),
});
const received = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  sender: z.string(),
  organizationId: z.uuid().nullable(),
  category: z.string(),
  status: z.string(),
  policy: z.string().nullable(),
  decisionId: z.uuid().nullable(),
  consents: z.array(scopeState),
});
const revocation = z.strictObject({
  organizationId: z.uuid(),
  senderId: z.uuid().optional(),
  purpose: purpose.optional(),
});

type WindowHouse = Pick<House, 'db' | 'secrets' | 'rulebook'>;

/** Routes by which a person proves a number, sees who holds consents and why messages came, and withdraws. */
export function windowRoutes(house: WindowHouse): readonly Route[] {
  const { db, secrets } = house;
  const owner = (em: Reader, headers: IncomingHttpHeaders, at: Date): Promise<WindowOwner> =>
    windowOwner(em, secrets.codeKey, /^Bearer (\S{1,200})$/.exec(headers.authorization ?? '')?.[1] ?? '', at);
  return [
    writeRoute({
      method: 'post',
      path: '/v1/window',
      operation: 'requestWindow',
      summary: 'Have a code sent to a number, to look at its consents',
      tag,
      access: 'public',
      perMinute: PER_MINUTE,
      body: z.strictObject({ msisdn: z.string().min(1).max(40), sender: z.string().min(1).max(40).optional() }),
      answers: { 202: opened },
      run: async ({ body, at }, tx) => {
        const line = body.sender === undefined ? null : await loadSenderByKey(tx, senderKey(body.sender));
        const input = { msisdn: body.msisdn, senderId: line?.active ? line.id : null };
        return accepted(await requestWindow(tx, input, at));
      },
    }),
    openRoute({
      method: 'post',
      path: '/v1/window/{id}/open',
      operation: 'openWindow',
      summary: 'Open the window with the code',
      tag,
      access: 'public',
      perMinute: PER_MINUTE,
      params: idParams,
      body: codeInput,
      answers: { 200: token },
      run: async ({ params, body, at }) => {
        const attempt = { id: params.id, code: body.code };
        const verdict = await db.transact((tx) => openWindow(tx, secrets.codeKey, attempt, at));
        if (!verdict.open) throw new AppError('WRONG_CODE', { extra: { attemptsLeft: verdict.attemptsLeft } });
        return ok({ token: verdict.token, expiresAt: verdict.expiresAt });
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/window/consents',
      operation: 'listOwnConsents',
      summary: 'Who holds consents of the number that was proved',
      tag,
      access: 'public',
      perMinute: PER_MINUTE,
      answers: { 200: held },
      run: async ({ headers, at }, em) => {
        const { msisdn, ...proof } = await owner(em, headers, at);
        const { organizations, blockLists } = await heldConsents(em, { msisdn, ...proof }, at);
        const present = statePresenter(house, msisdn, at);
        const shown = organizations.map((one) => ({ ...one, states: one.states.map(present) }));
        return ok({ msisdn, organizations: shown, blockLists });
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/window/messages',
      operation: 'listOwnMessages',
      summary: 'The messages that came to the number that was proved, and the consents at that time',
      tag,
      access: 'public',
      perMinute: PER_MINUTE,
      query: pageQuery.extend({ limit: z.coerce.number().int().min(1).max(50).default(20) }),
      answers: { 200: pageOf(received) },
      run: async ({ headers, query, at }, em) => {
        const { msisdn } = await owner(em, headers, at);
        const page = await listMessages(em, systemActor, { to: msisdn }, query);
        const items = [];
        for (const message of page.items) items.push(await explain(house, em, msisdn, message, at));
        return ok({ ...page, items });
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/window/revocations',
      operation: 'revokeOwnConsent',
      summary: 'Withdraw: everything of an organization, of one sender of it, or one purpose',
      tag,
      access: 'public',
      perMinute: PER_MINUTE,
      body: revocation,
      answers: { 200: recordedConsent },
      run: async ({ headers, body, at }, tx) => ok(await revokeByOwner(tx, await owner(tx, headers, at), body, at)),
    }),
  ];
}

/** A message without its text, and what the recipient had consented to when it was decided. */
async function explain(house: WindowHouse, em: Reader, msisdn: string, message: Message, at: Date) {
  const sentAt = createdAt(message.id);
  const question = { msisdn, organizationId: message.organization_id ?? undefined, asOf: sentAt, knownAt: sentAt };
  const states = message.organization_id ? (await readStates(em, systemActor, question, at)).states : [];
  return {
    id: message.id,
    at: sentAt,
    sender: message.source_address,
    organizationId: message.organization_id,
    category: message.category,
    status: message.status,
    policy: message.policy,
    decisionId: message.decision_id,
    consents: states.map(statePresenter(house, msisdn, sentAt)),
  };
}
