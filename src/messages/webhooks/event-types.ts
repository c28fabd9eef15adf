import type { MessageStatus } from '../status.rules.ts';

/** Statuses of a message that are reported; the others are passing. */
export const reportedStatuses = [
  'submitted',
  'delivered',
  'undeliverable',
  'expired',
  'rejected',
  'uncertain',
  'cancelled',
] as const satisfies readonly MessageStatus[];

/** Statuses that a message's own `callbackUrl` gets: what has become of it. */
export const callbackStatuses = reportedStatuses.filter((status) => status !== 'submitted');

/** Families of events that an endpoint may ask for. */
export const eventFamilies = ['message', 'sender', 'consent', 'complaint'] as const;

/** `message.delivered`, `message.*` or `*`. */
export const eventPattern = new RegExp(`^(\\*|(${eventFamilies.join('|')})\\.(\\*|[a-z_]+(\\.[a-z_]+)*))$`);

/** Whether an endpoint that asked for `patterns` is told of an event. */
export function isWanted(type: string, patterns: readonly string[]): boolean {
  return patterns.some(
    (pattern) =>
      pattern === '*' || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))),
  );
}
