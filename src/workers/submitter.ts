import type { Pool } from 'pg';
import type { Clock } from '#src/kernel/index.ts';
import { toDate } from '#src/kernel/index.ts';
import {
  type ClaimedMessage,
  claimMessages,
  type Hand,
  isSealed,
  type Reserve,
  type SubmissionOutcome,
  timelineEntry,
} from '#src/messages/index.ts';
import type { SubmitMessage, SubmitOutcome } from '#src/smpp/index.ts';
import type { Logger } from '#src/telemetry/index.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { BoundRoute, RouteBook } from './route-book.ts';
import type { RoutePace } from './route-pace.ts';
import { type PartOutcome, summarise } from './submission.rules.ts';
import { toSubmits } from './to-submits.ts';

/** What the submitter is made of. */
export interface SubmitterParts {
  pool: Pool;
  clock: Clock;
  log: Logger;
  routes: RouteBook;
  sealKey: Buffer;
  pace: RoutePace;
  outcomes: Pick<BatchWriter<SubmissionOutcome>, 'add'>;
  /** Told of a message whose row is not what the service sealed. */
  altered(message: ClaimedMessage): Promise<void>;
}

/** Takes messages that are due and submits them. */
export interface Submitter {
  /** Something may be due, or a route may have room again. */
  nudge(): void;
  /** Keeps a place for a message that is being accepted in this process, while the window has one. */
  reserve: Reserve;
  /** Takes no more messages. */
  stop(): Promise<void>;
  /** Resolves when the outcome of every submit is durable. */
  settled(): Promise<void>;
}

const MOST_AT_ONCE = 500;
const POLL_MS = 1000;
/**
 * What a claim outlives the answers that it waits for: recording their outcomes, a restart of the database. Half of it
 * must be left when a submit is written.
 */
const marginMs = (responseTimeoutMs: number): number => Math.min(60_000, Math.max(20_000, 10 * responseTimeoutMs));

/** Starts the submitter: it claims as much as the routes have room for, submits, and records outcomes in batches. */
export function startSubmitter(parts: SubmitterParts): Submitter {
  const { pool, clock, log, routes } = parts;
  const seenLanes = new Set<string>();
  const working = new Set<Promise<void>>();
  let inHand = 0;
  let running: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;

  async function pump(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false;
      const limit = Math.min(MOST_AT_ONCE, routes.capacity() - inHand);
      if (limit <= 0) break;
      const { claimed, leaseUntil } = await claim(limit);
      for (const message of claimed) void submit(message, leaseUntil);
      if (claimed.length === limit) wanted = true;
    }
  }

  function leaseFrom(at: Date): Date {
    const answer = Math.max(0, ...routes.routes().map(({ settings }) => settings.responseTimeoutMs));
    return new Date(at.getTime() + answer + marginMs(answer));
  }

  function reserve(lane: string): Hand | null {
    // No more than what goes out at once: what is in hand when a process dies is uncertain.
    if (stopped || inHand >= routes.window() || !routes.isOpen(lane)) return null;
    seenLanes.add(lane);
    inHand++;
    const leaseUntil = leaseFrom(toDate(clock.now()));
    let held = true;
    const free = () => {
      if (held) inHand--;
      held = false;
      nudge();
    };
    return { leaseUntil, drop: free, take: (message) => attempt(message, leaseUntil, free) };
  }

  async function claim(limit: number): Promise<{ claimed: ClaimedMessage[]; leaseUntil: Date }> {
    const at = toDate(clock.now());
    const closedLanes = [...seenLanes].filter((lane) => !routes.isOpen(lane));
    const leaseUntil = leaseFrom(at);
    const claimed = await claimMessages(pool, { at, limit, leaseUntil, closedLanes });
    for (const { lane } of claimed) seenLanes.add(lane);
    return { claimed, leaseUntil };
  }

  async function submit(message: ClaimedMessage, leaseUntil: Date): Promise<void> {
    inHand++;
    const free = () => {
      inHand--;
      nudge();
    };
    if (isSealed(parts.sealKey, message)) return attempt(message, leaseUntil, free);
    await parts.altered(message).catch(() => undefined);
    free();
  }

  /** Submits a message; its place is free as soon as the outcome is known, which is then recorded. */
  function attempt(message: ClaimedMessage, leaseUntil: Date, free: () => void): void {
    const work = send(parts, message, leaseUntil)
      .finally(free)
      .then((outcome) => parts.outcomes.add(outcome))
      .catch((error: unknown) => {
        // Its claim runs out, and then it counts as uncertain: nothing is known of what went wrong.
        log.error({ messageId: message.id, err: error instanceof Error ? error.name : typeof error }, 'submit failed');
      })
      .finally(() => working.delete(work));
    working.add(work);
  }

  function nudge(): void {
    wanted = true;
    if (stopped) return;
    running ??= pump()
      .catch((error: unknown) => log.error({ err: String((error as Error).name) }, 'claiming messages failed'))
      .finally(() => {
        running = null;
        if (wanted && !stopped && routes.capacity() - inHand > 0) nudge();
      });
  }

  const timer = setInterval(nudge, POLL_MS);
  return {
    nudge,
    reserve,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
    settled: async () => {
      while (working.size > 0) await Promise.allSettled(working);
    },
  };
}

