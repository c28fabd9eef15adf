import { AppError } from '#src/kernel/index.ts';
import {
  type Acceptance,
  type AcceptResult,
  acceptMessage,
  answerCompanion,
  cancelMessage,
  getMessage,
  listMessages,
  releaseMessage,
  resubmitMessage,
  sealOf,
} from '#src/messages/index.ts';
import { parseMsisdn, parseSenderAddress } from '#src/text/index.ts';
import {
  type Answer,
  accepted,
  type Call,
  ok,
  openRoute,
  type Route,
  readRoute,
  toProblem,
  writeRoute,
} from '#src/web/index.ts';
import { presentDecision } from '../gate/present-decision.ts';
import { idParams, pageOf } from '../shared-schemas.ts';
import { presentMessage } from './present-message.ts';
import { acceptedOutput, deniedOutput, messageInput, messageOutput, messageQuery, releaseInput } from './schemas.ts';

const tag = 'Messages';

/** Routes of messages: send, follow, cancel. */
export function messageRoutes(acceptance: Acceptance): Route[] {
  return [send(acceptance), list, one, cancel, release(acceptance), resubmit(acceptance)];
}

const send = (acceptance: Acceptance): Route =>
  openRoute({
    method: 'post',
    path: '/v1/messages',
    operation: 'sendMessage',
    summary: 'Check a message and, if it may be sent, send it',
    tag,
    access: ['gateway', 'business'],
    body: messageInput,
    answers: { 202: acceptedOutput, 403: deniedOutput },
    run: async (call) => {
      const { body, actor, at, idempotency } = call;
      const request = {
        ...body,
        dryRun: false,
        at: null,
        validUntil: body.validUntil ? new Date(body.validUntil) : null,
      };
      const result = await acceptMessage(acceptance, request, actor, at, (made) => {
        const answer = answerOf(made, call);
        return idempotency ? [answerCompanion(idempotency.id, answer.status, answer.body)] : [];
      });
      // It was completed in the commit of the decision.
      call.idempotency = null;
      return answerOf(result, call);
    },
  });

/** A denial is an answer that is remembered like any other, so it is not thrown. */
function answerOf(result: AcceptResult, { language, requestId }: Pick<Call, 'language' | 'requestId'>): Answer {
  const decision = presentDecision(result.decision, language);
  if (result.id) return accepted({ id: result.id, status: result.status, decision });
  const problem = toProblem(new AppError('POLICY_DENIED', { extra: { decision } }), requestId, language);
  return { status: problem.status, body: problem, headers: { 'Content-Type': 'application/problem+json' } };
}

const list = readRoute({
  method: 'get',
  path: '/v1/messages',
  operation: 'listMessages',
  summary: 'List messages, newest first',
  tag,
  access: ['gateway', 'business', 'reviewer', 'auditor'],
  query: messageQuery,
  answers: { 200: pageOf(messageOutput) },
  run: async ({ actor, query }, em) => {
    const { limit, cursor, since, until, sender, to, ...equal } = query;
    const filter = {
      ...equal,
      sender: sender && canonicalSender(sender),
      to: to && canonicalRecipient(to),
      since: since ? new Date(since) : undefined,
      until: until ? new Date(until) : undefined,
    };
    const page = await listMessages(em, actor, filter, { limit, cursor });
    return ok({ ...page, items: page.items.map(presentMessage) });
  },
});

function canonicalSender(address: string): string {
  const parsed = parseSenderAddress(address);
  return parsed.ok ? parsed.sender.address : address;
}

function canonicalRecipient(to: string): string {
  const parsed = parseMsisdn(to);
  return parsed.ok ? parsed.e164 : to;
}

const one = readRoute({
  method: 'get',
  path: '/v1/messages/{id}',
  operation: 'getMessage',
  summary: 'One message with its timeline',
  tag,
  access: ['gateway', 'business', 'reviewer', 'auditor'],
  params: idParams,
  answers: { 200: messageOutput },
  run: async ({ actor, params }, em) => ok(presentMessage(await getMessage(em, actor, params.id))),
});

const cancel = writeRoute({
  method: 'post',
  path: '/v1/messages/{id}/cancel',
  operation: 'cancelMessage',
  summary: 'Cancel a message that is scheduled, held or queued',
  tag,
  access: ['gateway', 'business'],
  params: idParams,
  answers: { 200: messageOutput },
  run: async ({ actor, params, at }, tx) => ok(presentMessage(await cancelMessage(tx, actor, params.id, at))),
});

const release = ({ sealKey, nudge }: Acceptance): Route =>
  writeRoute({
    method: 'post',
    path: '/v1/messages/{id}/release',
    operation: 'releaseMessage',
    summary: 'Release or refuse a held message; a released one is checked again',
    tag,
    access: ['reviewer'],
    params: idParams,
    body: releaseInput,
    answers: { 200: messageOutput },
    run: async ({ actor, params, body, at }, tx) => {
      const sealAgain: Parameters<typeof releaseMessage>[4] = (message, reviewed) =>
        sealOf(sealKey, { ...message, reviewed });
      const message = await releaseMessage(tx, actor, params.id, body, sealAgain, at);
      setTimeout(nudge, 5);
      return ok(presentMessage(message));
    },
  });

const resubmit = ({ nudge }: Acceptance): Route =>
  writeRoute({
    method: 'post',
    path: '/v1/messages/{id}/resubmit',
    operation: 'resubmitMessage',
    summary: 'Check and submit again a message whose outcome is unknown: it may arrive twice',
    tag,
    access: ['gateway', 'business', 'reviewer'],
    params: idParams,
    answers: { 200: messageOutput },
    run: async ({ actor, params, at }, tx) => {
      const message = await resubmitMessage(tx, actor, params.id, at);
      setTimeout(nudge, 5);
      return ok(presentMessage(message));
    },
  });
