import { randomUUID } from 'node:crypto';
import type { Gate } from '#src/gate/index.ts';
import type { House } from '#src/house.ts';
import { toDate } from '#src/kernel/index.ts';
import {
  type Changes,
  type ForwardingRules,
  type HandOver,
  type OwedWebhook,
  type Owing,
  type Pacing,
  type ReceiptReport,
  recordOutcomes,
  recordReceipts,
  refuseAltered,
  type SubmissionOutcome,
} from '#src/messages/index.ts';
import type { Doorbell, SharedPace } from '#src/queue/index.ts';
import type { MoMessage } from '#src/smpp/index.ts';
import { createBatchWriter } from './batch-writer.ts';
import { measureForwarding } from './measure-forwarding.ts';
import { createPendingOutcomes } from './pending-outcomes.ts';
import { toReport } from './receipts.ts';
import { openRouteBook, type RouteBook } from './route-book.ts';
import { createRoutePace } from './route-pace.ts';
import { type RouteStateReporter, reportRouteStates } from './route-states.ts';
import { lateOutcome, type Submitter, startSubmitter } from './submitter.ts';
import { type Sweeper, startSweeper } from './sweeper.ts';

/** What forwarding needs beside the house. */
export interface ForwardingParts extends Pick<House, 'db' | 'clock' | 'log' | 'metrics'> {
  gate: Gate;
  forwarding: ForwardingRules;
  sealKey: Buffer;
  /** Says whether bulk traffic may go on. */
  pacing: Pacing;
  /** The way from acceptance in this process. */
  handOver: HandOver;
  /** Rung when a message may be due. */
  doorbell: Doorbell;
  /** The line of all workers at a route; null: each keeps to its share of the rate. */
  pace: SharedPace | null;
  /** The route of the configuration, or of the built-in simulator. */
  smppUrl: string;
  /** Takes a message from a subscriber; resolves once its effect is durable. */
  receiveMo(mo: MoMessage, at: Date): Promise<void>;
  /** Who is told of changes of status, and the hands that webhooks are put into when they are written. */
  webhooks: { owing(): Owing; take(owed: readonly OwedWebhook[]): void };
}

/** Forwarding, running. */
export interface Forwarding {
  routes: RouteBook;
  /** Stops within `deadlineMs`: what is on the wire then is uncertain, the rest is queued; nothing is lost. */
  stop(deadlineMs: number): Promise<void>;
}

const MOST_IN_A_STATEMENT = 500;
/** What is learnt within this time shares a statement and a commit; alone, nothing waits. */
const GATHER_MS = 20;

/** Starts submitting, receiving receipts and MO messages, and seeing to messages whose time has come. */
export async function startForwarding(parts: ForwardingParts): Promise<Forwarding> {
  const { db, clock, log, metrics, webhooks } = parts;
  const workerId = randomUUID();
  const now = () => toDate(clock.now());
  let submitter: Submitter | null = null;
  let sweeper: Sweeper | null = null;
  // Sessions report their state while they are being opened: what follows it is not there yet.
  let states: RouteStateReporter | null = null;

  const reported = ({ changed, owed }: Changes) => {
    for (const { status } of changed) metrics.messages.inc({ status });
    webhooks.take(owed);
  };
  const altered = async ({ id }: { id: string }) => {
    log.error({ messageId: id, alarm: 'SEAL_BROKEN' }, 'a message was altered in the database and is not sent');
    metrics.altered.inc();
    await refuseAltered(db.hot, id, now());
  };
  const pending = createPendingOutcomes();
  const written = createBatchWriter<SubmissionOutcome>(
    async (items) => {
      pending.forget(items);
      reported(await recordOutcomes(db.hot, items, webhooks.owing()));
      if (items.some(({ status }) => status === 'uncertain')) sweeper?.nudge();
    },
    {
      most: MOST_IN_A_STATEMENT,
      onFailure: 'retry',
      everyMs: GATHER_MS,
      failed: (error) => log.error({ err: (error as Error).name }, 'recording outcomes failed; trying again'),
    },
  );
  const outcomes = { add: (outcome: SubmissionOutcome) => pending.add(outcome, written.add(outcome)) };
  const receipts = createBatchWriter<ReceiptReport>(
    async (items) => {
      // A receipt comes after the answer to its submit: what that answer says is recorded first.
      await written.drain();
      reported(await recordReceipts(db.hot, items, webhooks.owing(), now()));
    },
    { most: MOST_IN_A_STATEMENT, onFailure: 'fail', everyMs: GATHER_MS },
  );
  /** A receipt whose message's outcome is still to be written is written with it. */
  const takeReceipt = async (report: ReceiptReport): Promise<void> => {
    // Under load the answer to the submit comes in the same read of the socket, and is an outcome only after this turn.
    await new Promise((next) => setImmediate(next));
    const isToldOfSubmits = webhooks.owing().subscriptions.some(({ types }) => types.includes('message.submitted'));
    return (isToldOfSubmits ? null : pending.merge(report)) ?? receipts.add(report);
  };

  const routes = await openRouteBook(db, parts.smppUrl, (route) => ({
    log,
    now: () => clock.now().epochMilliseconds,
    onReceipt: async (receipt) => {
      const report = toReport(receipt, route.key, now());
      if (report) await takeReceipt(report);
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
  const measures = measureForwarding(db.pool, routes, metrics);
  const pace = createRoutePace(parts.pace);
  const reporter = await reportRouteStates(db, workerId, routes, pace.share);
  states = reporter;
  submitter = startSubmitter({ ...parts, pace, pool: db.hot, routes, outcomes, altered });
  sweeper = startSweeper({
    pool: db.hot,
    clock,
    log,
    gate: parts.gate,
    sealKey: parts.sealKey,
    forwarding: parts.forwarding,
    pacing: parts.pacing,
    owing: webhooks.owing,
    reported,
    altered,
    due: submitter.nudge,
  });
  const { nudge, reserve } = submitter;
  await parts.doorbell.on(nudge);
  parts.handOver.connect(reserve);

  return {
    routes,
    stop: async (deadlineMs) => {
      await submitter.stop();
      await sweeper.stop();
      await routes.stop(deadlineMs);
      await submitter.settled();
      await receipts.drain();
      measures.stop();
      await reporter.stop();
    },
  };
}
