import type { House } from '#src/house.ts';
import type { OutboxHandler } from '#src/queue/index.ts';

/** Who does which kind of work of the outbox; every handler may be run more than once for one row. */
export function outboxHandlers(_house: House): Record<string, OutboxHandler> {
  return {};
}
