import { createdAt, type Message } from '#src/messages/index.ts';

/** A message as the contract shows it. */
export function presentMessage(message: Message) {
  const parts = message.smsc_ids.toSorted((a, b) => a.part - b.part);
  return {
    id: message.id,
    status: message.status,
    organizationId: message.organization_id,
    sender: {
      id: message.sender_id,
      address: message.source_address,
      kind: message.source_kind,
      lineClass: message.line_class,
    },
    to: message.recipient || null,
    text: isCode(message) ? message.text.replaceAll(/\p{Nd}/gu, '•') : message.text,
    templateId: message.template_id,
    category: message.category,
    declared: message.declared,
    reference: message.reference,
    operator: message.operator,
    encoding: { charset: message.charset, segments: message.segments },
    segments: message.segments,
    decisionId: message.decision_id,
    tries: message.tries,
    smscMessageIds: parts.map(({ id }) => id),
    parts: parts.map(({ part, id }) => ({
      part,
      smscMessageId: id,
      state: message.part_states[part] ?? null,
    })),
    createdAt: createdAt(message.id).toISOString(),
    validUntil: message.valid_until.toISOString(),
    releaseAt: message.status === 'scheduled' ? (message.wake_at?.toISOString() ?? null) : null,
    callbackUrl: message.callback_url,
    reviewed: message.reviewed && {
      name: message.reviewed.name,
      at: message.reviewed.at,
      note: message.reviewed.note,
    },
    timeline: message.timeline,
  };
}

/** A code by which a recipient proves a number is for the recipient alone: whoever reads it could speak as them. */
const isCode = ({ timeline }: Message) => timeline[0]?.detail?.system === 'consent.confirmation';
