import type { MoMessage } from './mo.ts';
import type { Receipt } from './receipt.ts';
import type { Accepted, Refused, SubmitMessage, SubmitOutcome } from './submit-message.ts';

/** Where a session stands: `waiting` is the pause before the next attempt to connect. */
export type SessionPhase = 'connecting' | 'bound' | 'waiting' | 'stopping' | 'stopped';

/** A change of phase, and why it came: a command status, a socket error's code or a word, never personal data. */
export interface SessionState {
  readonly phase: SessionPhase;
  readonly reason: string | null;
  readonly since: Date;
}

/** A session at a glance. Counters run from its creation. */
export interface SessionSnapshot extends SessionState {
  readonly inFlight: number;
  readonly queued: number;
  /** Submits per second that the session allows itself at present; null: any. */
  readonly rate: number | null;
  /** The SMSC has throttled and the rate is still below the configured one. */
  readonly slowed: boolean;
  readonly counters: Readonly<SessionCounters>;
}

export interface SessionCounters {
  binds: number;
  submitted: number;
  accepted: number;
  refused: number;
  throttled: number;
  unknown: number;
  late: number;
  receipts: number;
  mo: number;
}

/** Counters of a new session. */
export const zeroCounters = (): SessionCounters => ({
  binds: 0,
  submitted: 0,
  accepted: 0,
  refused: 0,
  throttled: 0,
  unknown: 0,
  late: 0,
  receipts: 0,
  mo: 0,
});

/** The part of a pino logger that a session writes to. */
export interface SessionLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The log of a session that was given none. */
export const silentLog: SessionLog = { debug() {}, info() {}, warn() {}, error() {} };

/** What a session tells its owner. */
export interface SessionHandlers {
  /** Resolves once the receipt is durable; a rejection makes the SMSC send it again (ESME_RX_T_APPN). */
  onReceipt(receipt: Receipt): Promise<void> | void;
  /** As `onReceipt`, for a message from a subscriber. */
  onMo(message: MoMessage): Promise<void> | void;
  onState?(state: SessionState): void;
  /** The answer to a submit that had ended as `unknown` by time-out came after all. */
  onLateAnswer?(reference: string, answer: Accepted | Refused): void;
  log?: SessionLog;
  /** The clock that `notAfter` is read on, epoch milliseconds; the machine's own where there is none. */
  now?(): number;
}

/** One SMSC account, bound as transceiver, and bound again whenever it is lost. */
export interface Session {
  /**
   * Sends one submit_sm. Resolves with what became of it, never rejects for what the SMSC or the network does.
   * @throws RangeError (as a rejection) for a message that cannot be written as a PDU
   */
  submit(message: SubmitMessage): Promise<SubmitOutcome>;
  /** How many more submits would be taken now: 0 while not bound. */
  capacity(): number;
  snapshot(): SessionSnapshot;
  /**
   * Sets the submits per second anew, in place of the route's `tps`: workers that share a route divide its rate among
   * them. Null: no limit.
   */
  setTps(tps: number | null): void;
  /** Resolves with true once bound, or with false after `timeoutMs` or when the session stops. */
  whenBound(timeoutMs: number): Promise<boolean>;
  /**
   * Takes no more submits, waits for answers and handlers until `deadlineMs` have passed, unbinds and closes. What is
   * then unanswered ends as `unknown`.
   */
  stop(deadlineMs: number): Promise<void>;
}
