import type { House } from '#src/house.ts';
import type { OutboxHandler } from '#src/queue/index.ts';
import { acknowledgeMo } from './acknowledge-mo.ts';
import { orderOwnershipCall } from './ownership-call.ts';

/** Who does which kind of work of the outbox; every handler may be run more than once for one row. */
export function outboxHandlers(house: House): Record<string, OutboxHandler> {
  return {
    'consent.acknowledge': ({ payload }) => acknowledgeMo(house, payload),
    'ownership.call': ({ payload }) => orderOwnershipCall(house, payload),
  };
}
