import type { Category } from '#src/policy/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How soon a category goes (0 first), and for how long it is worth sending when the sender does not say. */
const urgency: Readonly<Record<Category, { priority: number; validMs: number }>> = {
  otp: { priority: 0, validMs: 5 * MINUTE },
  alert: { priority: 1, validMs: 12 * HOUR },
  transactional: { priority: 2, validMs: 24 * HOUR },
  reminder: { priority: 3, validMs: 24 * HOUR },
  support: { priority: 3, validMs: 24 * HOUR },
  survey: { priority: 4, validMs: 48 * HOUR },
  vas: { priority: 4, validMs: 48 * HOUR },
  promotional: { priority: 5, validMs: 48 * HOUR },
};

/** Acknowledgements of an opt-out go before anything but one-time codes. */
export const SYSTEM_PRIORITY = 1;

/** The place of a category in the queue: 0 goes first. */
export function priorityOf(category: Category): number {
  return urgency[category].priority;
}

/** Until when a message is worth sending: what the sender said, else by its category from when it may go. */
export function validUntil(category: Category, asked: Date | null, from: Date): Date {
  return asked ?? new Date(from.getTime() + urgency[category].validMs);
}
