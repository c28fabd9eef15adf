import {
  answerComplaint,
  type Complaint,
  type ComplaintRules,
  fileComplaint,
  getComplaint,
  listComplaints,
  pausedUntil,
  resolveComplaint,
} from '#src/complaints/index.ts';
import type { Reader } from '#src/db/index.ts';
import type { House } from '#src/house.ts';
import { durationMs } from '#src/policy/index.ts';
import type { Rulebook } from '#src/rulebook/index.ts';
import { pauseSender, resumeSender, type Sender } from '#src/senders/index.ts';
import { parseMsisdn } from '#src/text/index.ts';
import { type Answer, ok, type Route, readRoute, writeRoute } from '#src/web/index.ts';
import { idParams, pageOf, reasonInput } from '../shared-schemas.ts';
import {
  answerInput,
  complaintDetail,
  complaintInput,
  complaintOutput,
  complaintQuery,
  pauseOutput,
  resolutionInput,
} from './schemas.ts';

const tag = 'Complaints';
const readers = ['reviewer', 'auditor', 'gateway', 'business'] as const;

/** Routes of complaints: intake, answer, decision. */
export function complaintRoutes({ rulebook }: Pick<House, 'rulebook'>): readonly Route[] {
  const choose = (country: string) => complaintRules(rulebook, country);
  return [
    writeRoute({
      method: 'post',
      path: '/v1/complaints',
      operation: 'fileComplaint',
      summary: 'Take a complaint in; enough of them pause the sender',
      tag,
      access: ['gateway', 'reviewer', 'business'],
      body: complaintInput,
      answers: { 200: complaintDetail, 201: complaintDetail },
      run: async ({ actor, body, at }, tx) => {
        const input = { ...body, receivedAt: new Date(body.receivedAt) };
        const { complaint, isNew } = await fileComplaint(tx, actor, input, choose, at);
        return answer(tx, complaint, at, isNew ? 201 : 200);
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/complaints',
      operation: 'listComplaints',
      summary: 'List complaints',
      tag,
      access: readers,
      query: complaintQuery,
      answers: { 200: pageOf(complaintOutput) },
      run: async ({ actor, query: { limit, cursor, sort, msisdn, ...filter } }, em) => {
        const number = msisdn === undefined ? undefined : canonical(msisdn);
        const page = await listComplaints(em, actor, { ...filter, msisdn: number }, { limit, cursor, sort });
        return { status: 200, body: { ...page, items: page.items.map(presentComplaint) } };
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/complaints/{id}',
      operation: 'getComplaint',
      summary: 'One complaint, with the message and decision that it is about',
      tag,
      access: readers,
      params: idParams,
      answers: { 200: complaintDetail },
      run: async ({ actor, params, at }, em) => answer(em, await getComplaint(em, actor, params.id), at),
    }),
    writeRoute({
      method: 'post',
      path: '/v1/complaints/{id}/answer',
      operation: 'answerComplaint',
      summary: 'What the sender’s organization has to say',
      tag,
      access: ['business'],
      params: idParams,
      body: answerInput,
      answers: { 200: complaintDetail },
      run: async ({ actor, params, body, at }, tx) =>
        answer(tx, await answerComplaint(tx, actor, params.id, body.text, at), at),
    }),
    writeRoute({
      method: 'post',
      path: '/v1/complaints/{id}/resolve',
      operation: 'resolveComplaint',
      summary: 'Uphold or dismiss a complaint; a pause that then stands on too few ends',
      tag,
      access: ['reviewer'],
      params: idParams,
      body: resolutionInput,
      answers: { 200: complaintDetail },
      run: async ({ actor, params, body, at }, tx) =>
        answer(tx, await resolveComplaint(tx, actor, params.id, body, at), at),
    }),
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/pause',
      operation: 'pauseSender',
      summary: 'Keep a sender from sending while complaints are looked into; its registration stays',
      tag,
      access: ['reviewer'],
      params: idParams,
      body: reasonInput,
      answers: { 200: pauseOutput },
      run: async ({ actor, params, body, at }, tx) =>
        ok(presentPause(await pauseSender(tx, actor, params.id, body.reason, at))),
    }),
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/resume',
      operation: 'resumeSender',
      summary: 'Let a paused sender send again, before its pause ends by itself',
      tag,
      access: ['reviewer'],
      params: idParams,
      body: reasonInput,
      answers: { 200: pauseOutput },
      run: async ({ actor, params, body, at }, tx) =>
        ok(presentPause(await resumeSender(tx, actor, params.id, body.reason, at))),
    }),
  ];
}

function presentPause({ id, status, pausedAt, pausedReason }: Sender) {
  return { id, status, paused: Boolean(pausedAt), pausedReason: pausedReason ?? null };
}

/** What a country's pack says of complaints; null where it says nothing. */
function complaintRules(rulebook: Pick<Rulebook, 'choose'>, country: string): ComplaintRules | null {
  const { name, source } = rulebook.choose(country);
  if (!source.complaints) return null;
  const { pauseAfter, within, pauseFor } = source.complaints;
  return { pack: name, pauseAfter, withinMs: durationMs(within), pauseForMs: durationMs(pauseFor) };
}

async function answer(em: Reader, complaint: Complaint, at: Date, status = 200): Promise<Answer> {
  const senderPausedUntil = complaint.senderId ? await pausedUntil(em, complaint.senderId, at) : null;
  return { status, body: { ...presentComplaint(complaint), senderPausedUntil } };
}

function presentComplaint(complaint: Complaint) {
  const { id, organizationId, senderId, address, msisdn, text, receivedAt, reference, createdAt, status } = complaint;
  const { messageId, decisionId, matchedBy, pauseId, answer: said, answeredAt, resolvedAt } = complaint;
  return {
    id,
    organizationId: organizationId ?? null,
    senderId: senderId ?? null,
    sender: address,
    msisdn: msisdn ?? null,
    text: text ?? null,
    receivedAt,
    reference: reference ?? null,
    messageId: messageId ?? null,
    decisionId: decisionId ?? null,
    matchedBy: matchedBy ?? null,
    status,
    answer: answeredAt ? { text: said ?? '', at: answeredAt } : null,
    resolution: resolvedAt
      ? { note: complaint.resolution ?? '', by: complaint.resolvedBy ?? '', at: resolvedAt }
      : null,
    pauseId: pauseId ?? null,
    createdAt,
  };
}

/** The number as complaints hold it; one that is none finds nothing. */
function canonical(written: string): string {
  const parsed = parseMsisdn(written);
  return parsed.ok ? parsed.e164 : written;
}
