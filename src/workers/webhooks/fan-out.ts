import type { Database } from '#src/db/index.ts';
import { systemActor } from '#src/kernel/index.ts';
import { type Endpoints, getMessage, oweEvent, type Target } from '#src/messages/index.ts';
import { GiveUp, type OutboxJob } from '#src/queue/index.ts';

/**
 * Turns an event of the outbox (kind `event`, payload `{type, organizationId, …ids}`) into the webhooks that are owed
 * for it: to the endpoints that ask for it, and to the callback of the message that it is about.
 */
export async function fanOutEvent(db: Database, endpoints: Endpoints, job: OutboxJob, at: Date): Promise<number> {
  const { type, organizationId = null, ...data } = job.payload;
  if (typeof type !== 'string') throw new GiveUp('an event without a type');
  const organization = typeof organizationId === 'string' ? organizationId : null;
  const targets: Target[] = endpoints.wanting(type, organization).map(({ id }) => ({ endpointId: id, url: null }));
  const details = { ...data, organizationId: organization };
  if (type.startsWith('message.') && typeof data.messageId === 'string') {
    const message = await getMessage(db.reader(), systemActor, data.messageId);
    if (message.callback_url) targets.push({ endpointId: null, url: message.callback_url });
    const { id, status, reference, timeline } = message;
    Object.assign(details, { id, status, reference, detail: timeline.at(-1)?.detail ?? null });
  }
  if (targets.length > 0)
    await oweEvent(db.pool, { occasion: job.id, type, at, organizationId: organization, data: details }, targets);
  return targets.length;
}
