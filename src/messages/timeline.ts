import type { MessageStatus } from './status.rules.ts';

/** One entry of a message's timeline; `detail` holds codes and ids and no personal data. */
export interface TimelineEntry {
  at: string;
  status: MessageStatus;
  detail: Readonly<Record<string, unknown>> | null;
}

/** Makes an entry of the timeline. */
export function timelineEntry(
  status: MessageStatus,
  at: Date,
  detail: Readonly<Record<string, unknown>> | null = null,
): TimelineEntry {
  return { at: at.toISOString(), status, detail };
}
