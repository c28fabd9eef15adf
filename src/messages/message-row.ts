import type { Category } from '#src/policy/index.ts';
import type { PartStates } from './part-states.rules.ts';
import type { MessageStatus } from './status.rules.ts';
import type { TimelineEntry } from './timeline.ts';

/** A message as its table holds it. */
export interface MessageRow {
  id: string;
  organization_id: string | null;
  sender_id: string | null;
  source_address: string;
  source_kind: string;
  line_class: string;
  /** E.164 with `+`. */
  recipient: string;
  operator: string | null;
  /** `<operator>/<line class>`: routes take some lanes and not others. */
  lane: string;
  text: string;
  template_id: string | null;
  variables: Record<string, string> | null;
  declared: Category | null;
  category: Category;
  reference: string | null;
  callback_url: string | null;
  charset: string;
  segments: number;
  priority: number;
  status: MessageStatus;
  valid_until: Date;
  due_at: Date | null;
  wake_at: Date | null;
  /** Times that a worker took it for submission; a worker's results count only with the number it took. */
  tries: number;
  /** Times that it was resubmitted after an unknown outcome. */
  resubmits: number;
  route: string | null;
  /** submit_sm that carry it; null before its first submission. */
  pdus: number | null;
  part_states: PartStates;
  /** What SMSCs call its segments. */
  smsc_ids: { part: number; id: string; route: string }[];
  decision_id: string | null;
  /** Until when the decision may be acted on; then the message is checked again. Null: it needs none. */
  decided_until: Date | null;
  /** Name of the pack that decided. */
  policy: string | null;
  /** The person who released it after it was held. */
  reviewed: Review | null;
  seal: string;
  timeline: TimelineEntry[];
  created_by: string | null;
}

/** A person's word on a held message. */
export interface Review {
  by: string | null;
  name: string;
  at: string;
  note: string;
  /** Rules (`<pack>/<rule id>`) that held the message when it was released: the word stands against these alone. */
  covers: string[];
}

/** The instant inside a UUIDv7 (RFC 9562 § 5.7): when the row with that key was made. */
export function createdAt(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}
