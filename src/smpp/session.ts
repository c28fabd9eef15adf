import { setTimeout as pause } from 'node:timers/promises';
import { Connection, type ConnectionEnd } from './connection.ts';
import { createInbound, type Inbound } from './inbound.ts';
import { type RouteSettings, routeLabel } from './route-settings.ts';
import type { Session, SessionHandlers, SessionPhase, SessionSnapshot, SessionState } from './session-types.ts';
import { type SessionCounters, type SessionLog, silentLog, zeroCounters } from './session-types.ts';
import { assertSubmittable, type SubmitMessage, type SubmitOutcome } from './submit-message.ts';
import { createSubmitQueue, type QueuedSubmit, type SubmitQueue } from './submit-queue.ts';

/** What the answer to unbind may take within the time that a stop has. */
const UNBIND_MS = 1000;
/** How often a stop looks whether the last answers have come. */
const POLL_MS = 5;

/** Binds to an SMSC as transceiver and stays bound until it is stopped. */
export function createSession(route: RouteSettings, handlers: SessionHandlers): Session {
  return new ReconnectingSession(route, handlers);
}

class ReconnectingSession implements Session {
  readonly #route: RouteSettings;
  readonly #handlers: SessionHandlers;
  readonly #log: SessionLog;
  readonly #inbound: Inbound;
  readonly #queue: SubmitQueue;
  readonly #waiters = new Set<() => void>();
  readonly #counters: SessionCounters = zeroCounters();
  #state: SessionState = { phase: 'connecting', reason: null, since: new Date() };
  #connection: Connection | null = null;
  #tps: number | null;
  #attempts = 0;
  #boundAt = Number.POSITIVE_INFINITY;
  #retry: NodeJS.Timeout | null = null;
  #stopped: Promise<void> | null = null;

