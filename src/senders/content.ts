import type { SenderContent } from './application.entity.ts';
import type { Sender } from './sender.entity.ts';

/** The declared part of a sender. */
export function contentOf(sender: Sender): SenderContent {
  const { lineClass, subjects, sampleMessages, requestedOperators, allowLinks, templatesOnly, hosts, optOutKeyword } =
    sender;
  return {
    lineClass,
    subjects,
    sampleMessages,
    requestedOperators,
    allowLinks,
    templatesOnly,
    hosts,
    optOutKeyword: optOutKeyword ?? null,
  };
}

/** One field that a new version would change. */
export interface FieldChange {
  field: keyof SenderContent;
  from: unknown;
  to: unknown;
}

/** What a new version would change, field by field. */
export function diffContent(inForce: SenderContent, next: SenderContent): FieldChange[] {
  const fields = Object.keys(inForce) as (keyof SenderContent)[];
  return fields
    .filter((field) => JSON.stringify(inForce[field]) !== JSON.stringify(next[field]))
    .map((field) => ({ field, from: inForce[field], to: next[field] }));
}