/** Submits the parts of a message that are missing and sums up what became of them. */
async function send(
  { clock, routes, pace }: Pick<SubmitterParts, 'clock' | 'routes' | 'pace'>,
  message: ClaimedMessage,
  leaseUntil: Date,
): Promise<SubmissionOutcome> {
  const route = routes.choose(message.lane);
  if (!route) return giveBack(message, toDate(clock.now()));
  const at = toDate(clock.now()).getTime();
  const lastWrite =
    leaseUntil.getTime() - route.settings.responseTimeoutMs - marginMs(route.settings.responseTimeoutMs) / 2;
  // The session reads the machine's clock, which need not show the time of this one.
  const notAfter = Date.now() + Math.min(message.valid_until.getTime(), lastWrite) - at;
  const { pdus, missing } = toSubmits(message, route.settings, { at, notAfter });
  const outcomes = await Promise.all(
    missing.map(
      async ({ part, submit }): Promise<PartOutcome> => ({ part, outcome: await paced(pace, route, submit) }),
    ),
  );
  return outcomeOf(message, route, { pdus, outcomes, at: toDate(clock.now()) });
}

/** Submits at the pace that all workers of the route share. */
async function paced(pace: RoutePace, route: BoundRoute, submit: SubmitMessage): Promise<SubmitOutcome> {
  if (route.settings.tps !== null) await pace.turn(route);
  return route.session.submit(submit);
}

function outcomeOf(
  message: ClaimedMessage,
  route: BoundRoute,
  { pdus, outcomes, at }: { pdus: number; outcomes: readonly PartOutcome[]; at: Date },
): SubmissionOutcome {
  const { status, states, smscIds, detail, retryMs } = summarise(outcomes, message.tries);
  return {
    id: message.id,
    tries: message.tries,
    status,
    dueAt: status === 'queued' ? new Date(at.getTime() + retryMs) : null,
    // At once: the pack says whether it is submitted again or left to a person.
    wakeAt: status === 'uncertain' ? at : null,
    route: route.key,
    recipient: message.recipient,
    pdus,
    states,
    entries: [timelineEntry(status, at, { route: route.name, ...detail })],
    smscIds,
  };
}

const NO_ROUTE_RETRY_MS = 1000;

function giveBack(message: ClaimedMessage, at: Date): SubmissionOutcome {
  return {
    id: message.id,
    tries: message.tries,
    status: 'queued',
    dueAt: new Date(at.getTime() + NO_ROUTE_RETRY_MS),
    wakeAt: null,
    route: '',
    recipient: message.recipient,
    pdus: message.pdus ?? message.segments,
    states: {},
    entries: [timelineEntry('queued', at, { why: 'no route can take it now' })],
    smscIds: [],
  };
}

/** The outcome that an answer after its time means; a part of several changes nothing but is known to receipts. */
export function lateOutcome(
  reference: string,
  answer: Extract<SubmitOutcome, { outcome: 'accepted' | 'refused' }>,
  route: { key: string; name: string },
  at: Date,
): SubmissionOutcome | null {
  const [id = '', tries = '', part = '', pdus = '', recipient = ''] = reference.split(' ');
  if (answer.outcome !== 'accepted') return null;
  const { states, smscIds } = summarise([{ part: Number(part), outcome: answer }], 1);
  return {
    id,
    tries: pdus === '1' ? Number(tries) : -1,
    status: 'submitted',
    dueAt: null,
    wakeAt: null,
    route: route.key,
    recipient,
    pdus: Number(pdus),
    states,
    entries: [timelineEntry('submitted', at, { route: route.name, why: 'the answer came late' })],
    smscIds,
  };
}
