import { randomUUID } from 'node:crypto';
import type { Gate } from '#src/gate/index.ts';
import type { House } from '#src/house.ts';
import { toDate } from '#src/kernel/index.ts';
import {
  type Changed,
  type ForwardingRules,
  forwardingRules,
  type ReceiptReport,
  recordOutcomes,
  recordReceipts,
  refuseAltered,
  type SubmissionOutcome,
} from '#src/messages/index.ts';
import { type Doorbell, startOutboxRunner } from '#src/queue/index.ts';
import type { MoMessage } from '#src/smpp/index.ts';
import { takeMo } from './acknowledge-mo.ts';
import { createBatchWriter } from './batch-writer.ts';
import { startConsentWorkers } from './consent-workers.ts';
import { outboxHandlers } from './handlers.ts';
import { toReport } from './receipts.ts';
import { openRouteBook, type RouteBook } from './route-book.ts';
import { type RouteStateReporter, reportRouteStates } from './route-states.ts';
import { startSenderSweep } from './sender-sweep.ts';
import { lateOutcome, type Submitter, startSubmitter } from './submitter.ts';
import { type Sweeper, startSweeper } from './sweeper.ts';

/** What this process does in the background. */
export interface Workers {
  forwarding: Forwarding;
  /** Stops everything within `deadlineMs`; what was not done is done by another worker or after the next start. */
  stop(deadlineMs: number): Promise<void>;
}

/** Starts what a process of the role `worker` does: forwarding, the outbox, and what is done by the clock. */
export async function startWorkers(house: House & { smppUrl: string | null }): Promise<Workers> {
  if (!house.smppUrl) throw new Error('a worker needs an SMPP route');
  const runner = startOutboxRunner({
    pool: house.db.pool,
    clock: house.clock,
    handlers: outboxHandlers(house),
    done: (job, result, error) => {
      house.metrics.jobs.inc({ kind: job.kind, result });
      if (result !== 'ok')
        house.log.warn({ jobId: job.id, kind: job.kind, tries: job.tries, result, err: nameOf(error) }, 'job failed');
    },
  });
  await house.db.listener.on('outbox', runner.nudge);
  const forwarding = await startForwarding({
    ...house,
    smppUrl: house.smppUrl,
    forwarding: forwardingRules(house.rulebook),
    sealKey: house.secrets.sealKey,
    receiveMo: (mo, at) => takeMo(house, mo, at),
  });
  const others = [startConsentWorkers(house), startSenderSweep(house)];
  return {
    forwarding,
    stop: async (deadlineMs) => {
      await Promise.all([runner.stop(deadlineMs), forwarding.stop(deadlineMs), ...others.map((other) => other.stop())]);
    },
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** What forwarding needs beside the house. */
export interface ForwardingParts extends Pick<House, 'db' | 'clock' | 'log' | 'metrics'> {
  gate: Gate;
  forwarding: ForwardingRules;
  sealKey: Buffer;
  /** Rung when a message may be due. */
  doorbell: Doorbell;
  /** The route of the configuration, or of the built-in simulator. */
  smppUrl: string;
  /** Takes a message from a subscriber; resolves once its effect is durable. */
  receiveMo(mo: MoMessage, at: Date): Promise<void>;
  /** Told of messages whose status changed, after the commit. */
  changed?(changes: readonly Changed[]): Promise<void>;
}

/** Forwarding, running. */
export interface Forwarding {
  routes: RouteBook;
  /** Stops within `deadlineMs`: what is on the wire then is uncertain, the rest is queued; nothing is lost. */
  stop(deadlineMs: number): Promise<void>;
}

const MOST_IN_A_STATEMENT = 500;

/** Starts submitting, receiving receipts and MO messages, and seeing to messages whose time has come. */
export async function startForwarding(parts: ForwardingParts): Promise<Forwarding> {
  const { db, clock, log, metrics } = parts;
  const workerId = randomUUID();
  const now = () => toDate(clock.now());
  let submitter: Submitter | null = null;
  let sweeper: Sweeper | null = null;
  // Sessions report their state while they are being opened: what follows it is not there yet.
  let states: RouteStateReporter | null = null;

  const changed = async (changes: readonly Changed[]) => {
    for (const { status } of changes) metrics.messages.inc({ status });
    if (changes.length > 0) await parts.changed?.(changes);
  };
  const altered = async ({ id }: { id: string }) => {
    log.error({ messageId: id, alarm: 'SEAL_BROKEN' }, 'a message was altered in the database and is not sent');
    metrics.altered.inc();
    await refuseAltered(db.pool, id, now());
  };
  const outcomes = createBatchWriter<SubmissionOutcome>(
    async (items) => {
      const changes = await recordOutcomes(db.pool, items);
      if (items.some(({ status }) => status === 'uncertain')) sweeper?.nudge();
      await changed(changes);
    },
    {
      most: MOST_IN_A_STATEMENT,
      onFailure: 'retry',
      failed: (error) => log.error({ err: (error as Error).name }, 'recording outcomes failed; trying again'),
    },
  );
  const receipts = createBatchWriter<ReceiptReport>(
    async (items) => {
      // A receipt comes after the answer to its submit: what that answer says is recorded first.
      await outcomes.drain();
      await changed(await recordReceipts(db.pool, items, now()));
    },
    { most: MOST_IN_A_STATEMENT, onFailure: 'fail' },
  );

  const routes = await openRouteBook(db, parts.smppUrl, (route) => ({
    log,
    onReceipt: async (receipt) => {
      const report = toReport(receipt, route.key, now());
      if (report) await receipts.add(report);
    },
    onMo: (mo) => parts.receiveMo(mo, now()),
    onLateAnswer: (reference, answer) => {
      const outcome = lateOutcome(reference, answer, route, now());
      if (outcome) void outcomes.add(outcome);
    },
    onState: ({ phase }) => {
      metrics.routeBound.set({ route: route.name }, phase === 'bound' ? 1 : 0);
      setImmediate(() => {
        submitter?.nudge();
        void states?.report();
      });
    },
  }));
  const reporter = reportRouteStates(db.pool, workerId, routes);
  states = reporter;
  submitter = startSubmitter({ pool: db.pool, clock, log, routes, sealKey: parts.sealKey, outcomes, altered });
  sweeper = startSweeper({
    pool: db.pool,
    clock,
    log,
    gate: parts.gate,
    sealKey: parts.sealKey,
    forwarding: parts.forwarding,
    changed,
    altered,
    due: submitter.nudge,
  });
  const { nudge } = submitter;
  await parts.doorbell.on(nudge);

  return {
    routes,
    stop: async (deadlineMs) => {
      await submitter.stop();
      await sweeper.stop();
      await routes.stop(deadlineMs);
      await Promise.all([outcomes.drain(), receipts.drain()]);
      await reporter.stop();
    },
  };
}
