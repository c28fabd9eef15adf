import { createdAt, type HeldMessage } from '#src/messages/index.ts';
import type { Language } from '#src/web/index.ts';

/** A held message as a reviewer needs it. */
export function presentHeld({ message, decision, organizationName }: HeldMessage, language: Language) {
  const made = createdAt(message.id).toISOString();
  return {
    messageId: message.id,
    organizationId: message.organization_id,
    organizationName,
    sender: {
      id: message.sender_id,
      address: message.source_address,
      kind: message.source_kind,
      lineClass: message.line_class,
    },
    to: message.recipient,
    text: message.text,
    category: message.category,
    declared: message.declared,
    reference: message.reference,
    createdAt: made,
    heldAt: message.timeline.findLast(({ status }) => status === 'held')?.at ?? made,
    validUntil: message.valid_until.toISOString(),
    decisionId: message.decision_id,
    reasons: (decision?.reasons ?? []).map(({ code, rule, effect, message: said, remedy, basis, allowedAt }) => ({
      code,
      rule,
      effect,
      message: said[language],
      remedy: remedy[language],
      basis,
      allowedAt,
    })),
    content: decision && presentContent(decision.content, message.text),
  };
}

function presentContent(
  { detected, promotional, fraud, confidence, spans }: NonNullable<HeldMessage['decision']>['content'],
  text: string,
) {
  const shown = spans.map(({ start, end, because }) => ({ start, end, text: text.slice(start, end), because }));
  return { detected, promotional, fraud, confidence, spans: shown };
}
