import { createHash } from 'node:crypto';
import type { Tx } from '#src/db/index.ts';
import { mobileOperator, segment } from '#src/text/index.ts';
import { laneOf } from './accept-message.ts';
import { insertMessages, type NewMessage } from './message-writers.ts';
import { sealOf } from './seal.ts';
import { timelineEntry } from './timeline.ts';
import { SYSTEM_PRIORITY } from './urgency.rules.ts';

/** A message that the service itself owes a recipient: an acknowledgement, a confirmation code. */
export interface SystemMessage {
  /** What it answers, a UUIDv7: one message is sent for each cause and kind, however often it is asked for. */
  cause: string;
  /** For the timeline, for example `consent.acknowledge`. */
  kind: string;
  sender: { id: string; organizationId: string; address: string; kind: string; lineClass: string };
  /** E.164. */
  msisdn: string;
  text: string;
  /** How long it is worth sending, milliseconds. */
  validMs: number;
}

/**
 * Queues a message that no policy judges: the law or the recipient asks for it, even after an opt-out. Its id follows
 * from its cause, so it is written once; an unknown outcome is never submitted again. Returns the id.
 */
export async function sendSystemMessage(tx: Tx, message: SystemMessage, sealKey: Buffer, at: Date): Promise<string> {
  const row = toRow(message, at);
  const sealed: NewMessage = { ...row, seal: sealOf(sealKey, row) };
  await tx.execute(insertMessages('?'), [JSON.stringify([sealed])]);
  return row.id;
}

function toRow({ cause, kind, sender, msisdn, text, validMs }: SystemMessage, at: Date): Omit<NewMessage, 'seal'> {
  const { charset, segments } = segment(text);
  const operator = mobileOperator(msisdn);
  const until = new Date(at.getTime() + validMs);
  return {
    id: idFor(cause, kind),
    organization_id: sender.organizationId,
    sender_id: sender.id,
    source_address: sender.address,
    source_kind: sender.kind,
    line_class: sender.lineClass,
    recipient: msisdn,
    operator,
    lane: laneOf(operator, sender.lineClass),
    text,
    template_id: null,
    variables: null,
    declared: null,
    category: 'transactional',
    reference: null,
    callback_url: null,
    charset,
    segments,
    priority: SYSTEM_PRIORITY,
    status: 'queued',
    valid_until: until,
    due_at: at,
    wake_at: until,
    tries: 0,
    decision_id: null,
    decided_until: null,
    policy: null,
    reviewed: null,
    timeline: [timelineEntry('queued', at, { system: kind, cause })],
    created_by: null,
  };
}

/** A UUIDv7 with the time of `cause` and, for the rest, a hash of both: the same for the same cause and kind. */
function idFor(cause: string, kind: string): string {
  const hash = createHash('sha256').update(`${kind} ${cause}`).digest('hex');
  return `${cause.slice(0, 13)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
