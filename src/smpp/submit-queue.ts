import { createPacer } from './pacer.ts';
import type { NotSent, SubmitMessage, SubmitOutcome } from './submit-message.ts';

/** A submit and the promise that waits for its outcome. */
export interface QueuedSubmit {
  readonly message: SubmitMessage;
  readonly settle: (outcome: SubmitOutcome) => void;
}

/** Submits that wait for a place in the window and for their turn in the rate. */
export interface SubmitQueue {
  readonly length: number;
  /** Submits per second at present; Infinity where nothing limits them. */
  readonly rate: number;
  add(submit: QueuedSubmit): void;
  /** Takes out at most `room` that may be written now; those whose time is over are settled instead. */
  next(room: number): QueuedSubmit[];
  /** The SMSC said that it was too fast. */
  throttled(): void;
  setTps(tps: number | null): void;
  /** Settles all that wait: none of them has reached a socket. */
  drop(why: NotSent['why']): void;
}

/**
 * Makes a queue that sends `tps` a second at most; `ready` is called when the rate lets the next one go. `clock` tells
 * whether a submit's `notAfter` is over.
 */
export function createSubmitQueue(tps: number | null, ready: () => void, clock: () => number = Date.now): SubmitQueue {
  const pacer = createPacer(tps);
  let waiting: QueuedSubmit[] = [];
  let timer: NodeJS.Timeout | null = null;

  return {
    get length() {
      return waiting.length;
    },
    get rate() {
      return pacer.rate;
    },
    add(submit) {
      waiting.push(submit);
    },
    next(room) {
      if (waiting.length === 0) return [];
      const now = performance.now();
      dropExpired();
      const batch = waiting.splice(0, pacer.take(Math.min(room, waiting.length), now));
      if (waiting.length > 0) wakeIn(pacer.waitMs(now));
      return batch;
    },
    throttled() {
      pacer.throttled(performance.now());
    },
    setTps: (next) => pacer.setCeiling(next),
    drop(why) {
      if (timer) clearTimeout(timer);
      timer = null;
      for (const { settle } of waiting.splice(0)) settle({ outcome: 'notSent', why });
    },
  };

  function dropExpired(): void {
    const now = clock();
    const over = ({ message }: QueuedSubmit) => message.notAfter !== undefined && message.notAfter < now;
    if (!waiting.some(over)) return;
    for (const { settle } of waiting.filter(over)) settle({ outcome: 'notSent', why: 'expired' });
    waiting = waiting.filter((submit) => !over(submit));
  }

  /** Where the rate is no hindrance the window is, and its next answer wakes the queue. */
  function wakeIn(delayMs: number): void {
    if (delayMs <= 0 || timer) return;
    timer = setTimeout(() => {
      timer = null;
      ready();
    }, Math.ceil(delayMs));
  }
}
