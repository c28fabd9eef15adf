import type { CheckRequest, Decision, Gate } from '#src/gate/index.ts';
import { systemActor } from '#src/kernel/index.ts';
import type { MessageRow } from './message-row.ts';
import { eventCompanion, type Redecision, redecisionCompanion } from './message-writers.ts';
import type { Pacing } from './pacing/pacing-book.ts';
import { type ForwardingRules, isReleased, KEPT_BACK, keptBack, place } from './schedule.rules.ts';
import { sealOf } from './seal.ts';
import { timelineEntry } from './timeline.ts';
import { priorityOf } from './urgency.rules.ts';

/** What a second decision needs of the house. */
export interface Redeciding {
  gate: Gate;
  sealKey: Buffer;
  forwarding: ForwardingRules;
  pacing: Pacing;
}

/** Times that a message with an unknown outcome is submitted again. */
export const MAX_RESUBMITS = 3;

/**
 * Checks a message again that waited (deferred, released by a person, too long in the queue, or of unknown outcome)
 * against the consent and rules of this moment. Decision and new status are one commit; they have no effect if the
 * message changed meanwhile (it was cancelled). The caller has verified its seal.
 */
export async function redecideMessage(house: Redeciding, message: MessageRow, at: Date): Promise<Redecision['status']> {
  let status: Redecision['status'] = 'rejected';
  await house.gate.check(requestOf(message), systemActor, {
    replaces: decisionsOf(message),
    released: (decision) => isReleased(decision, message.reviewed),
    also: (decision) => {
      const row = redecision(house, message, decision, at);
      status = row.status;
      const ended = status === 'rejected' ? [eventCompanion('message.rejected', message, at)] : [];
      return [redecisionCompanion(row), ...ended];
    },
  });
  return status;
}

/** All decisions so far: the one in force and those that the timeline names. */
function decisionsOf({ decision_id, timeline }: MessageRow): string[] {
  const ids = [decision_id, ...timeline.map(({ detail }) => detail?.decisionId)];
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}

function requestOf(message: MessageRow): CheckRequest {
  return {
    sender: message.source_address,
    to: message.recipient,
    ...(message.template_id
      ? { templateId: message.template_id, variables: message.variables ?? {} }
      : { text: message.text }),
    category: message.declared ?? undefined,
    reference: message.reference,
  };
}

function redecision(house: Redeciding, message: MessageRow, decision: Decision, at: Date): Redecision {
  const resubmitted = message.status === 'uncertain';
  // The template may have changed since: what was accepted is not what would be sent now.
  const changed = decision.text !== message.text;
  const spreadMs = house.forwarding.releaseSpreadMs(decision.policy.pack);
  const placed = place(changed ? { ...decision, outcome: 'deny' } : decision, {
    at,
    until: message.valid_until,
    spreadMs,
    reviewed: message.reviewed,
  });
  const category = decision.facts.message.category;
  // What could go before was counted when it could.
  const isNew = placed.status === 'queued' && (message.status === 'scheduled' || message.status === 'held');
  const stream = {
    senderId: message.sender_id,
    organizationId: message.organization_id,
    templateId: message.template_id,
  };
  const pack = decision.policy.pack;
  const wait = isNew ? house.pacing.waitUntil({ ...stream, category, pack }, at) : null;
  const placement = wait ? keptBack(decision, wait, { until: message.valid_until, spreadMs }) : placed;
  const next = {
    ...message,
    category,
    decision_id: decision.id,
    decided_until: new Date(decision.expiresAt),
  };
  const codes = decision.reasons
    .filter(({ effect }) => effect !== 'warn' && effect !== 'shadow')
    .map(({ code }) => code);
  const detail = {
    decisionId: decision.id,
    ...(codes.length > 0 ? { codes } : {}),
    ...(changed ? { why: 'its template has changed' } : {}),
    ...(wait ? KEPT_BACK : {}),
    ...(resubmitted ? { why: 'submitted again after an unknown outcome' } : {}),
  };
  return {
    id: message.id,
    claim: (message.wake_at as Date).toISOString(),
    status: placement.status,
    resubmits: message.resubmits + (resubmitted ? 1 : 0),
    priority: priorityOf(category),
    category,
    valid_until: message.valid_until.toISOString(),
    due_at: placement.dueAt?.toISOString() ?? null,
    wake_at: placement.wakeAt?.toISOString() ?? null,
    decision_id: decision.id,
    decided_until: decision.expiresAt,
    policy: decision.policy.pack,
    seal: sealOf(house.sealKey, next),
    entry: timelineEntry(placement.status, at, detail),
  };
}
