import { User } from '#src/accounts/index.ts';
import type { House } from '#src/house.ts';
import { systemActor, toDate } from '#src/kernel/index.ts';
import { disableEndpoint, forwardingRules, openEndpoints } from '#src/messages/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import { takeMo } from './acknowledge-mo.ts';
import { startConsentWorkers } from './consent-workers.ts';
import { type Forwarding, startForwarding } from './forwarding.ts';
import { outboxHandlers } from './handlers.ts';
import { startHousekeeping } from './keep-house.ts';
import { startPaceKeeper } from './keep-pace.ts';
import { startSenderSweep } from './sender-sweep.ts';
import { startWebhookSender } from './webhooks/webhook-sender.ts';

export { type Forwarding, type ForwardingParts, startForwarding } from './forwarding.ts';
export { type Cutoffs, cutoffs, plannedDrops } from './keep-house.ts';

/** What this process does in the background. */
export interface Workers {
  forwarding: Forwarding;
  /** Stops everything within `deadlineMs`; what was not done is done by another worker or after the next start. */
  stop(deadlineMs: number): Promise<void>;
}

/** Starts what a process of the role `worker` does: forwarding, webhooks, the outbox, and what is done by the clock. */
export async function startWorkers(house: House): Promise<Workers> {
  if (!house.smppUrl) throw new Error('a worker needs an SMPP route');
  const endpoints = await openEndpoints(house.db);
  const sender = startWebhookSender({
    ...house,
    pool: house.db.hot,
    endpoints,
    callbackKey: house.secrets.sealKey,
    allowPrivateCallbacks: house.config.webhookAllowPrivate,
    giveUp: (endpointId, reason) => giveUpEndpoint(house, endpointId, reason),
    done: (result) => house.metrics.jobs.inc({ kind: 'webhook', result }),
  });
  const runner = await house.transport.runOutbox({
    pool: house.db.pool,
    clock: house.clock,
    handlers: outboxHandlers(house, { endpoints, nudgeWebhooks: sender.nudge }),
    done: (job, result, error) => {
      house.metrics.jobs.inc({ kind: job.kind, result });
      if (result !== 'ok')
        house.log.warn({ jobId: job.id, kind: job.kind, tries: job.tries, result, err: nameOf(error) }, 'job failed');
    },
  });
  const forwarding = await startForwarding({
    ...house,
    ...house.transport,
    smppUrl: house.smppUrl,
    forwarding: forwardingRules(house.rulebook),
    sealKey: house.secrets.sealKey,
    receiveMo: (mo, at) => takeMo(house, mo, at),
    webhooks: {
      owing: () => ({ subscriptions: endpoints.messageSubscriptions(), leaseUntil: sender.leaseUntil() }),
      take: sender.take,
    },
  });
  const others = [
    startHousekeeping(house),
    startConsentWorkers(house),
    startSenderSweep(house),
    startPaceKeeper(house),
  ];
  return {
    forwarding,
    stop: async (deadlineMs) => {
      await Promise.all([runner.stop(deadlineMs), forwarding.stop(deadlineMs), ...others.map((other) => other.stop())]);
      await sender.stop(1000);
    },
  };
}

async function giveUpEndpoint({ db, clock, log }: House, endpointId: string, reason: string): Promise<void> {
  const at = toDate(clock.now());
  const disabled = await db.transact(async (tx) => {
    if (!(await disableEndpoint(tx, systemActor, endpointId, reason, at))) return false;
    const key = `${endpointId} ${at.toISOString()}`;
    const payload = { type: 'webhook.disabled', endpointId };
    await addOutbox(tx, { kind: 'mail.webhook_disabled', payload, key }, at);
    // An endpoint of no organization is the admins' to see to; for another these mails are nobody's.
    for (const { id } of await tx.find(User, { role: 'admin', disabledAt: null }))
      await addOutbox(
        tx,
        { kind: 'mail.webhook_disabled', payload: { ...payload, userId: id }, key: `${key} ${id}` },
        at,
      );
    return true;
  });
  if (disabled) log.warn({ endpointId, reason }, 'a webhook endpoint was disabled');
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