  constructor(route: RouteSettings, handlers: SessionHandlers) {
    this.#route = route;
    this.#handlers = handlers;
    this.#log = handlers.log ?? silentLog;
    this.#tps = route.tps;
    this.#queue = createSubmitQueue(route.tps, () => this.#connection?.wake(), handlers.now);
    this.#inbound = createInbound({
      route,
      handlers,
      counters: this.#counters,
      log: this.#log,
      settled: () => this.#connection?.regulate(),
    });
    this.#connect();
  }

  submit(message: SubmitMessage): Promise<SubmitOutcome> {
    return new Promise((resolve) => {
      assertSubmittable(message);
      if (this.#stopped) resolve({ outcome: 'notSent', why: 'stopped' });
      else if (!this.#connection?.bound) resolve({ outcome: 'notSent', why: 'notBound' });
      else if (this.capacity() === 0) resolve({ outcome: 'notSent', why: 'queueFull' });
      else {
        this.#queue.add({ message, settle: resolve });
        this.#connection.wake();
      }
    });
  }

  capacity(): number {
    if (this.#stopped || !this.#connection?.bound) return 0;
    const free = this.#route.window - this.#connection.inFlight;
    return Math.max(0, free + this.#route.queue - this.#queue.length);
  }

  snapshot(): SessionSnapshot {
    const { rate } = this.#queue;
    return {
      ...this.#state,
      inFlight: this.#connection?.inFlight ?? 0,
      queued: this.#queue.length,
      rate: Number.isFinite(rate) ? rate : null,
      slowed: rate < (this.#tps ?? Number.POSITIVE_INFINITY),
      counters: { ...this.#counters },
    };
  }

  setTps(tps: number | null): void {
    this.#tps = tps;
    this.#queue.setTps(tps);
    this.#connection?.wake();
  }

  async whenBound(timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    while (this.#state.phase !== 'bound' && this.#state.phase !== 'stopped' && performance.now() < until) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiters.add(resolve);
      await within(promise, until - performance.now());
      this.#waiters.delete(resolve);
    }
    return this.#state.phase === 'bound';
  }

  stop(deadlineMs: number): Promise<void> {
    this.#stopped ??= this.#stop(performance.now() + deadlineMs);
    return this.#stopped;
  }

  async #stop(until: number): Promise<void> {
    // By the time this goes on `#stopped` is set, so that nothing reconnects or is queued any more.
    await Promise.resolve();
    const left = () => Math.max(0, until - performance.now());
    this.#become('stopping', null);
    if (this.#retry) clearTimeout(this.#retry);
    this.#queue.drop('stopped');
    while (this.#connection && this.#connection.inFlight > 0 && left() > 0) await pause(POLL_MS);
    await within(this.#inbound.drain(), left());
    await this.#connection?.unbind(Math.min(UNBIND_MS, left()));
    this.#become('stopped', null);
  }

  #connect(): void {
    this.#become('connecting', null);
    try {
      this.#connection = new Connection(this.#route, {
        bound: () => this.#bound(),
        closed: (end) => this.#closed(end),
        next: (room) => this.#next(room),
        delivery: (pdu, reply) => this.#inbound.take(pdu, reply),
        backlog: () => this.#inbound.backlog,
        late: (reference, answer) => {
          this.#counters.late++;
          this.#handlers.onLateAnswer?.(reference, answer);
        },
      });
    } catch (error) {
      this.#closed({ reason: (error as NodeJS.ErrnoException).code ?? String(error), refusal: null });
    }
  }

  #bound(): void {
    this.#boundAt = performance.now();
    this.#counters.binds++;
    this.#become('bound', null);
  }

  #closed({ reason, refusal }: ConnectionEnd): void {
    this.#connection = null;
    this.#queue.drop('disconnected');
    if (this.#stopped) return;
    // A binding proves by lasting, or by an accepted submit, that trying again at once is welcome.
    if (performance.now() - this.#boundAt > this.#route.reconnectMaxMs) this.#attempts = 0;
    this.#boundAt = Number.POSITIVE_INFINITY;
    this.#retry = setTimeout(() => this.#connect(), this.#backOff(refusal?.permanent ?? false));
    this.#become('waiting', reason);
  }

  /** Doubles from the shortest to the longest delay, half of it by chance; an account that is refused waits longest. */
  #backOff(accountRefused: boolean): number {
    const { reconnectMinMs, reconnectMaxMs } = this.#route;
    const whole = accountRefused ? reconnectMaxMs : Math.min(reconnectMaxMs, reconnectMinMs * 2 ** this.#attempts);
    this.#attempts = Math.min(30, this.#attempts + 1);
    return whole / 2 + (whole / 2) * Math.random();
  }

  #next(room: number): readonly QueuedSubmit[] {
    if (this.#stopped) return [];
    const batch = this.#queue.next(room);
    this.#counters.submitted += batch.length;
    return batch.map(({ message, settle }) => ({
      message,
      settle: (outcome) => {
        this.#count(outcome);
        settle(outcome);
      },
    }));
  }

  #count(outcome: SubmitOutcome): void {
    if (outcome.outcome === 'notSent') return;
    this.#counters[outcome.outcome]++;
    if (outcome.outcome === 'accepted') this.#attempts = 0;
    if (outcome.outcome !== 'refused' || !outcome.throttled) return;
    this.#counters.throttled++;
    this.#queue.throttled();
  }

  #become(phase: SessionPhase, reason: string | null): void {
    this.#state = { phase, reason, since: new Date() };
    const fields = { route: routeLabel(this.#route), phase, ...(reason === null ? {} : { reason }) };
    if (phase === 'waiting') this.#log.warn(fields, 'SMPP session lost');
    else this.#log.info(fields, 'SMPP session');
    this.#handlers.onState?.(this.#state);
    for (const wake of this.#waiters) wake();
  }
}

/** Resolves when `promise` does, or after `ms`. */
function within(promise: Promise<void>, ms: number): Promise<void> {
  const { promise: either, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  promise.then(resolve, reject);
  return either.finally(() => clearTimeout(timer));
}
