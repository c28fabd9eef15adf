import type { Pool } from 'pg';
import { type Clock, toDate } from '#src/kernel/index.ts';
import {
  type Changes,
  isSealed,
  leaveToPerson,
  MAX_RESUBMITS,
  matchKeptReceipts,
  type Owing,
  type Redeciding,
  redecideMessage,
  type WokenMessage,
  wakeMessages,
} from '#src/messages/index.ts';
import type { Logger } from '#src/telemetry/index.ts';

/** What the sweeper is made of. */
export interface SweeperParts extends Redeciding {
  pool: Pool;
  clock: Clock;
  log: Logger;
  owing(): Owing;
  /** Told of what changed, after the commit. */
  reported(changes: Changes): void;
  altered(message: WokenMessage): Promise<void>;
  /** Something may be due to be submitted. */
  due(): void;
}

/** Sees to messages whose time has come. */
export interface Sweeper {
  /** Sweeps now and not only at the next tick. */
  nudge(): void;
  stop(): Promise<void>;
}

const TICK_MS = 1000;
const MOST_AT_ONCE = 500;
const LEASE_MS = 60_000;

/** Starts the sweeper: once a second, and at every nudge, it wakes messages and tries receipts that came too early. */
export function startSweeper(parts: SweeperParts): Sweeper {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  async function sweep(): Promise<void> {
    do {
      again = false;
      const woken = await wake(parts);
      parts.reported(await matchKeptReceipts(parts.pool, parts.owing(), toDate(parts.clock.now())));
      if (woken === MOST_AT_ONCE) again = true;
    } while (again && !stopped);
  }

  function nudge(): void {
    again = true;
    if (stopped) return;
    running ??= sweep()
      .catch((error: unknown) => parts.log.error({ err: (error as Error).name }, 'sweeping messages failed'))
      .finally(() => {
        running = null;
      });
  }

  const timer = setInterval(nudge, TICK_MS);
  return {
    nudge,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

async function wake(parts: SweeperParts): Promise<number> {
  const at = toDate(parts.clock.now());
  const leaseUntil = new Date(at.getTime() + LEASE_MS);
  const woken = await wakeMessages(parts.pool, { at, limit: MOST_AT_ONCE, leaseUntil, owing: parts.owing() });
  parts.reported({
    changed: woken
      .filter(({ status, was }) => status !== was)
      .map(({ id, status, was, organization_id }) => ({ id, status, was, organizationId: organization_id })),
    owed: woken.flatMap(({ owed }) => owed),
  });
  const waiting = woken.filter(({ status }) => status !== 'expired');
  // Together: the gate shares statements and commits among what is checked at the same time.
  await Promise.all(waiting.map((message) => decideAgain(parts, message, at)));
  return woken.length;
}

async function decideAgain(parts: SweeperParts, message: WokenMessage, at: Date): Promise<void> {
  if (!isSealed(parts.sealKey, message)) return parts.altered(message);
  if (message.status === 'uncertain' && !mayResubmit(parts, message, at))
    return leaveToPerson(parts.pool, message.id, message.wake_at as Date);
  // On failure the claim runs out and it is woken again.
  const status = await redecideMessage(parts, message, at).catch((error: unknown) => {
    parts.log.error({ messageId: message.id, err: (error as Error).name }, 'checking a message again failed');
    return null;
  });
  if (status !== null && status !== message.status)
    parts.reported({
      changed: [{ id: message.id, status, was: message.status, organizationId: message.organization_id }],
      owed: [],
    });
  parts.due();
}

function mayResubmit({ forwarding }: SweeperParts, message: WokenMessage, at: Date): boolean {
  if (message.decision_id === null || message.resubmits >= MAX_RESUBMITS || message.valid_until <= at) return false;
  return forwarding.whenUncertain(message.policy, message.category) === 'resubmit';
}
