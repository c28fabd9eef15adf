import type { CheckRequest, Companion, Decision, Gate } from '#src/gate/index.ts';
import { type Actor, fault, invalidInput, newId } from '#src/kernel/index.ts';
import type { Hand, Reserve } from './hand-over.ts';
import { messageCompanion, type NewMessage } from './message-writers.ts';
import type { Pacing } from './pacing/pacing-book.ts';
import { type ForwardingRules, KEPT_BACK, keptBack, place } from './schedule.rules.ts';
import { sealOf } from './seal.ts';
import type { MessageStatus } from './status.rules.ts';
import { timelineEntry } from './timeline.ts';
import { priorityOf, validUntil } from './urgency.rules.ts';

/** A check that is to be followed by sending. */
export interface MessageRequest extends CheckRequest {
  /** After this instant the message is not worth sending; default by category. */
  validUntil?: Date | null | undefined;
  /** Where the statuses of this message are reported. */
  callbackUrl?: string | null | undefined;
}

/** What accepting needs of the house. */
export interface Acceptance {
  gate: Gate;
  sealKey: Buffer;
  forwarding: ForwardingRules;
  /** Says whether bulk traffic may go on. */
  pacing: Pacing;
  /** Tells submitters that something is due. */
  nudge(): void;
  /** Keeps a place with a submitter of this process for a message that can go at once. */
  reserve: Reserve;
}

/** What became of a request: a message was taken, or (with `id` null) the decision was to deny it. */
export type AcceptResult =
  | { id: string; status: MessageStatus; decision: Decision }
  | { id: null; status: null; decision: Decision };

/**
 * Checks a message and, unless it is denied, records it: decision, message and whatever `also` adds are one commit.
 * @throws INVALID_INPUT for a `validUntil` in the past, and what the gate throws
 */
export async function acceptMessage(
  acceptance: Acceptance,
  request: MessageRequest,
  actor: Actor,
  at: Date,
  also: (result: AcceptResult) => readonly Companion[] = () => [],
): Promise<AcceptResult> {
  if (request.validUntil && request.validUntil <= at) {
    throw invalidInput([fault('validUntil', 'past', 'this is in the past', 'این زمان گذشته است')]);
  }
  const id = newId();
  const made: { result?: AcceptResult; row?: NewMessage; hand?: Hand | null } = {};
  try {
    await acceptance.gate.check(request, actor, {
      also: (decision) => {
        if (decision.outcome === 'deny') {
          made.result = { id: null, status: null, decision };
          return also(made.result);
        }
        const row = newMessage({ ...acceptance, id, request, actor, at, decision });
        made.result = { id, status: row.status, decision };
        made.hand = row.status === 'queued' ? acceptance.reserve(row.lane) : null;
        made.row = made.hand ? inHand(row, made.hand, at) : row;
        return [messageCompanion(made.row), ...also(made.result)];
      },
    });
  } catch (error) {
    made.hand?.drop();
    throw error;
  }
  if (!made.result) throw new Error('the gate decided without storing: a message is never a dry run');
  if (made.hand && made.row) made.hand.take({ ...made.row, pdus: null, part_states: {} });
  else if (made.result.id) acceptance.nudge();
  return made.result;
}

/** The message as the submitter claims it, in the commit that accepts it. */
function inHand(row: NewMessage, { leaseUntil }: Hand, at: Date): NewMessage {
  return {
    ...row,
    status: 'submitting',
    due_at: null,
    wake_at: leaseUntil,
    tries: 1,
    timeline: [...row.timeline, timelineEntry('submitting', at)],
  };
}

interface Ingredients {
  id: string;
  request: MessageRequest;
  actor: Actor;
  at: Date;
  decision: Decision;
  sealKey: Buffer;
  forwarding: ForwardingRules;
  pacing: Pacing;
}

function newMessage({ id, request, actor, at, decision, sealKey, forwarding, pacing }: Ingredients): NewMessage {
  const { sender, recipient, encoding, facts } = decision;
  // The packs deny what has no sender or no recipient; a pack that does not must not put such a row into the queue.
  if (!sender || !recipient.msisdn) throw new Error('a message was allowed without a sender or a recipient');
  const category = facts.message.category;
  const from = decision.notBefore ? new Date(decision.notBefore) : at;
  const until = validUntil(category, request.validUntil ?? null, from);
  const spreadMs = forwarding.releaseSpreadMs(decision.policy.pack);
  const placed = place(decision, { at, until, spreadMs, reviewed: null });
  const templateId = request.templateId ?? null;
  const stream = { senderId: sender.id, organizationId: sender.organizationId, templateId, category };
  const wait = placed.status === 'queued' ? pacing.waitUntil({ ...stream, pack: decision.policy.pack }, at) : null;
  const { status, dueAt, wakeAt } = wait ? keptBack(decision, wait, { until, spreadMs }) : placed;
  const row = {
    id,
    organization_id: sender.organizationId,
    sender_id: sender.id,
    source_address: sender.address,
    source_kind: sender.kind,
    line_class: sender.lineClass,
    recipient: recipient.msisdn,
    operator: recipient.operator,
    lane: laneOf(recipient.operator, sender.lineClass),
    text: decision.text,
    template_id: templateId,
    variables: request.variables ? { ...request.variables } : null,
    declared: request.category ?? null,
    category,
    reference: request.reference ?? null,
    callback_url: request.callbackUrl ?? null,
    charset: encoding.charset,
    segments: encoding.segments,
    priority: priorityOf(category),
    status,
    valid_until: until,
    due_at: dueAt,
    wake_at: wakeAt,
    tries: 0,
    decision_id: decision.id,
    decided_until: new Date(decision.expiresAt),
    policy: decision.policy.pack,
    reviewed: null,
    timeline: [timelineEntry(status, at, { decisionId: decision.id, ...(wait ? KEPT_BACK : {}) })],
    created_by: actor.id,
  };
  return { ...row, seal: sealOf(sealKey, row) };
}

/** The name of the queue lane of a message; routes are chosen by it. */
export function laneOf(operator: string | null, lineClass: string): string {
  return `${operator ?? ''}/${lineClass}`;
}
