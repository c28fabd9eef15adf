import type { Pool } from 'pg';
import { type Clock, toDate } from '#src/kernel/index.ts';
import {
  type AttemptResult,
  callbackSecret,
  claimDeliveries,
  createdAt,
  type Endpoints,
  type OwedWebhook,
  recordAttempts,
} from '#src/messages/index.ts';
import { signWebhook } from '#src/signing/index.ts';
import type { Logger } from '#src/telemetry/index.ts';
import { createBatchWriter } from '../batch-writer.ts';
import { createBreaker } from './breaker.ts';
import { closeWebhookSockets, postWebhook } from './post-webhook.ts';
import { nextTry } from './retry.rules.ts';

/** What the sender of webhooks is made of. */
export interface WebhookSenderParts {
  pool: Pool;
  clock: Clock;
  log: Logger;
  endpoints: Endpoints;
  /** Signs callbacks of single messages; see `callbackSecret`. */
  callbackKey: Buffer;
  /** Callbacks of single messages may go to private addresses. */
  allowPrivateCallbacks: boolean;
  /** An endpoint has taken nothing for a day (or says that it is gone). */
  giveUp(endpointId: string, reason: string): Promise<void>;
  done(result: 'ok' | 'retry' | 'gave_up'): void;
}

/** Sends what is owed. */
export interface WebhookSender {
  /** Until when webhooks that a statement writes now are in the hands of this process. */
  leaseUntil(): Date;
  /** Takes webhooks that were just written with `leaseUntil`. */
  take(owed: readonly OwedWebhook[]): void;
  nudge(): void;
  stop(deadlineMs: number): Promise<void>;
}

const LEASE_MS = 60_000;
const TIMEOUT_MS = 10_000;
const PER_HOST = 32;
const IN_HAND = 4000;
const POLL_MS = 1000;

interface Item extends OwedWebhook {
  leaseEnd: number;
}

/** Starts the sender: per host at most 32 at a time, hosts that do not answer apart, results in batches. */
export function startWebhookSender(parts: WebhookSenderParts): WebhookSender {
  const hosts = new Map<string, { waiting: Item[]; active: number }>();
  const breaker = createBreaker();
  const working = new Set<Promise<void>>();
  let inHand = 0;
  let stopped = false;
  let claiming: Promise<void> | null = null;
  const now = () => toDate(parts.clock.now());
  const results = createBatchWriter<AttemptResult>((items) => recordAttempts(parts.pool, items), {
    most: 500,
    onFailure: 'fail',
  });

  function take(owed: readonly OwedWebhook[]): void {
    const leaseEnd = now().getTime() + LEASE_MS;
    for (const webhook of owed) {
      // What is not taken into hand becomes due when its lease ends.
      if (stopped || inHand >= IN_HAND) return;
      const url = urlOf(parts, webhook);
      const host = url ? new URL(url).host : '';
      const queue = hosts.get(host) ?? { waiting: [], active: 0 };
      hosts.set(host, queue);
      queue.waiting.push({ ...webhook, leaseEnd });
      inHand++;
      pump(host);
    }
  }

  function pump(host: string): void {
    const queue = hosts.get(host);
    while (queue && queue.active < PER_HOST && queue.waiting.length > 0 && !stopped) {
      const item = queue.waiting.shift() as Item;
      queue.active++;
      const work = attempt(parts, breaker, host, item)
        .then((result) => (result ? results.add(result) : undefined))
        .catch(() => undefined)
        .finally(() => {
          queue.active--;
          inHand--;
          working.delete(work);
          if (queue.active === 0 && queue.waiting.length === 0) hosts.delete(host);
          pump(host);
        });
      working.add(work);
    }
  }

  async function claim(): Promise<void> {
    const limit = Math.min(500, IN_HAND - inHand);
    if (limit <= 0 || stopped) return;
    const at = now();
    const leaseUntil = new Date(at.getTime() + LEASE_MS);
    take(await claimDeliveries(parts.pool, { at, limit, leaseUntil }));
  }

  const nudge = () => {
    claiming ??= claim()
      .catch(() => undefined)
      .finally(() => {
        claiming = null;
      });
  };
  const timer = setInterval(nudge, POLL_MS);
  return {
    leaseUntil: () => new Date(now().getTime() + LEASE_MS),
    take,
    nudge,
    stop: async (deadlineMs) => {
      stopped = true;
      clearInterval(timer);
      await claiming;
      const late = new Promise<void>((resolve) => setTimeout(resolve, deadlineMs).unref());
      await Promise.race([Promise.allSettled(working).then(() => results.drain()), late]);
      closeWebhookSockets();
    },
  };
}

function urlOf({ endpoints }: WebhookSenderParts, { endpointId, url }: OwedWebhook): string | null {
  return endpointId ? (endpoints.get(endpointId)?.url ?? null) : url;
}

/** Tries one webhook; null where its lease has ended and it is another's. */
async function attempt(
  parts: WebhookSenderParts,
  breaker: ReturnType<typeof createBreaker>,
  host: string,
  item: Item,
): Promise<AttemptResult | null> {
  const at = toDate(parts.clock.now());
  if (at.getTime() + TIMEOUT_MS > item.leaseEnd) return null;
  const over = { id: item.id, status: null, error: null, deliveredAt: null, dueAt: null, tried: false };
  const url = urlOf(parts, item);
  // The endpoint was removed or disabled since.
  if (!url) return { ...over, error: 'the endpoint is not active' };
  const waitMs = breaker.waitMs(host, performance.now());
  if (waitMs > 0) return { ...over, error: 'put off', dueAt: new Date(at.getTime() + waitMs) };
  const outcome = await post(parts, url, item, at);
  const ok = outcome.status !== null && outcome.status >= 200 && outcome.status < 300;
  if (ok) breaker.succeeded(host);
  else breaker.failed(host, performance.now());
  const ended = toDate(parts.clock.now());
  if (ok) {
    parts.done('ok');
    return { ...over, ...outcome, deliveredAt: ended, tried: true };
  }
  const gone = outcome.status === 410;
  const dueAt = gone ? null : nextTry(createdAt(item.id), ended, item.tries + 1, Math.random());
  parts.done(dueAt ? 'retry' : 'gave_up');
  if (!dueAt && item.endpointId)
    await parts.giveUp(item.endpointId, gone ? 'it answered 410' : 'it took nothing for a day');
  return { ...over, ...outcome, dueAt, tried: true };
}

async function post(
  { endpoints, callbackKey, allowPrivateCallbacks, log }: WebhookSenderParts,
  url: string,
  item: Item,
  at: Date,
): Promise<{ status: number | null; error: string | null }> {
  const endpoint = item.endpointId ? endpoints.get(item.endpointId) : undefined;
  const secrets = endpoint?.secrets ?? [callbackSecret(callbackKey, item.organizationId)];
  const headers = {
    'content-type': 'application/json',
    ...signWebhook(secrets, item.id, Math.floor(at.getTime() / 1000), item.body),
  };
  const allowPrivate = endpoint ? endpoint.allowPrivate : allowPrivateCallbacks;
  try {
    const status = await postWebhook({ url, headers, body: item.body, allowPrivate, timeoutMs: TIMEOUT_MS });
    return { status, error: status >= 200 && status < 300 ? null : `answered ${status}` };
  } catch (error) {
    const name = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : 'unknown';
    log.debug({ deliveryId: item.id, err: name }, 'a webhook was not delivered');
    return { status: null, error: name };
  }
}
